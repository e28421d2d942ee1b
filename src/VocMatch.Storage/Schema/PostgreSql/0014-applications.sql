-- Applications by the student who began them.
CREATE VIEW student_application AS
SELECT part_key AS student, grain_key AS placement, payload AS application FROM grain_part WHERE grain_type = 'placement' AND kind = 'application';

CREATE INDEX student_application_student ON grain_part (part_key, grain_key) WHERE grain_type = 'placement' AND kind = 'application';

-- A student's last day is seen without the document.
CREATE OR REPLACE VIEW student AS
SELECT
    grain_key AS id,
    payload AS document,
    region,
    school,
    program,
    payload #> '{entity,profile,occupations}' AS occupations,
    changed_in,
    payload #>> '{entity,profile,leftOn}' AS left_on
FROM grain_state
WHERE grain_type = 'student' AND payload IS NOT NULL;
