CREATE TABLE reminder
(
    grain_id TEXT NOT NULL,
    name TEXT NOT NULL,
    grain_hash INTEGER NOT NULL, -- Orleans' uniform hash of the grain id, unsigned 32 bit
    start_at INTEGER NOT NULL, -- UTC, ticks of 100 ns since 0001-01-01
    period INTEGER NOT NULL, -- ticks of 100 ns
    etag TEXT NOT NULL,
    PRIMARY KEY (grain_id, name)
) STRICT;

CREATE INDEX reminder_hash ON reminder (grain_hash);
