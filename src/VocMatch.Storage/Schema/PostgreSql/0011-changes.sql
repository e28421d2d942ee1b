-- The columns are set by whoever writes the row: of a derived column the server prepares the expression anew for each statement, which
-- costs more than all else of a change. And a market looks for what was written in its region since it looked last, at nothing else.
DROP TRIGGER number_change ON grain_state;
DROP FUNCTION number_change();
DROP INDEX state_change;
DROP INDEX student_listed_rounds;
DROP INDEX student_ranked_placements;

ALTER TABLE grain_state
    ALTER COLUMN region DROP EXPRESSION,
    ALTER COLUMN school DROP EXPRESSION,
    ALTER COLUMN program DROP EXPRESSION,
    ALTER COLUMN employer DROP EXPRESSION,
    ALTER COLUMN occupation DROP EXPRESSION,
    ALTER COLUMN apply_by DROP EXPRESSION,
    ALTER COLUMN status DROP EXPRESSION,
    ALTER COLUMN entity_version DROP EXPRESSION,
    ALTER COLUMN open_seats DROP EXPRESSION,
    ALTER COLUMN listed_rounds DROP EXPRESSION,
    ALTER COLUMN ranked_placements DROP EXPRESSION;

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

UPDATE orleansquery
SET querytext =
    $query$
    WITH given AS MATERIALIZED (SELECT convert_from(@PayloadBinary, 'UTF8')::jsonb AS payload),
    created AS
    (
        INSERT INTO grain_state
            (grain_type, grain_key, payload, version, modified_on, region, school, program, employer, occupation, apply_by, status,
             entity_version, open_seats, listed_rounds, ranked_placements, changed_in)
        SELECT @GrainTypeString, substr(@GrainIdExtensionString, 2), g.payload, 1, now(), s.*
        FROM given g CROSS JOIN LATERAL searched(@GrainTypeString, g.payload) s
        WHERE @GrainStateVersion::integer IS NULL
        ON CONFLICT (grain_type, grain_key) DO NOTHING
        RETURNING version
    ),
    changed AS
    (
        UPDATE grain_state
        SET payload = g.payload, version = version + 1, modified_on = now(), region = s.region, school = s.school, program = s.program,
            employer = s.employer, occupation = s.occupation, apply_by = s.apply_by, status = s.status, entity_version = s.entity_version,
            open_seats = s.open_seats, listed_rounds = s.listed_rounds, ranked_placements = s.ranked_placements, changed_in = s.changed_in
        FROM given g CROSS JOIN LATERAL searched(@GrainTypeString, g.payload) s
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

CREATE INDEX placement_change ON grain_state (region, changed_in)
WHERE grain_type = 'placement' AND payload IS NOT NULL AND changed_in IS NOT NULL;

CREATE INDEX student_change ON grain_state (region, changed_in)
WHERE grain_type = 'student' AND payload IS NOT NULL AND changed_in IS NOT NULL;

-- Only students who have a list, and what is new is found as fast as the rest.
CREATE INDEX student_listed_rounds ON grain_state USING gin (listed_rounds) WITH (fastupdate = off)
WHERE grain_type = 'student' AND payload IS NOT NULL AND listed_rounds IS NOT NULL;

CREATE INDEX student_ranked_placements ON grain_state USING gin (ranked_placements) WITH (fastupdate = off)
WHERE grain_type = 'student' AND payload IS NOT NULL AND ranked_placements IS NOT NULL;

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
