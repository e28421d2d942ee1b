-- A market looks for what was written in its region since it looked last, and at nothing else.
DROP INDEX state_change;

CREATE INDEX placement_change ON grain_state (region, changed_in)
WHERE grain_type = 'placement' AND payload IS NOT NULL AND changed_in IS NOT NULL;

CREATE INDEX student_change ON grain_state (region, changed_in)
WHERE grain_type = 'student' AND payload IS NOT NULL AND changed_in IS NOT NULL;

CREATE OR REPLACE VIEW placement AS
SELECT
    grain_key AS id,
    payload AS document,
    region,
    status,
    entity_version,
    open_seats,
    occupation,
    employer,
    payload #>> '{entity,posting,title}' AS name,
    changed_in
FROM grain_state
WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE OR REPLACE VIEW student AS
SELECT
    grain_key AS id,
    payload AS document,
    region,
    school,
    program,
    payload #> '{entity,profile,occupations}' AS occupations,
    listed_rounds,
    ranked_placements,
    changed_in
FROM grain_state
WHERE grain_type = 'student' AND payload IS NOT NULL;
