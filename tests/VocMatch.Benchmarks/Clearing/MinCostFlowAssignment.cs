using Google.OrTools.Graph;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>"Just assign them optimally": as many students as possible at the least sum of ranks, by Google OR-Tools' minimum cost flow.</summary>
internal sealed class MinCostFlowAssignment(OpenMarket market)
{
    /// <summary>The row each student gets, -1 for none.</summary>
    public int[] Solve()
    {
        var flow = new MinCostFlow();
        var source = market.StudentCount + market.PlacementCount;
        var sink = source + 1;
        for (var row = 0; row < market.WishRows.Length; row++)
        {
            flow.AddArcWithCapacityAndUnitCost(StudentOf(row), market.StudentCount + market.WishRows[row].Placement, 1, market.RankRows[row]);
        }

        for (var student = 0; student < market.StudentCount; student++)
        {
            flow.AddArcWithCapacityAndUnitCost(source, student, 1, 0);
        }

        for (var placement = 0; placement < market.PlacementCount; placement++)
        {
            flow.AddArcWithCapacityAndUnitCost(market.StudentCount + placement, sink, market.SeatsOf[placement], 0);
        }

        flow.SetNodeSupply(source, market.StudentCount);
        flow.SetNodeSupply(sink, -market.StudentCount);
        if (flow.SolveMaxFlowWithMinCost() != MinCostFlowBase.Status.OPTIMAL)
        {
            throw new InvalidOperationException("The flow was not solved.");
        }

        var rows = new int[market.StudentCount];
        Array.Fill(rows, -1);
        for (var row = 0; row < market.WishRows.Length; row++)
        {
            if (flow.Flow(row) > 0)
            {
                rows[StudentOf(row)] = row;
            }
        }

        return rows;
    }

    private int _student;

    // Rows are asked for in ascending order, twice.
    private int StudentOf(int row)
    {
        _student = row < market.WishStart[_student] ? 0 : _student;
        while (market.WishStart[_student + 1] <= row)
        {
            _student++;
        }

        return _student;
    }
}
