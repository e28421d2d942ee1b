-- Collections of a state that grow lie in rows of their own, written in the statement that writes the state's row and under its version.
CREATE TABLE grain_part
(
    grain_type text COLLATE "C" NOT NULL,
    grain_key text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL, -- of a placement offer, application; of a student offer, list
    place integer NOT NULL, -- from 0, in the order of adding
    part_key text COLLATE "C" NOT NULL, -- offer, student, or round
    status text COLLATE "C" NULL, -- of a placement's offers and applications
    payload jsonb NOT NULL,
    PRIMARY KEY (grain_type, grain_key, kind, place)
);

INSERT INTO grain_part (grain_type, grain_key, kind, place, part_key, status, payload)
SELECT 'placement', s.grain_key, 'offer', o.number - 1, o.value #>> '{offer,id}', o.value #>> '{offer,status}', o.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(s.payload #> '{ledger,offers}') WITH ORDINALITY AS o (value, number)
WHERE s.grain_type = 'placement' AND jsonb_typeof(s.payload #> '{ledger,offers}') = 'array'
UNION ALL
SELECT 'placement', s.grain_key, 'application', a.number - 1, a.value ->> 'student', a.value ->> 'stage', a.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload -> 'applications') WHEN 'array' THEN s.payload -> 'applications' END)
    WITH ORDINALITY AS a (value, number)
WHERE s.grain_type = 'placement'
UNION ALL
SELECT 'student', s.grain_key, 'offer', o.number - 1, o.value #>> '{copy,id}', NULL, o.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(s.payload #> '{commitments,offers}') WITH ORDINALITY AS o (value, number)
WHERE s.grain_type = 'student' AND jsonb_typeof(s.payload #> '{commitments,offers}') = 'array'
UNION ALL
SELECT 'student', s.grain_key, 'list', l.number - 1, l.value ->> 'round', NULL, l.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(s.payload #> '{drafts,lists}') WITH ORDINALITY AS l (value, number)
WHERE s.grain_type = 'student' AND jsonb_typeof(s.payload #> '{drafts,lists}') = 'array';

-- A silo of an older version would write rows without their parts; it finds no columns of lists to write, and fails instead.
DROP TRIGGER searched_of_new ON grain_state;
DROP TRIGGER searched_of_changed ON grain_state;
DROP FUNCTION set_searched();

UPDATE grain_state
SET payload = payload #- '{ledger,offers}' #- '{applications}'
WHERE grain_type = 'placement' AND (payload #> '{ledger,offers}' IS NOT NULL OR payload -> 'applications' IS NOT NULL);

UPDATE grain_state
SET payload = payload #- '{commitments,offers}' #- '{drafts,lists}'
WHERE grain_type = 'student' AND (payload #> '{commitments,offers}' IS NOT NULL OR payload #> '{drafts,lists}' IS NOT NULL);

DROP VIEW student;
DROP FUNCTION searched(text, jsonb);
ALTER TABLE grain_state DROP COLUMN listed_rounds, DROP COLUMN ranked_placements;

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
        CASE WHEN $1 IN ('placement', 'student', 'program', 'school', 'round') THEN pg_current_xact_id() END
$$;

CREATE VIEW student AS
SELECT
    grain_key AS id,
    payload AS document,
    region,
    school,
    program,
    payload #> '{entity,profile,occupations}' AS occupations,
    changed_in
FROM grain_state
WHERE grain_type = 'student' AND payload IS NOT NULL;

-- The service states what it writes itself: a state may have parts.
DELETE FROM orleansquery WHERE querykey IN ('ReadFromStorageKey', 'WriteToStorageKey', 'ClearStorageKey');

-- Which students have a list for a round, and the lists.
CREATE VIEW student_list AS
SELECT grain_key AS student, part_key AS round, payload AS list FROM grain_part WHERE grain_type = 'student' AND kind = 'list';

CREATE INDEX student_list_round ON grain_part (part_key, grain_key) WHERE grain_type = 'student' AND kind = 'list';

-- What is new is found as fast as the rest.
CREATE INDEX student_list_ranked ON grain_part USING gin ((payload -> 'ranked')) WITH (fastupdate = off)
WHERE grain_type = 'student' AND kind = 'list';

-- Placements with the offers whose seat is taken now, a JSON array.
CREATE VIEW posted_placement AS
SELECT
    p.id,
    p.status,
    p.document,
    (
        SELECT coalesce(jsonb_agg(o.payload), '[]'::jsonb) FROM grain_part o
        WHERE o.grain_type = 'placement' AND o.grain_key = p.id AND o.kind = 'offer' AND o.status = 'accepted'
    ) AS taken
FROM placement p;
