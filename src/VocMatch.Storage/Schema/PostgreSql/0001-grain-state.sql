-- One row a persistent state. A cleared state keeps its row, without payload, so that its version can only grow.
CREATE TABLE grain_state
(
    grain_type text COLLATE "C" NOT NULL,
    grain_key text COLLATE "C" NOT NULL,
    payload jsonb NULL,
    version integer NOT NULL,
    modified_on timestamptz NOT NULL,
    PRIMARY KEY (grain_type, grain_key)
);

-- Orleans' ADO.NET providers look their statements up here, by names of theirs; the statements are ours.
CREATE TABLE orleansquery
(
    querykey text PRIMARY KEY,
    querytext text NOT NULL
);

-- Keys arrive with one character in front, which keeps the provider from taking them for numbers.
INSERT INTO orleansquery (querykey, querytext) VALUES
(
    'ReadFromStorageKey',
    $query$
    SELECT convert_to(payload::text, 'UTF8') AS PayloadBinary, version AS Version
    FROM grain_state
    WHERE grain_type = @GrainTypeString AND grain_key = substr(@GrainIdExtensionString, 2)
    $query$
),
(
    'WriteToStorageKey',
    $query$
    WITH created AS
    (
        INSERT INTO grain_state (grain_type, grain_key, payload, version, modified_on)
        SELECT @GrainTypeString, substr(@GrainIdExtensionString, 2), convert_from(@PayloadBinary, 'UTF8')::jsonb, 1, now()
        WHERE @GrainStateVersion::integer IS NULL
        ON CONFLICT (grain_type, grain_key) DO NOTHING
        RETURNING version
    ),
    changed AS
    (
        UPDATE grain_state
        SET payload = convert_from(@PayloadBinary, 'UTF8')::jsonb, version = version + 1, modified_on = now()
        WHERE grain_type = @GrainTypeString AND grain_key = substr(@GrainIdExtensionString, 2)
            AND version = @GrainStateVersion::integer
        RETURNING version
    )
    SELECT version AS NewGrainStateVersion FROM created UNION ALL SELECT version FROM changed
    $query$
),
(
    'ClearStorageKey',
    $query$
    UPDATE grain_state
    SET payload = NULL, version = version + 1, modified_on = now()
    WHERE grain_type = @GrainTypeString AND grain_key = substr(@GrainIdExtensionString, 2)
        AND version = @GrainStateVersion::integer
    RETURNING version AS NewGrainStateVersion
    $query$
);
