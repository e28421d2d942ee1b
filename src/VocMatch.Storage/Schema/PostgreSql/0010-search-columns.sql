-- What is searched, counted or compared lies in columns that are set by whoever writes the row: an index over an expression takes the
-- payload apart again for each index, a view for each row that it looks at, and of a derived column the server prepares the expression
-- anew for each statement.
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
    ADD COLUMN region text COLLATE "C" NULL,
    ADD COLUMN school text COLLATE "C" NULL,
    ADD COLUMN program text COLLATE "C" NULL,
    ADD COLUMN employer text COLLATE "C" NULL,
    ADD COLUMN occupation text COLLATE "C" NULL,
    ADD COLUMN apply_by text COLLATE "C" NULL,
    ADD COLUMN status text COLLATE "C" NULL,
    ADD COLUMN entity_version bigint NULL,
    ADD COLUMN open_seats integer NULL,
    ADD COLUMN listed_rounds jsonb NULL,
    ADD COLUMN ranked_placements jsonb NULL,
    -- The transaction that wrote the row last. Null: not written since this is kept.
    ADD COLUMN changed_in xid8 NULL;

-- What is searched of a state, one row. The planner puts the expressions in the place of the call.
CREATE FUNCTION searched(state_type text, state jsonb) RETURNS TABLE
(
    region text,
    school text,
    program text,
    employer text,
    occupation text,
    apply_by text,
    status text, -- of a round its phase
    entity_version bigint,
    open_seats integer,
    listed_rounds jsonb, -- rounds that a student has a list for; null: none
    ranked_placements jsonb, -- placements on them; null: none
    changed_in xid8
)
LANGUAGE sql STABLE
AS $$
    SELECT
        CASE $1
            WHEN 'placement' THEN $2 #>> '{entity,region}'
            WHEN 'student' THEN $2 #>> '{entity,profile,region}'
            WHEN 'school' THEN $2 #>> '{entity,profile,region}'
        END,
        CASE $1 WHEN 'student' THEN $2 #>> '{entity,profile,school}' WHEN 'program' THEN $2 #>> '{entity,content,school}' END,
        CASE $1 WHEN 'student' THEN $2 #>> '{entity,profile,program}' END,
        CASE $1 WHEN 'placement' THEN $2 #>> '{entity,posting,employer}' END,
        CASE $1 WHEN 'placement' THEN $2 #>> '{entity,posting,occupation}' END,
        CASE $1 WHEN 'placement' THEN $2 #>> '{entity,posting,applyBy}' END,
        CASE $1
            WHEN 'placement' THEN $2 #>> '{entity,status}'
            WHEN 'program' THEN $2 #>> '{entity,status}'
            WHEN 'round' THEN $2 #>> '{entity,phase}'
        END,
        CASE WHEN $1 IN ('placement', 'student') THEN ($2 #>> '{entity,version}')::bigint END,
        CASE $1 WHEN 'placement' THEN ($2 #>> '{entity,openSeats}')::integer END,
        CASE $1 WHEN 'student' THEN nullif(jsonb_path_query_array($2, '$.drafts.lists[*].round'), '[]') END,
        CASE $1 WHEN 'student' THEN nullif(jsonb_path_query_array($2, '$.drafts.lists[*].ranked[*]'), '[]') END,
        CASE WHEN $1 IN ('placement', 'student', 'program', 'school', 'round') THEN pg_current_xact_id() END
$$;

UPDATE grain_state g
SET region = s.region, school = s.school, program = s.program, employer = s.employer, occupation = s.occupation, apply_by = s.apply_by,
    status = s.status, entity_version = s.entity_version, open_seats = s.open_seats, listed_rounds = s.listed_rounds,
    ranked_placements = s.ranked_placements
FROM grain_state o CROSS JOIN LATERAL searched(o.grain_type, o.payload) s
WHERE g.grain_type = o.grain_type AND g.grain_key = o.grain_key
    AND o.grain_type IN ('placement', 'student', 'program', 'school', 'round') AND o.payload IS NOT NULL;

-- What is searched is looked up once a write, whether the row is new or changed.
UPDATE orleansquery
SET querytext =
    $query$
    WITH given AS MATERIALIZED
    (
        SELECT n.payload, s.*
        FROM (SELECT convert_from(@PayloadBinary, 'UTF8')::jsonb AS payload OFFSET 0) n
        CROSS JOIN LATERAL searched(@GrainTypeString, n.payload) s
    ),
    created AS
    (
        INSERT INTO grain_state
            (grain_type, grain_key, version, modified_on, payload, region, school, program, employer, occupation, apply_by, status,
             entity_version, open_seats, listed_rounds, ranked_placements, changed_in)
        SELECT @GrainTypeString, substr(@GrainIdExtensionString, 2), 1, now(), g.*
        FROM given g
        WHERE @GrainStateVersion::integer IS NULL
        ON CONFLICT (grain_type, grain_key) DO NOTHING
        RETURNING version
    ),
    changed AS
    (
        UPDATE grain_state
        SET payload = g.payload, version = version + 1, modified_on = now(), region = g.region, school = g.school, program = g.program,
            employer = g.employer, occupation = g.occupation, apply_by = g.apply_by, status = g.status, entity_version = g.entity_version,
            open_seats = g.open_seats, listed_rounds = g.listed_rounds, ranked_placements = g.ranked_placements, changed_in = g.changed_in
        FROM given g
        WHERE grain_type = @GrainTypeString AND grain_key = substr(@GrainIdExtensionString, 2)
            AND version = @GrainStateVersion::integer
        RETURNING version
    )
    SELECT version AS NewGrainStateVersion FROM created UNION ALL SELECT version FROM changed
    $query$
WHERE querykey = 'WriteToStorageKey';

-- For whoever writes a payload alone, as a silo of an older version does that is still running.
CREATE FUNCTION set_searched() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    SELECT s.*
    INTO NEW.region, NEW.school, NEW.program, NEW.employer, NEW.occupation, NEW.apply_by, NEW.status, NEW.entity_version, NEW.open_seats,
        NEW.listed_rounds, NEW.ranked_placements, NEW.changed_in
    FROM searched(NEW.grain_type, NEW.payload) s;
    RETURN NEW;
END
$$;

CREATE TRIGGER searched_of_new BEFORE INSERT ON grain_state
FOR EACH ROW WHEN (NEW.changed_in IS NULL AND NEW.grain_type IN ('placement', 'student', 'program', 'school', 'round'))
EXECUTE FUNCTION set_searched();

CREATE TRIGGER searched_of_changed BEFORE UPDATE OF payload ON grain_state
FOR EACH ROW WHEN (NEW.changed_in IS NOT DISTINCT FROM OLD.changed_in AND NEW.grain_type IN ('placement', 'student', 'program', 'school', 'round'))
EXECUTE FUNCTION set_searched();

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
    payload #>> '{entity,posting,title}' AS name,
    changed_in
FROM grain_state
WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE INDEX placement_region ON grain_state (region, grain_key) WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE INDEX placement_occupation ON grain_state (occupation, grain_key) WHERE grain_type = 'placement' AND payload IS NOT NULL;

CREATE INDEX placement_employer ON grain_state (employer, grain_key) WHERE grain_type = 'placement' AND payload IS NOT NULL;

-- Past its deadline a placement is not open. The texts stand in the order of the instants up to what their offsets differ by.
CREATE VIEW placement_deadline AS
SELECT apply_by, status, open_seats FROM grain_state WHERE grain_type = 'placement' AND apply_by IS NOT NULL;

CREATE INDEX placement_apply_by ON grain_state (apply_by) WHERE grain_type = 'placement' AND apply_by IS NOT NULL;

-- A market looks for what was written in its region since it looked last, and at nothing else.
CREATE INDEX placement_change ON grain_state (region, changed_in)
WHERE grain_type = 'placement' AND payload IS NOT NULL AND changed_in IS NOT NULL;

CREATE VIEW student AS
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

CREATE INDEX student_region ON grain_state (region, grain_key) WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_program ON grain_state (program, grain_key) WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_school ON grain_state (school, grain_key) WHERE grain_type = 'student' AND payload IS NOT NULL;

CREATE INDEX student_change ON grain_state (region, changed_in)
WHERE grain_type = 'student' AND payload IS NOT NULL AND changed_in IS NOT NULL;

-- Only students who have a list, and what is new is found as fast as the rest.
CREATE INDEX student_listed_rounds ON grain_state USING gin (listed_rounds) WITH (fastupdate = off)
WHERE grain_type = 'student' AND payload IS NOT NULL AND listed_rounds IS NOT NULL;

CREATE INDEX student_ranked_placements ON grain_state USING gin (ranked_placements) WITH (fastupdate = off)
WHERE grain_type = 'student' AND payload IS NOT NULL AND ranked_placements IS NOT NULL;

CREATE VIEW round AS
SELECT grain_key AS id, payload AS document, status AS phase FROM grain_state WHERE grain_type = 'round' AND payload IS NOT NULL;

CREATE INDEX round_phase ON grain_state (status, grain_key) WHERE grain_type = 'round' AND payload IS NOT NULL;
