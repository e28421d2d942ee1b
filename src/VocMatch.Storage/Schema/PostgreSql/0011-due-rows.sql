-- When a row's grain has something to do, Unix time in milliseconds: written with the row, so that no reminder has to be set before it.
-- In 16 parts, each looked after by a grain of its own.
CREATE INDEX grain_state_wake_at ON grain_state
    ((hashtext(grain_key) & 15), ((payload ->> 'wakeAt')::bigint), grain_type, grain_key)
WHERE payload ? 'wakeAt';

CREATE VIEW due_row AS
SELECT grain_type, grain_key, (payload ->> 'wakeAt')::bigint AS wake_at, hashtext(grain_key) & 15 AS shard
FROM grain_state
WHERE payload ? 'wakeAt';

-- Whoever had a reminder is woken once, and says then when it is due next.
UPDATE grain_state g
SET payload = jsonb_set(g.payload, '{wakeAt}', '0')
FROM reminder r
WHERE g.payload IS NOT NULL AND r.name IN ('owed', 'round', 'month')
    AND g.grain_key = substr(r.grain_id, position('/' IN r.grain_id) + 1)
    AND g.grain_type = CASE split_part(r.grain_id, '/', 1)
        WHEN 'roundmeasuring' THEN 'round-measuring'
        WHEN 'demandkeeping' THEN 'demand-keeping'
        ELSE split_part(r.grain_id, '/', 1)
    END;

-- Reports and questions that were being answered.
UPDATE grain_state
SET payload = jsonb_set(payload, '{wakeAt}', '0')
WHERE grain_type = 'report-job' AND payload #>> '{entity,phase}' = 'running';

DELETE FROM reminder WHERE name IN ('owed', 'round', 'month');
