-- When a row's grain has something to do, Unix time in milliseconds: written with the row, so that no reminder has to be set before it.
ALTER TABLE grain_state ADD COLUMN wake_at INTEGER NULL;

CREATE INDEX grain_state_wake_at ON grain_state (wake_at, grain_type, grain_key) WHERE wake_at IS NOT NULL;

-- One process, one part.
CREATE VIEW due_row AS
SELECT grain_type, grain_key, wake_at, 0 AS shard FROM grain_state WHERE wake_at IS NOT NULL;

-- Whoever had a reminder is woken once, and says then when it is due next.
UPDATE grain_state
SET payload = json_set(payload, '$.wakeAt', 0), wake_at = 0
WHERE payload IS NOT NULL
    AND (grain_type, grain_key) IN
    (
        SELECT
            CASE substr(grain_id, 1, instr(grain_id, '/') - 1)
                WHEN 'roundmeasuring' THEN 'round-measuring'
                WHEN 'demandkeeping' THEN 'demand-keeping'
                ELSE substr(grain_id, 1, instr(grain_id, '/') - 1)
            END,
            substr(grain_id, instr(grain_id, '/') + 1)
        FROM reminder
        WHERE name IN ('owed', 'round', 'month')
    );

-- Reports and questions that were being answered.
UPDATE grain_state
SET payload = json_set(payload, '$.wakeAt', 0), wake_at = 0
WHERE grain_type = 'report-job' AND payload ->> '$.entity.phase' = 'running';

DELETE FROM reminder WHERE name IN ('owed', 'round', 'month');
