using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Tests.Clearing;

/// <summary>Markets written as in the specification: <c>P p1,1,E,rural:1 ‖ S a,rural ‖ E E,1 ‖ A a,p1,1,20 | b,p1,1,90</c>; F and X name fixed and forbidden pairs.</summary>
internal static class MarketText
{
    public static ClearingMarket Parse(string text)
    {
        Assert.True(TryParse(text, out var market, out var refusal), refusal?.ToString());
        return market!;
    }

    public static MarketRefusal Refusal(string text)
    {
        Assert.False(TryParse(text, out _, out var refusal));
        return refusal!;
    }

    private static bool TryParse(string text, out ClearingMarket? market, out MarketRefusal? refusal)
    {
        var builder = new ClearingMarketBuilder();
        ApplicationBatch? applications = null;
        market = null;
        foreach (var block in text.Split('‖', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var row in block[2..].Split('|', StringSplitOptions.TrimEntries))
            {
                var field = row.Split(',').Select(part => part.Trim()).ToArray();
                refusal = block[0] switch
                {
                    'P' => builder.AddPlacement(field[0], int.Parse(field[1]), field[2], field[3]),
                    'S' => builder.AddStudent(field[0], field[1]),
                    'E' => builder.AddEmployer(field[0], int.Parse(field[1])),
                    'A' => (applications ??= builder.NewApplicationBatch()).Add(field[0], field[1], int.Parse(field[2]), Number(field[3])),
                    'F' => builder.AddFixed(field[0], field[1], field[2]),
                    'X' => builder.AddForbidden(field[0], field[1], field[2]),
                    _ => throw new ArgumentException($"'{block[0]}' is no block"),
                };
                if (refusal is not null)
                {
                    return false;
                }
            }
        }

        return builder.TryBuild(out market, out refusal);
    }

    public static Priority Number(string text)
    {
        Assert.True(Priority.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var priority), text);
        return priority;
    }

    /// <summary>Matches as <c>a,p2,2 c,p1,5</c>.</summary>
    public static string Show(ClearingMarket market, MatchTable matches) => string.Join(
        ' ',
        Enumerable.Range(0, market.Students.Count).Where(student => matches.PlacementOf(student) >= 0).Select(
            student => $"{market.Students[student]},{market.Placements[matches.PlacementOf(student)]},{matches.RankOf(student)}"));

    /// <summary>Cutoffs as <c>p1 open=80/b rural=90/a; E cap=closed</c>.</summary>
    public static string Show(ClearingMarket market, Certificate certificate)
    {
        var cell = 0;
        var lines = new List<string>();
        for (var placement = 0; placement < market.Placements.Count; placement++)
        {
            var line = $"{market.Placements[placement]} open={Show(market, certificate.Open[placement])}";
            foreach (var reserve in market.Reserves(placement))
            {
                if (certificate.Reserves[cell++] is { } cutoff)
                {
                    line += $" {market.Tags[reserve.Tag]}={Show(market, cutoff)}";
                }
            }

            lines.Add(line);
        }

        for (var employer = 0; employer < market.Employers.Count; employer++)
        {
            if (certificate.Caps[employer] is { } cutoff)
            {
                lines.Add($"{market.Employers[employer]} cap={Show(market, cutoff)}");
            }
        }

        return string.Join("; ", lines);
    }

    private static string Show(ClearingMarket market, Cutoff cutoff) => cutoff.Kind switch
    {
        CutoffKind.None => "none",
        CutoffKind.Closed => "closed",
        _ => $"{cutoff.Priority}/{market.Students[cutoff.Student]}",
    };
}
