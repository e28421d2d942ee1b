namespace VocMatch.Grains.Tests.Alignment;

/// <summary>The report's indicators of one region, by somebody else's arithmetic: SQL over the stored rows alone.</summary>
internal static class SqlFigures
{
    /// <summary>Views over the rows, for work that begins from @from to @through.</summary>
    public const string Views = """
        CREATE TEMP VIEW occupation AS
        SELECT id, substr(payload ->> '$.code', 1, 2) AS grp FROM taxonomy_item WHERE kind = 'occupation';

        CREATE TEMP VIEW program_of AS
        SELECT g.grain_key AS id, s.payload ->> '$.entity.profile.region' AS region, g.payload -> '$.entity.content.targetOccupations' AS targets,
            g.payload ->> '$.entity.content.intake' AS completers, g.payload -> '$.entity.content.teaches' AS teaches
        FROM grain_state g JOIN grain_state s ON s.grain_type = 'school' AND s.grain_key = g.payload ->> '$.entity.content.school'
        WHERE g.grain_type = 'program' AND g.payload ->> '$.entity.status' = 'published';

        CREATE TEMP VIEW posting AS
        SELECT p.grain_key AS id, p.payload ->> '$.entity.region' AS region, p.payload ->> '$.entity.posting.occupation' AS occupation,
            p.payload ->> '$.entity.posting.seats' AS seats, p.payload -> '$.entity.posting.skills' AS skills,
            (SELECT min(b.value ->> '$.firstDay') FROM json_each(p.payload, '$.entity.posting.pattern.blocks') b) AS first_day,
            (SELECT count(*) FROM grain_part o
                WHERE o.grain_type = 'placement' AND o.grain_key = p.grain_key AND o.kind = 'offer' AND o.payload ->> '$.offer.status' = 'accepted') AS filled,
            julianday((SELECT max(date(c.value ->> '$.at')) FROM grain_part o, json_each(o.payload, '$.changes') c
                WHERE o.grain_type = 'placement' AND o.grain_key = p.grain_key AND o.kind = 'offer'
                    AND o.payload ->> '$.offer.status' = 'accepted' AND c.value ->> '$.status' = 'accepted')) - julianday(date(p.payload ->> '$.publishedAt')) AS days,
            (SELECT l.value ->> '$.rural' FROM json_each(e.payload, '$.entity.profile.sites') l
                WHERE l.value ->> '$.id' = p.payload ->> '$.entity.posting.site') AS rural,
            e.payload ->> '$.entity.profile.staffCount' AS staff,
            EXISTS (SELECT 1 FROM grain_state n WHERE n.grain_type = 'provision-gap' AND n.payload ->> '$.entity.subject' = p.grain_key) AS nobody
        FROM grain_state p JOIN grain_state e ON e.grain_type = 'employer' AND e.grain_key = p.payload ->> '$.entity.posting.employer'
        WHERE p.grain_type = 'placement' AND p.payload ->> '$.entity.status' <> 'draft';

        CREATE TEMP VIEW learner AS
        SELECT s.grain_key AS id, s.payload ->> '$.entity.profile.region' AS region,
            coalesce(instr(s.payload ->> '$.entity.profile.tags', '"rural"'), 0) > 0 AS rural, coalesce(instr(s.payload ->> '$.entity.profile.tags', '"disability"'), 0) > 0 AS disabled,
            i.payload ->> '$.entity.sex' AS sex, coalesce(i.payload ->> '$.entity.birthDate' <= date('@from', '-25 years'), 0) AS adult,
            CASE
                WHEN EXISTS (SELECT 1 FROM json_each(s.payload, '$.entity.commitments') c
                    JOIN posting p ON p.id = c.value ->> '$.placement' JOIN occupation o ON o.id = p.occupation
                    JOIN program_of g ON g.id = s.payload ->> '$.entity.profile.program', json_each(g.targets) t JOIN occupation a ON a.id = t.value
                    WHERE p.first_day BETWEEN '@from' AND '@through' AND a.grp = o.grp) THEN 'inField'
                WHEN EXISTS (SELECT 1 FROM json_each(s.payload, '$.entity.commitments') c, json_each(c.value, '$.pattern.blocks') b
                    GROUP BY c.key HAVING min(b.value ->> '$.firstDay') BETWEEN '@from' AND '@through') THEN 'elsewhere'
                WHEN EXISTS (SELECT 1 FROM round_input f JOIN grain_state r ON r.grain_type = 'round' AND r.grain_key = f.round,
                    json_each(json_array(f.payload -> '$.applications', f.payload -> '$.dropped')) h, json_each(h.value) l
                    JOIN posting p ON p.id = l.value ->> '$.placement'
                    WHERE f.kind = 'student' AND f.id = s.grain_key AND r.payload ->> '$.entity.phase' IN ('published', 'closed')
                        AND p.first_day BETWEEN '@from' AND '@through'
                        AND NOT EXISTS (SELECT 1 FROM round_assignment a WHERE a.round = f.round AND a.student = f.id)) THEN 'none'
                ELSE 'unknown'
            END AS outcome
        FROM grain_state s LEFT JOIN grain_state i ON i.grain_type = 'student-identity' AND i.grain_key = s.grain_key
        WHERE s.grain_type = 'student';

        CREATE TEMP VIEW vain AS
        SELECT payload ->> '$.entity.region' AS region, payload ->> '$.entity.subject' AS student, sum(payload ->> '$.entity.days') AS days
        FROM grain_state
        WHERE grain_type = 'provision-gap' AND payload ->> '$.entity.kind' = 'studentWithoutMatch' AND payload ->> '$.entity.month' BETWEEN '@from' AND '@through'
        GROUP BY region, student;

        CREATE TEMP VIEW teaching AS
        SELECT payload ->> '$.entity.profile.region' AS region, payload ->> '$.entity.profile.staff.teachers' AS teachers,
            payload ->> '$.entity.profile.staff.doubleQualified' AS qualified
        FROM grain_state WHERE grain_type = 'school';
        """;

