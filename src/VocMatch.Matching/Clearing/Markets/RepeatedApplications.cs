namespace VocMatch.Matching.Clearing.Markets;

/// <summary>Finds the first row, in the order of adding, that repeats a rank or a placement of its student (R5). Only for input already known to hold one.</summary>
internal sealed class RepeatedApplications(ApplicationColumns columns, ClearingMarketBuilder builder, int[][] studentOf)
{
    public MarketRefusal First()
    {
        var ranks = new uint[columns.Students.Count];
        var pairs = new HashSet<(int Student, int Placement)>();
        long row = 0;
        for (var batch = 0; batch < studentOf.Length; batch++)
        {
            foreach (var block in builder.Batches[batch].Blocks)
            {
                for (var i = 0; i < block.Used; i++, row++)
                {
                    var student = studentOf[batch][block.Student[i]];
                    var rank = 1u << block.Rank[i];
                    if ((ranks[student] & rank) != 0)
                    {
                        return new(MarketTable.Applications, row, "rank", $"{block.Rank[i]}", "R5",
                            $"student '{columns.Students[student]}' gives this rank twice");
                    }

                    ranks[student] |= rank;
                    if (!pairs.Add((student, block.Placement[i])))
                    {
                        return new(MarketTable.Applications, row, "placement", IdRules.Show(builder.PlacementIds[block.Placement[i]]), "R5",
                            $"student '{columns.Students[student]}' applies here twice");
                    }
                }
            }
        }

        throw new InvalidOperationException("No application repeats another.");
    }
}
