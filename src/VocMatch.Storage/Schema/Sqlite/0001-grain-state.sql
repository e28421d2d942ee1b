-- One row a persistent state. A cleared state keeps its row, without payload, so that its version can only grow.
CREATE TABLE grain_state
(
    grain_type TEXT NOT NULL,
    grain_key TEXT NOT NULL,
    payload TEXT NULL,
    version INTEGER NOT NULL,
    modified_on INTEGER NOT NULL, -- Unix time, milliseconds
    PRIMARY KEY (grain_type, grain_key)
) STRICT;