    /// <summary>Table, column, the row's second cell where a region has several, and the figure of region $r.</summary>
    public static IEnumerable<(string Table, string Column, string? Trait, string Sql)> All =>
    [
        ("regions", "supply", null, "SELECT sum(completers) FROM program_of WHERE region = $r"),
        ("regions", "demand", null, "SELECT sum(seats) FROM posting WHERE region = $r"),
        ("regions", "ratio", null, "SELECT (SELECT 1.0 * sum(completers) FROM program_of WHERE region = $r) / sum(seats) FROM posting WHERE region = $r"),
        ("regions", "gap", null, "SELECT sum(seats) - (SELECT sum(completers) FROM program_of WHERE region = $r) FROM posting WHERE region = $r"),
        ("regions", "fillRate", null, "SELECT 100.0 * sum(filled) / sum(seats) FROM posting WHERE region = $r"),
        ("regions", "daysToFill", null, """
            SELECT avg(days) FROM (SELECT days, row_number() OVER (ORDER BY days) AS i, count(*) OVER () AS n
            FROM posting WHERE region = $r AND filled >= seats) WHERE i IN ((n + 1) / 2, (n + 2) / 2)
            """),
        ("regions", "placementRate", null, "SELECT 100.0 * sum(outcome IN ('inField', 'elsewhere')) / sum(outcome <> 'unknown') FROM learner WHERE region = $r"),
        ("regions", "inFieldRate", null, "SELECT 100.0 * sum(outcome = 'inField') / sum(outcome <> 'unknown') FROM learner WHERE region = $r"),
        ("regions", "skillCoverage", null, """
            WITH asked AS (SELECT a.value ->> '$.skill' AS skill, p.seats * iif(a.value ->> '$.essential', 4, 3) AS weight
                FROM posting p, json_each(p.skills) a WHERE p.region = $r)
            SELECT 100.0 * sum(weight * (skill IN (SELECT t.value ->> '$.skill' FROM program_of g, json_each(g.teaches) t WHERE g.region = $r))) / sum(weight) FROM asked
            """),
        ("regions", "alignmentIndex", null, """
            WITH t AS (SELECT g.id, g.completers, o.grp, count(*) AS n, json_array_length(g.targets) AS m
                    FROM program_of g, json_each(g.targets) x JOIN occupation o ON o.id = x.value WHERE g.region = $r GROUP BY g.id, o.grp),
                r AS (SELECT grp, completers * n / m AS v, completers - sum(completers * n / m) OVER (PARTITION BY id) AS left_over,
                    row_number() OVER (PARTITION BY id ORDER BY completers * n % m DESC, grp) AS i FROM t),
                s AS (SELECT grp, sum(v + (i <= left_over)) AS v FROM r GROUP BY grp),
                d AS (SELECT o.grp, sum(p.seats) AS v FROM posting p JOIN occupation o ON o.id = p.occupation WHERE p.region = $r GROUP BY o.grp)
            SELECT 1 - sum(abs(1.0 * coalesce(s.v, 0) / (SELECT sum(v) FROM s) - 1.0 * coalesce(d.v, 0) / (SELECT sum(v) FROM d))) / 2
            FROM s FULL JOIN d ON s.grp = d.grp
            """),
        ("outcomes", "students", null, "SELECT sum(outcome <> 'unknown') FROM learner WHERE region = $r"),
        ("outcomes", "placedInField", null, "SELECT sum(outcome = 'inField') FROM learner WHERE region = $r"),
        ("outcomes", "placedElsewhere", null, "SELECT sum(outcome = 'elsewhere') FROM learner WHERE region = $r"),
        ("outcomes", "notPlaced", null, "SELECT sum(outcome = 'none') FROM learner WHERE region = $r"),
        ("outcomes", "unknown", null, "SELECT sum(outcome = 'unknown') FROM learner WHERE region = $r"),
        ("outcomes", "unknownShare", null, "SELECT 100.0 * sum(outcome = 'unknown') / count(*) FROM learner WHERE region = $r"),
        .. Gaps("rural", "rural", "NOT rural"),
        .. Gaps("disability", "disabled", "NOT disabled"),
        .. Gaps("sex", "sex = 'female'", "sex = 'male'"),
        .. Gaps("age", "adult", "NOT adult"),
        ("provision", "teachers", null, "SELECT sum(teachers) FROM teaching WHERE region = $r"),
        ("provision", "doubleQualified", null, "SELECT 100.0 * sum(qualified) / sum(teachers) FROM teaching WHERE region = $r"),
        ("provision", "studentsPerTeacher", null, "SELECT 1.0 * (SELECT count(*) FROM learner WHERE region = $r) / sum(teachers) FROM teaching WHERE region = $r"),
        ("provision", "adultShare", null, "SELECT 100.0 * sum(adult) / count(*) FROM learner WHERE region = $r AND outcome <> 'unknown'"),
        ("provision", "ruralShare", null, "SELECT 100.0 * sum(rural) / count(*) FROM learner WHERE region = $r AND outcome <> 'unknown'"),
        ("provision", "ruralSeats", null, "SELECT 100.0 * sum(seats * rural) / sum(seats) FROM posting WHERE region = $r AND rural IS NOT NULL"),
        ("provision", "smallFirmSeats", null, "SELECT 100.0 * sum(seats * (staff < 50)) / sum(seats) FROM posting WHERE region = $r AND staff IS NOT NULL"),
        ("provision", "withoutMatch", null, "SELECT count(*) FROM vain WHERE region = $r"),
        ("provision", "withoutCandidate", null, "SELECT sum(seats * nobody) FROM posting WHERE region = $r"),
    ];

    private static IEnumerable<(string Table, string Column, string? Trait, string Sql)> Gaps(string trait, string first, string second)
    {
        yield return ("equity", "rateOfGroup", trait, Rate(first));
        yield return ("equity", "rateOfOthers", trait, Rate(second));
        yield return ("equity", "equityGap", trait, $"SELECT ({Rate(first)}) - ({Rate(second)})");
    }

    private static string Rate(string group) =>
        $"SELECT 100.0 * sum(outcome IN ('inField', 'elsewhere')) / sum(outcome <> 'unknown') FROM learner WHERE region = $r AND {group}";
}
