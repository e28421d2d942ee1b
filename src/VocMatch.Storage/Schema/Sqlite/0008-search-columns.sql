-- What is searched, counted or compared lies in columns that whoever writes the row binds: an index over an expression takes the
-- payload apart at every write, before it and after it.
DROP VIEW school;
DROP VIEW program;
DROP VIEW placement;
DROP VIEW student;
DROP VIEW student_list;
DROP VIEW round;
DROP VIEW placement_deadline;

DROP INDEX program_school;
DROP INDEX placement_region;
DROP INDEX placement_occupation;
DROP INDEX placement_employer;
DROP INDEX placement_apply_by;
DROP INDEX student_region;
DROP INDEX student_program;
DROP INDEX student_school;

ALTER TABLE grain_state ADD COLUMN region TEXT NULL;
ALTER TABLE grain_state ADD COLUMN school TEXT NULL;
ALTER TABLE grain_state ADD COLUMN program TEXT NULL;
ALTER TABLE grain_state ADD COLUMN employer TEXT NULL;
ALTER TABLE grain_state ADD COLUMN occupation TEXT NULL;
ALTER TABLE grain_state ADD COLUMN apply_by TEXT NULL;
ALTER TABLE grain_state ADD COLUMN status TEXT NULL; -- of a round its phase
ALTER TABLE grain_state ADD COLUMN entity_version INTEGER NULL;
ALTER TABLE grain_state ADD COLUMN open_seats INTEGER NULL;

-- Of placements and students: greater than that of every write of one before it. Null: not written since there are such numbers.
ALTER TABLE grain_state ADD COLUMN change_number INTEGER NULL;

UPDATE grain_state
SET
    region = payload ->> '$.entity.region',
    status = payload ->> '$.entity.status',
    entity_version = payload ->> '$.entity.version',
    open_seats = payload ->> '$.entity.openSeats',
    occupation = payload ->> '$.entity.posting.occupation',
    employer = payload ->> '$.entity.posting.employer',
    apply_by = payload ->> '$.entity.posting.applyBy'
WHERE grain_type = 'placement' AND payload IS NOT NULL;

UPDATE grain_state
SET
    region = payload ->> '$.entity.profile.region',
    school = payload ->> '$.entity.profile.school',
    program = payload ->> '$.entity.profile.program',
    entity_version = payload ->> '$.entity.version'
WHERE grain_type = 'student' AND payload IS NOT NULL;

UPDATE grain_state
SET status = payload ->> '$.entity.status', school = payload ->> '$.entity.content.school'
WHERE grain_type = 'program' AND payload IS NOT NULL;

UPDATE grain_state SET region = payload ->> '$.entity.profile.region' WHERE grain_type = 'school' AND payload IS NOT NULL;

UPDATE grain_state SET status = payload ->> '$.entity.phase' WHERE grain_type = 'round' AND payload IS NOT NULL;

CREATE VIEW school AS
SELECT grain_key AS id, payload AS document, region, payload ->> '$.entity.profile.name' AS name
FROM grain_state
WHERE grain_type = 'school' AND payload IS NOT NULL;

CREATE VIEW program AS
SELECT
    grain_key AS id,
    payload AS document,
    status,
    school,
    payload ->> '$.entity.content.title' AS name,
    payload -> '$.entity.content.targetOccupations' AS occupations
FROM grain_state
WHERE grain_type = 'program' AND payload IS NOT NULL;

CREATE INDEX program_school ON grain_state (school, grain_key) WHERE grain_type = 'program';

CREATE VIEW placement AS
SELECT
    grain_key AS id,
    payload AS document,
    region,
    status,
    entity_version,
    open_seats,
    occupation,
    employer,
    payload ->> '$.entity.posting.title' AS name,
    change_number
FROM grain_state
WHERE grain_type = 'placement' AND region IS NOT NULL;

-- Holds all that a market compares its index with and all that is counted, so that neither reads a row: with the type as a column
-- of its own, and with the region for the sign that there is a payload, the planner sees that it covers those queries.
CREATE INDEX placement_region ON grain_state (grain_type, region, grain_key, status, entity_version, open_seats)
WHERE grain_type = 'placement';

CREATE INDEX placement_occupation ON grain_state (occupation, grain_key) WHERE grain_type = 'placement';

CREATE INDEX placement_employer ON grain_state (employer, grain_key) WHERE grain_type = 'placement';

-- Past its deadline a placement is not open. The texts stand in the order of the instants up to what their offsets differ by.
CREATE VIEW placement_deadline AS
SELECT apply_by, status, open_seats FROM grain_state WHERE grain_type = 'placement' AND apply_by IS NOT NULL;

CREATE INDEX placement_apply_by ON grain_state (grain_type, apply_by) WHERE grain_type = 'placement' AND apply_by IS NOT NULL;

CREATE VIEW student AS
SELECT
    grain_key AS id,
    payload AS document,
    region,
    school,
    program,
    payload -> '$.entity.profile.occupations' AS occupations,
    change_number
FROM grain_state
WHERE grain_type = 'student' AND region IS NOT NULL;

CREATE INDEX student_region ON grain_state (grain_type, region, grain_key) WHERE grain_type = 'student';

CREATE INDEX student_program ON grain_state (program, grain_key) WHERE grain_type = 'student';

CREATE INDEX student_school ON grain_state (school, grain_key) WHERE grain_type = 'student';

CREATE VIEW round AS
SELECT grain_key AS id, payload AS document, status AS phase FROM grain_state WHERE grain_type = 'round' AND payload IS NOT NULL;

CREATE INDEX round_phase ON grain_state (grain_type, status, grain_key) WHERE grain_type = 'round';

-- A market looks for what was written in its region since it looked last, and at nothing else.
CREATE INDEX placement_change ON grain_state (grain_type, region, change_number)
WHERE grain_type = 'placement' AND change_number IS NOT NULL;

CREATE INDEX student_change ON grain_state (grain_type, region, change_number)
WHERE grain_type = 'student' AND change_number IS NOT NULL;

-- Which students have a list for a round; written with the student's row, where the list has changed.
CREATE TABLE student_list
(
    student TEXT NOT NULL,
    round TEXT NOT NULL,
    ranked TEXT NOT NULL, -- ids of placements in the order of the list, a space between two
    PRIMARY KEY (student, round)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO student_list (student, round, ranked)
SELECT s.grain_key, l.value ->> '$.round', coalesce((SELECT group_concat(p.value, ' ') FROM json_each(l.value, '$.ranked') AS p), '')
FROM grain_state AS s, json_each(s.payload, '$.drafts.lists') AS l
WHERE s.grain_type = 'student' AND s.payload IS NOT NULL;

CREATE INDEX student_list_round ON student_list (round, student);

-- Which students have a placement on one of their lists.
CREATE TABLE ranked_placement
(
    placement TEXT NOT NULL,
    student TEXT NOT NULL,
    PRIMARY KEY (placement, student)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO ranked_placement (placement, student)
SELECT p.value, s.grain_key
FROM grain_state AS s, json_each(s.payload, '$.drafts.lists') AS l, json_each(l.value, '$.ranked') AS p
WHERE s.grain_type = 'student' AND s.payload IS NOT NULL;
