-- Who is in the cluster. Every change of a member's row takes the next number of the cluster's version, in the same statement:
-- of two silos that saw the same version one is refused, and reads again.
CREATE TABLE cluster_version
(
    cluster_id text PRIMARY KEY,
    version integer NOT NULL,
    changed_on timestamptz NOT NULL
);

CREATE TABLE cluster_member
(
    cluster_id text NOT NULL REFERENCES cluster_version (cluster_id),
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    proxy_port integer NULL,
    suspect_times text NULL,
    started_on timestamptz NOT NULL,
    alive_on timestamptz NOT NULL,
    PRIMARY KEY (cluster_id, address, port, generation)
);

-- Always at least the version, without a member where there is none.
CREATE VIEW cluster AS
SELECT
    v.cluster_id,
    m.address AS Address,
    m.port AS Port,
    m.generation AS Generation,
    m.silo_name AS SiloName,
    m.host_name AS HostName,
    m.status AS Status,
    m.proxy_port AS ProxyPort,
    m.suspect_times AS SuspectTimes,
    m.started_on AS StartTime,
    m.alive_on AS IAmAliveTime,
    v.version AS Version
FROM cluster_version v
LEFT JOIN cluster_member m ON m.cluster_id = v.cluster_id;

INSERT INTO orleansquery (querykey, querytext) VALUES
(
    'InsertMembershipVersionKey',
    $query$
    WITH added AS
    (
        INSERT INTO cluster_version (cluster_id, version, changed_on) VALUES (@DeploymentId, 0, now())
        ON CONFLICT (cluster_id) DO NOTHING
        RETURNING 1
    )
    SELECT count(*)::integer FROM added
    $query$
),
(
    'InsertMembershipKey',
    $query$
    WITH numbered AS
    (
        UPDATE cluster_version SET version = version + 1, changed_on = now()
        WHERE cluster_id = @DeploymentId AND version = @Version
            AND NOT EXISTS
            (
                SELECT 1 FROM cluster_member
                WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
            )
        RETURNING cluster_id
    ),
    added AS
    (
        INSERT INTO cluster_member
            (cluster_id, address, port, generation, silo_name, host_name, status, proxy_port, started_on, alive_on)
        SELECT cluster_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
        FROM numbered
        RETURNING 1
    )
    SELECT count(*)::integer FROM added
    $query$
),
(
    'UpdateMembershipKey',
    $query$
    WITH numbered AS
    (
        UPDATE cluster_version SET version = version + 1, changed_on = now()
        WHERE cluster_id = @DeploymentId AND version = @Version
            AND EXISTS
            (
                SELECT 1 FROM cluster_member
                WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
            )
        RETURNING cluster_id
    ),
    changed AS
    (
        UPDATE cluster_member m SET status = @Status, suspect_times = @SuspectTimes, alive_on = @IAmAliveTime
        FROM numbered
        WHERE m.cluster_id = numbered.cluster_id AND address = @Address AND port = @Port AND generation = @Generation
        RETURNING 1
    )
    SELECT count(*)::integer FROM changed
    $query$
),
(
    'UpdateIAmAlivetimeKey',
    $query$
    UPDATE cluster_member SET alive_on = @IAmAliveTime
    WHERE cluster_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
    $query$
),
(
    'MembershipReadRowKey',
    $query$
    SELECT v.cluster_id, c.Address, c.Port, c.Generation, c.SiloName, c.HostName, c.Status, c.ProxyPort, c.SuspectTimes,
        c.StartTime, c.IAmAliveTime, v.version AS Version
    FROM cluster_version v
    LEFT JOIN cluster c ON c.cluster_id = v.cluster_id AND c.Address = @Address AND c.Port = @Port AND c.Generation = @Generation
    WHERE v.cluster_id = @DeploymentId
    $query$
),
(
    'MembershipReadAllKey',
    'SELECT * FROM cluster WHERE cluster_id = @DeploymentId'
),
(
    'GatewaysQueryKey',
    $query$
    SELECT Address, ProxyPort, Generation FROM cluster
    WHERE cluster_id = @DeploymentId AND Status = @Status AND ProxyPort > 0
    $query$
),
(
    'DeleteMembershipTableEntriesKey',
    $query$
    WITH members AS (DELETE FROM cluster_member WHERE cluster_id = @DeploymentId)
    DELETE FROM cluster_version WHERE cluster_id = @DeploymentId
    $query$
),
(
    'CleanupDefunctSiloEntriesKey',
    $query$
    DELETE FROM cluster_member WHERE cluster_id = @DeploymentId AND alive_on < @IAmAliveTime AND status <> 3 -- 3 = active
    $query$
);
