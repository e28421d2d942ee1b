-- What is searched, counted or compared lies in columns that the server derives once a write: an index over an expression takes the
-- payload apart again for each index, and a view for each row that it looks at.
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

ALTER TABLE grain_state
    ADD COLUMN region text COLLATE "C" GENERATED ALWAYS AS
    (
        CASE grain_type
            WHEN 'placement' THEN payload #>> '{entity,region}'
            WHEN 'student' THEN payload #>> '{entity,profile,region}'
            WHEN 'school' THEN payload #>> '{entity,profile,region}'
        END
    ) STORED,
    ADD COLUMN school text COLLATE "C" GENERATED ALWAYS AS
    (
        CASE grain_type
            WHEN 'student' THEN payload #>> '{entity,profile,school}'
            WHEN 'program' THEN payload #>> '{entity,content,school}'
        END
    ) STORED,
    ADD COLUMN program text COLLATE "C" GENERATED ALWAYS AS
        (CASE WHEN grain_type = 'student' THEN payload #>> '{entity,profile,program}' END) STORED,
    ADD COLUMN employer text COLLATE "C" GENERATED ALWAYS AS
        (CASE WHEN grain_type = 'placement' THEN payload #>> '{entity,posting,employer}' END) STORED,
    ADD COLUMN occupation text COLLATE "C" GENERATED ALWAYS AS
        (CASE WHEN grain_type = 'placement' THEN payload #>> '{entity,posting,occupation}' END) STORED,
    ADD COLUMN apply_by text COLLATE "C" GENERATED ALWAYS AS
        (CASE WHEN grain_type = 'placement' THEN payload #>> '{entity,posting,applyBy}' END) STORED,
    ADD COLUMN status text COLLATE "C" GENERATED ALWAYS AS -- of a round its phase
    (
        CASE grain_type
            WHEN 'placement' THEN payload #>> '{entity,status}'
            WHEN 'program' THEN payload #>> '{entity,status}'
            WHEN 'round' THEN payload #>> '{entity,phase}'
        END
    ) STORED,
    ADD COLUMN entity_version bigint GENERATED ALWAYS AS
        (CASE WHEN grain_type IN ('placement', 'student') THEN (payload #>> '{entity,version}')::bigint END) STORED,
    ADD COLUMN open_seats integer GENERATED ALWAYS AS
        (CASE WHEN grain_type = 'placement' THEN (payload #>> '{entity,openSeats}')::integer END) STORED,
    -- Rounds that a student has a list for, and placements on them; null: none.
    ADD COLUMN listed_rounds jsonb GENERATED ALWAYS AS
        (CASE WHEN grain_type = 'student' THEN nullif(jsonb_path_query_array(payload, '$.drafts.lists[*].round'), '[]') END) STORED,
    ADD COLUMN ranked_placements jsonb GENERATED ALWAYS AS
        (CASE WHEN grain_type = 'student' THEN nullif(jsonb_path_query_array(payload, '$.drafts.lists[*].ranked[*]'), '[]') END) STORED,
    -- Of placements and students: the transaction that wrote the row last. Null: not written since this is kept.
    ADD COLUMN changed_in xid8 NULL;

CREATE VIEW school AS
SELECT grain_key AS id, payload AS document, region, payload #>> '{entity,profile,name}' AS name
FROM grain_state
WHERE grain_type = 'school' AND payload IS NOT NULL;

CREATE VIEW program AS
SELECT
    grain_key AS id,
    payload AS document,
    status,
    school,
    payload #>> '{entity,content,title}' AS name,
    payload #> '{entity,content,targetOccupations}' AS occupations
FROM grain_state
WHERE grain_type = 'program' AND payload IS NOT NULL;

CREATE INDEX program_school ON grain_state (school, grain_key) WHERE grain_type = 'program' AND payload IS NOT NULL;

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
    payload #>> '{entity,posting,title}' AS name
FROM grain_state
WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE INDEX placement_region ON grain_state (region, grain_key) WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE INDEX placement_occupation ON grain_state (occupation, grain_key) WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE INDEX placement_employer ON grain_state (employer, grain_key) WHERE grain_type = 'placement' AND payload IS NOT NULL;

-- Past its deadline a placement is not open. The texts stand in the order of the instants up to what their offsets differ by.
CREATE VIEW placement_deadline AS
SELECT apply_by, status, open_seats FROM grain_state WHERE grain_type = 'placement' AND apply_by IS NOT NULL;

CREATE INDEX placement_apply_by ON grain_state (apply_by) WHERE grain_type = 'placement' AND apply_by IS NOT NULL;

CREATE VIEW student AS
SELECT
    grain_key AS id,
    payload AS document,
    region,
    school,
    program,
    payload #> '{entity,profile,occupations}' AS occupations,
    listed_rounds,
    ranked_placements
FROM grain_state
WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_region ON grain_state (region, grain_key) WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_program ON grain_state (program, grain_key) WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_school ON grain_state (school, grain_key) WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_listed_rounds ON grain_state USING gin (listed_rounds) WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_ranked_placements ON grain_state USING gin (ranked_placements)
WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE VIEW round AS
SELECT grain_key AS id, payload AS document, status AS phase FROM grain_state WHERE grain_type = 'round' AND payload IS NOT NULL;

CREATE INDEX round_phase ON grain_state (status, grain_key) WHERE grain_type = 'round' AND payload IS NOT NULL;

-- By a trigger, so that a silo of an older version that is still running numbers its writes too.
CREATE FUNCTION number_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.changed_in := pg_current_xact_id();
    RETURN NEW;
END
$$;

CREATE TRIGGER number_change BEFORE INSERT OR UPDATE ON grain_state
FOR EACH ROW WHEN (NEW.grain_type IN ('placement', 'student'))
EXECUTE FUNCTION number_change();

CREATE INDEX state_change ON grain_state (grain_type, changed_in) WHERE changed_in IS NOT NULL;
