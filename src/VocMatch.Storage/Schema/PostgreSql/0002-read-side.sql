-- Views over the states, and an index for every filter. The expressions of an index are those of the view.
-- Folds the case of every script, whatever the database's own locale.
CREATE FUNCTION contains_text(whole text, part text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN strpos(lower(whole COLLATE "und-x-icu"), lower(part COLLATE "und-x-icu")) > 0;

CREATE VIEW school AS
SELECT
    grain_key AS id,
    payload AS document,
    payload #>> '{entity,profile,region}' AS region,
    payload #>> '{entity,profile,name}' AS name
FROM grain_state
WHERE grain_type = 'school' AND payload IS NOT NULL;

CREATE VIEW program AS
SELECT
    grain_key AS id,
    payload AS document,
    payload #>> '{entity,status}' AS status,
    payload #>> '{entity,content,school}' AS school,
    payload #>> '{entity,content,title}' AS name,
    payload #> '{entity,content,targetOccupations}' AS occupations
FROM grain_state
WHERE grain_type = 'program' AND payload IS NOT NULL;

CREATE INDEX program_school ON grain_state ((payload #>> '{entity,content,school}'), grain_key)
WHERE grain_type = 'program' AND payload IS NOT NULL;

CREATE INDEX program_occupations ON grain_state USING gin ((payload #> '{entity,content,targetOccupations}'))
WHERE grain_type = 'program' AND payload IS NOT NULL;

CREATE VIEW employer AS
SELECT
    grain_key AS id,
    payload AS document,
    payload #>> '{entity,profile,name}' AS name,
    jsonb_path_query_array(payload, '$.entity.profile.sites[*].region') AS regions
FROM grain_state
WHERE grain_type = 'employer' AND payload IS NOT NULL;

CREATE INDEX employer_regions ON grain_state USING gin ((jsonb_path_query_array(payload, '$.entity.profile.sites[*].region')))
WHERE grain_type = 'employer' AND payload IS NOT NULL;

CREATE VIEW placement AS
SELECT
    grain_key AS id,
    payload AS document,
    payload #>> '{entity,region}' AS region,
    payload #>> '{entity,status}' AS status,
    (payload #>> '{entity,version}')::bigint AS entity_version,
    (payload #>> '{entity,openSeats}')::integer AS open_seats,
    payload #>> '{entity,posting,occupation}' AS occupation,
    payload #>> '{entity,posting,employer}' AS employer,
    payload #>> '{entity,posting,title}' AS name
FROM grain_state
WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE INDEX placement_region ON grain_state ((payload #>> '{entity,region}'), grain_key)
WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE INDEX placement_occupation ON grain_state ((payload #>> '{entity,posting,occupation}'), grain_key)
WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE INDEX placement_employer ON grain_state ((payload #>> '{entity,posting,employer}'), grain_key)
WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE VIEW student AS
SELECT
    grain_key AS id,
    payload AS document,
    payload #>> '{entity,profile,region}' AS region,
    payload #>> '{entity,profile,school}' AS school,
    payload #>> '{entity,profile,program}' AS program,
    payload #> '{entity,profile,occupations}' AS occupations
FROM grain_state
WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_region ON grain_state ((payload #>> '{entity,profile,region}'), grain_key)
WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_program ON grain_state ((payload #>> '{entity,profile,program}'), grain_key)
WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_school ON grain_state ((payload #>> '{entity,profile,school}'), grain_key)
WHERE grain_type = 'student' AND payload IS NOT NULL;

-- The one thing matching may know of who a student is.
CREATE VIEW student_birth AS
SELECT grain_key AS id, payload #>> '{entity,birthDate}' AS birth_date
FROM grain_state
WHERE grain_type = 'student-identity' AND payload IS NOT NULL;
