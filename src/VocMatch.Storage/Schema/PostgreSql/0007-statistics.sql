-- The two things statistics may know of who a student is.
CREATE VIEW student_trait AS
SELECT grain_key AS id, payload #>> '{entity,birthDate}' AS birth_date, payload #>> '{entity,sex}' AS sex
FROM grain_state
WHERE grain_type = 'student-identity' AND payload IS NOT NULL;

CREATE VIEW provision_gap AS
SELECT grain_key AS id, payload AS document, payload #>> '{entity,region}' AS region, payload #>> '{entity,kind}' AS kind
FROM grain_state
WHERE grain_type = 'provision-gap' AND payload IS NOT NULL;
