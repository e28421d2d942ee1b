-- What is searched is looked up once a write, whether the row is new or changed.
UPDATE orleansquery
SET querytext =
    $query$
    WITH given AS MATERIALIZED
    (
        SELECT n.payload, s.*
        FROM (SELECT convert_from(@PayloadBinary, 'UTF8')::jsonb AS payload OFFSET 0) n
        CROSS JOIN LATERAL searched(@GrainTypeString, n.payload) s
    ),
    created AS
    (
        INSERT INTO grain_state
            (grain_type, grain_key, version, modified_on, payload, region, school, program, employer, occupation, apply_by, status,
             entity_version, open_seats, listed_rounds, ranked_placements, changed_in)
        SELECT @GrainTypeString, substr(@GrainIdExtensionString, 2), 1, now(), g.*
        FROM given g
        WHERE @GrainStateVersion::integer IS NULL
        ON CONFLICT (grain_type, grain_key) DO NOTHING
        RETURNING version
    ),
    changed AS
    (
        UPDATE grain_state
        SET payload = g.payload, version = version + 1, modified_on = now(), region = g.region, school = g.school, program = g.program,
            employer = g.employer, occupation = g.occupation, apply_by = g.apply_by, status = g.status, entity_version = g.entity_version,
            open_seats = g.open_seats, listed_rounds = g.listed_rounds, ranked_placements = g.ranked_placements, changed_in = g.changed_in
        FROM given g
        WHERE grain_type = @GrainTypeString AND grain_key = substr(@GrainIdExtensionString, 2)
            AND version = @GrainStateVersion::integer
        RETURNING version
    )
    SELECT version AS NewGrainStateVersion FROM created UNION ALL SELECT version FROM changed
    $query$
WHERE querykey = 'WriteToStorageKey';
