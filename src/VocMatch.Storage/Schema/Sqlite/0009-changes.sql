-- A market looks for what was written in its region since it looked last, and at nothing else.
DROP INDEX state_change;

CREATE INDEX placement_change ON grain_state (grain_type, region, change_number)
WHERE grain_type = 'placement' AND change_number IS NOT NULL;

CREATE INDEX student_change ON grain_state (grain_type, region, change_number)
WHERE grain_type = 'student' AND change_number IS NOT NULL;

DROP VIEW placement;
DROP VIEW student;

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
