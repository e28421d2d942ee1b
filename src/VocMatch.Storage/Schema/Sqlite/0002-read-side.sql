-- Views over the states, and an index for every filter. The expressions of an index are those of the view, to the letter,
-- or the planner does not recognise them.
CREATE VIEW school AS
SELECT grain_key AS id, payload AS document, payload ->> '$.entity.profile.region' AS region, payload ->> '$.entity.profile.name' AS name
FROM grain_state
WHERE grain_type = 'school' AND payload IS NOT NULL;

CREATE VIEW program AS
SELECT
    grain_key AS id,
    payload AS document,
    payload ->> '$.entity.status' AS status,
    payload ->> '$.entity.content.school' AS school,
    payload ->> '$.entity.content.title' AS name,
    payload -> '$.entity.content.targetOccupations' AS occupations
FROM grain_state
WHERE grain_type = 'program' AND payload IS NOT NULL;

CREATE INDEX program_school ON grain_state (payload ->> '$.entity.content.school', grain_key)
WHERE grain_type = 'program' AND payload IS NOT NULL;

CREATE VIEW employer AS
SELECT
    grain_key AS id,
    payload AS document,
    payload ->> '$.entity.profile.name' AS name,
    (SELECT json_group_array(site.value ->> '$.region') FROM json_each(payload, '$.entity.profile.sites') AS site) AS regions
FROM grain_state
WHERE grain_type = 'employer' AND payload IS NOT NULL;

CREATE VIEW placement AS
SELECT
    grain_key AS id,
    payload AS document,
    payload ->> '$.entity.region' AS region,
    payload ->> '$.entity.status' AS status,
    payload ->> '$.entity.version' AS entity_version,
    payload ->> '$.entity.openSeats' AS open_seats,
    payload ->> '$.entity.posting.occupation' AS occupation,
    payload ->> '$.entity.posting.employer' AS employer,
    payload ->> '$.entity.posting.title' AS name
FROM grain_state
WHERE grain_type = 'placement' AND payload ->> '$.entity.region' IS NOT NULL;

-- Holds all that a market compares its index with and all that is counted, so that neither reads a payload: with the type as
-- a column of its own, and with the region for the sign that there is a payload, the planner sees that it covers those queries.
CREATE INDEX placement_region ON grain_state
(
    grain_type,
    payload ->> '$.entity.region',
    grain_key,
    payload ->> '$.entity.status',
    payload ->> '$.entity.version',
    payload ->> '$.entity.openSeats'
)
WHERE grain_type = 'placement';

CREATE INDEX placement_occupation ON grain_state (payload ->> '$.entity.posting.occupation', grain_key)
WHERE grain_type = 'placement';

CREATE INDEX placement_employer ON grain_state (payload ->> '$.entity.posting.employer', grain_key)
WHERE grain_type = 'placement';

CREATE VIEW student AS
SELECT
    grain_key AS id,
    payload AS document,
    payload ->> '$.entity.profile.region' AS region,
    payload ->> '$.entity.profile.school' AS school,
    payload ->> '$.entity.profile.program' AS program,
    payload -> '$.entity.profile.occupations' AS occupations
FROM grain_state
WHERE grain_type = 'student' AND payload ->> '$.entity.profile.region' IS NOT NULL;

CREATE INDEX student_region ON grain_state (grain_type, payload ->> '$.entity.profile.region', grain_key)
WHERE grain_type = 'student';

CREATE INDEX student_program ON grain_state (payload ->> '$.entity.profile.program', grain_key)
WHERE grain_type = 'student';

CREATE INDEX student_school ON grain_state (payload ->> '$.entity.profile.school', grain_key)
WHERE grain_type = 'student';

-- The one thing matching may know of who a student is.
CREATE VIEW student_birth AS
SELECT grain_key AS id, payload ->> '$.entity.birthDate' AS birth_date
FROM grain_state
WHERE grain_type = 'student-identity' AND payload IS NOT NULL;
