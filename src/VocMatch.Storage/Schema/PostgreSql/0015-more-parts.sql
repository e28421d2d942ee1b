-- A part's row has a number that rises in the order of its collection; it is a place only where nothing is ever taken away. A silo of an older
-- version would lose what it finds no longer in rows; it finds no column of that name, and fails instead.
ALTER TABLE grain_part RENAME COLUMN place TO number;

-- What else grows with use lies in rows of its own: what of a round grows with its students and employers, and what is registered for ever.
INSERT INTO grain_part (grain_type, grain_key, kind, number, part_key, payload)
SELECT 'round', s.grain_key, 'fixed', i.number - 1, i.value ->> 'student', i.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{state,fixed}') WHEN 'array' THEN s.payload #> '{state,fixed}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'round'
UNION ALL
SELECT 'round', s.grain_key, 'forbidden', i.number - 1, i.value ->> 'student', i.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{state,forbidden}') WHEN 'array' THEN s.payload #> '{state,forbidden}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'round'
UNION ALL
SELECT 'round', s.grain_key, 'ranking', i.number - 1, i.value ->> 'employer', i.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{state,rankings}') WHEN 'array' THEN s.payload #> '{state,rankings}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'round'
UNION ALL
SELECT 'round', s.grain_key, 'refused', i.number - 1, i.value ->> 'student', i.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{state,refused}') WHEN 'array' THEN s.payload #> '{state,refused}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'round'
UNION ALL
SELECT 'round', s.grain_key, 'repair', i.number - 1, i.value ->> 'issue', i.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{state,repairs}') WHEN 'array' THEN s.payload #> '{state,repairs}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'round'
UNION ALL
SELECT 'round', s.grain_key, 'move', i.number - 1, i.value ->> 'student', i.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{state,moving}') WHEN 'array' THEN s.payload #> '{state,moving}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'round'
UNION ALL
SELECT 'round', s.grain_key, 'swap', i.number - 1, i.value ->> 'student', jsonb_set(i.value, '{number}', to_jsonb(i.number - 1))
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{state,swaps}') WHEN 'array' THEN s.payload #> '{state,swaps}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'round'
UNION ALL
SELECT 'round-register', s.grain_key, 'over', i.number - 1, i.value #>> '{}', i.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{register,over}') WHEN 'array' THEN s.payload #> '{register,over}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'round-register'
UNION ALL
SELECT 'report-editions', s.grain_key, 'edition', i.number - 1, i.value ->> 'id', i.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{all}') WHEN 'array' THEN s.payload #> '{all}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'report-editions'
UNION ALL
SELECT 'report-register', s.grain_key, 'report', i.number - 1, i.value ->> 'id', i.value
FROM grain_state s CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{reports}') WHEN 'array' THEN s.payload #> '{reports}' END)
    WITH ORDINALITY AS i (value, number)
WHERE s.grain_type = 'report-register';

UPDATE grain_state
SET payload = jsonb_set(
    payload #- '{state,fixed}' #- '{state,forbidden}' #- '{state,rankings}' #- '{state,refused}' #- '{state,repairs}' #- '{state,moving}' #- '{state,swaps}',
    '{schema}', '2')
WHERE grain_type = 'round' AND payload IS NOT NULL;

UPDATE grain_state
SET payload = jsonb_set(payload #- '{register,over}' #- '{all}' #- '{reports}', '{schema}', '2')
WHERE grain_type IN ('round-register', 'report-editions', 'report-register') AND payload IS NOT NULL;

-- Nor may such a silo write these rows.
ALTER TABLE grain_state ADD CONSTRAINT grain_state_schema CHECK
(
    payload IS NULL
    OR grain_type NOT IN ('round', 'round-register', 'report-editions', 'report-register')
    OR (payload ->> 'schema')::integer >= 2
);

-- Events that were set aside are no longer kept with their source: each has its row, where it is listed.
INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
SELECT 'dead-letter', d.value #>> '{event,id}', jsonb_build_object('schema', 1, 'entity', d.value), 1, s.modified_on
FROM grain_state s CROSS JOIN LATERAL
    jsonb_array_elements(CASE jsonb_typeof(s.payload #> '{outbox,deadLetters}') WHEN 'array' THEN s.payload #> '{outbox,deadLetters}' END) AS d (value)
WHERE s.grain_type IN ('placement', 'student', 'round')
ON CONFLICT (grain_type, grain_key) DO NOTHING;
