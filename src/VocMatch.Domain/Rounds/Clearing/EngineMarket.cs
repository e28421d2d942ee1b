using System.Collections.Immutable;
using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Domain.Rounds.Clearing;

/// <param name="Id">In UTF-8.</param>
internal readonly record struct MarketPlacement(
    byte[] Id, int Seats, EmployerId Employer, ImmutableArray<Reserve> Reserves, PriorityBasis Basis = PriorityBasis.Score);

/// <param name="Placement">Id in UTF-8.</param>
/// <param name="Rank">From 1, the first choice.</param>
internal readonly record struct MarketApplication(byte[] Placement, int Rank, Priority Priority);

/// <summary>What was set by hand for a student.</summary>
/// <param name="Placement">Id in UTF-8.</param>
internal readonly record struct MarketPair(byte[] Placement, string Reason);

/// <param name="Id">In UTF-8.</param>
/// <param name="Tags">Null: in the market only where an application or a pair names the student.</param>
internal readonly record struct MarketStudent(
    byte[] Id, ImmutableArray<string>? Tags, IEnumerable<MarketApplication> Applications, IEnumerable<MarketPair> Forbidden, MarketPair? Fixed);

/// <summary>The engine's market of what a clearing is about, whether the rows of a round have it or the inputs of a question.</summary>
internal static class EngineMarket
{
    /// <summary>The market, or why it is none.</summary>
    public static ClearingMarket? Build(
        IEnumerable<MarketPlacement> placements,
        IEnumerable<(EmployerId Employer, int Cap)> caps,
        IEnumerable<MarketStudent> students,
        out MarketRefusal? refusal)
    {
        var builder = new ClearingMarketBuilder();
        refusal = AddPlacements(builder, placements) ?? AddCaps(builder, caps) ?? AddStudents(builder, students);
        return refusal is null && builder.TryBuild(out var market, out refusal) ? market : null;
    }

    public static byte[] Utf8(string id) => Encoding.UTF8.GetBytes(id);

    private static MarketRefusal? AddPlacements(ClearingMarketBuilder builder, IEnumerable<MarketPlacement> placements)
    {
        foreach (var (id, seats, employer, reserves, basis) in placements)
        {
            if (builder.AddPlacement(id, seats, Utf8(employer.Value), reserves.ToEngine(), basis) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static MarketRefusal? AddCaps(ClearingMarketBuilder builder, IEnumerable<(EmployerId Employer, int Cap)> caps)
    {
        foreach (var (employer, cap) in caps)
        {
            if (builder.AddEmployer(employer.Value, cap) is { } refused)
            {
                return refused;
            }
        }

        return null;
    }

    private static MarketRefusal? AddStudents(ClearingMarketBuilder builder, IEnumerable<MarketStudent> students)
    {
        var batch = builder.NewApplicationBatch();
        foreach (var student in students)
        {
            if (student.Tags is { } tags && builder.AddStudent(student.Id, tags.RemoveAll(static tag => !FittedReserves.IsNamed(tag))) is { } refused)
            {
                return refused;
            }

            foreach (var (placement, rank, priority) in student.Applications)
            {
                if (batch.Add(student.Id, placement, rank, priority) is { } wrong)
                {
                    return wrong;
                }
            }

            if (AddPairs(builder, student) is { } pair)
            {
                return pair;
            }
        }

        return null;
    }

    private static MarketRefusal? AddPairs(ClearingMarketBuilder builder, MarketStudent student)
    {
        if (student.Fixed is { } pair && builder.AddFixed(student.Id, pair.Placement, Utf8(pair.Reason)) is { } refused)
        {
            return refused;
        }

        foreach (var (placement, reason) in student.Forbidden)
        {
            if (builder.AddForbidden(student.Id, placement, Utf8(reason)) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }
}
