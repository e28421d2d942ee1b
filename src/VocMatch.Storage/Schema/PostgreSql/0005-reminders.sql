CREATE TABLE reminder
(
    service_id text NOT NULL,
    grain_id text NOT NULL,
    name text NOT NULL,
    grain_hash integer NOT NULL, -- Orleans' uniform hash of the grain id, as signed 32 bit
    start_at timestamptz NOT NULL,
    period bigint NOT NULL, -- milliseconds
    version integer NOT NULL,
    PRIMARY KEY (service_id, grain_id, name)
);

CREATE INDEX reminder_hash ON reminder (service_id, grain_hash);

CREATE VIEW reminder_row AS
SELECT
    service_id,
    grain_hash,
    grain_id AS GrainId,
    name AS ReminderName,
    start_at AS StartTime,
    period AS Period,
    version AS Version
FROM reminder;

INSERT INTO orleansquery (querykey, querytext) VALUES
(
    'UpsertReminderRowKey',
    $query$
    INSERT INTO reminder (service_id, grain_id, name, grain_hash, start_at, period, version)
    VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, 0)
    ON CONFLICT (service_id, grain_id, name) DO UPDATE
    SET start_at = excluded.start_at, period = excluded.period, version = reminder.version + 1
    RETURNING version AS Version
    $query$
),
(
    'ReadReminderRowsKey',
    'SELECT * FROM reminder_row WHERE service_id = @ServiceId AND GrainId = @GrainId'
),
(
    'ReadReminderRowKey',
    'SELECT * FROM reminder_row WHERE service_id = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName'
),
(
    'ReadRangeRows1Key',
    'SELECT * FROM reminder_row WHERE service_id = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash'
),
(
    'ReadRangeRows2Key',
    'SELECT * FROM reminder_row WHERE service_id = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)'
),
(
    'DeleteReminderRowKey',
    $query$
    WITH removed AS
    (
        DELETE FROM reminder
        WHERE service_id = @ServiceId AND grain_id = @GrainId AND name = @ReminderName AND version = @Version
        RETURNING 1
    )
    SELECT count(*)::integer FROM removed
    $query$
),
(
    'DeleteReminderRowsKey',
    'DELETE FROM reminder WHERE service_id = @ServiceId'
);
