-- A part's row has a number that rises in the order of its collection; it is a place only where nothing is ever taken away.
ALTER TABLE grain_part RENAME COLUMN place TO number;

-- What else grows with use lies in rows of its own: what of a round grows with its students and employers, and what is registered for ever.
INSERT INTO grain_part (grain_type, grain_key, kind, number, part_key, payload)
SELECT 'round', s.grain_key, 'fixed', i.key, i.value ->> '$.student', i.value
FROM grain_state AS s, json_each(s.payload, '$.state.fixed') AS i
WHERE s.grain_type = 'round' AND json_type(s.payload, '$.state.fixed') = 'array'
UNION ALL
SELECT 'round', s.grain_key, 'forbidden', i.key, i.value ->> '$.student', i.value
FROM grain_state AS s, json_each(s.payload, '$.state.forbidden') AS i
WHERE s.grain_type = 'round' AND json_type(s.payload, '$.state.forbidden') = 'array'
UNION ALL
SELECT 'round', s.grain_key, 'ranking', i.key, i.value ->> '$.employer', i.value
FROM grain_state AS s, json_each(s.payload, '$.state.rankings') AS i
WHERE s.grain_type = 'round' AND json_type(s.payload, '$.state.rankings') = 'array'
UNION ALL
SELECT 'round', s.grain_key, 'refused', i.key, i.value ->> '$.student', i.value
FROM grain_state AS s, json_each(s.payload, '$.state.refused') AS i
WHERE s.grain_type = 'round' AND json_type(s.payload, '$.state.refused') = 'array'
UNION ALL
SELECT 'round', s.grain_key, 'repair', i.key, i.value ->> '$.issue', i.value
FROM grain_state AS s, json_each(s.payload, '$.state.repairs') AS i
WHERE s.grain_type = 'round' AND json_type(s.payload, '$.state.repairs') = 'array'
UNION ALL
SELECT 'round', s.grain_key, 'move', i.key, i.value ->> '$.student', i.value
FROM grain_state AS s, json_each(s.payload, '$.state.moving') AS i
WHERE s.grain_type = 'round' AND json_type(s.payload, '$.state.moving') = 'array'
UNION ALL
SELECT 'round', s.grain_key, 'swap', i.key, i.value ->> '$.student', json_set(i.value, '$.number', i.key)
FROM grain_state AS s, json_each(s.payload, '$.state.swaps') AS i
WHERE s.grain_type = 'round' AND json_type(s.payload, '$.state.swaps') = 'array'
UNION ALL
SELECT 'round-register', s.grain_key, 'over', i.key, i.value, json_quote(i.value)
FROM grain_state AS s, json_each(s.payload, '$.register.over') AS i
WHERE s.grain_type = 'round-register' AND json_type(s.payload, '$.register.over') = 'array'
UNION ALL
SELECT 'report-editions', s.grain_key, 'edition', i.key, i.value ->> '$.id', i.value
FROM grain_state AS s, json_each(s.payload, '$.all') AS i
WHERE s.grain_type = 'report-editions' AND json_type(s.payload, '$.all') = 'array'
UNION ALL
SELECT 'report-register', s.grain_key, 'report', i.key, i.value ->> '$.id', i.value
FROM grain_state AS s, json_each(s.payload, '$.reports') AS i
WHERE s.grain_type = 'report-register' AND json_type(s.payload, '$.reports') = 'array';

UPDATE grain_state
SET payload = json_set(
    json_remove(payload, '$.state.fixed', '$.state.forbidden', '$.state.rankings', '$.state.refused', '$.state.repairs', '$.state.moving', '$.state.swaps'),
    '$.schema', 2)
WHERE grain_type = 'round' AND payload IS NOT NULL;

UPDATE grain_state
SET payload = json_set(json_remove(payload, '$.register.over', '$.all', '$.reports'), '$.schema', 2)
WHERE grain_type IN ('round-register', 'report-editions', 'report-register') AND payload IS NOT NULL;

-- Events that were set aside are no longer kept with their source: each has its row, where it is listed.
INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
SELECT 'dead-letter', d.value ->> '$.event.id', json_object('schema', 1, 'entity', json(d.value)), 1, s.modified_on
FROM grain_state AS s, json_each(s.payload, '$.outbox.deadLetters') AS d
WHERE s.grain_type IN ('placement', 'student', 'round') AND json_type(s.payload, '$.outbox.deadLetters') = 'array'
ON CONFLICT (grain_type, grain_key) DO NOTHING;
