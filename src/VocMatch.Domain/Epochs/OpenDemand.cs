using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Epochs;

/// <summary>
/// What an epoch counts of every published placement, some 200 bytes each. It is kept from one freezing to the next, so that only what was
/// written in between is read and parsed again.
/// </summary>
/// <remarks>Holds what stands in the store, whatever table and policy an epoch is built by. For one thread at a time.</remarks>
internal sealed class OpenDemand
{
    /// <summary>No figure of an epoch depends on it.</summary>
    private static readonly WeeklyPattern NoWork = new([]);

    private readonly Dictionary<PlacementId, Counted> _placements = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>Takes over a placement as it is stored now, in the place of what was known of it.</summary>
    /// <param name="placement">Seats that are kept for a round count as open.</param>
    public void Upsert(Placement placement)
    {
        if (placement.Status is PlacementStatus.Published)
        {
            var posting = placement.Posting;
            _placements[placement.Id] = new(
                Number(placement.Region.Value),
                Number(posting.Occupation.Value),
                posting.Pay?.AmountPerMonth,
                posting.ApplyBy,
                placement.OpenSeats,
                [.. posting.Skills.Select(asked => asked.Essential ? Number(asked.Skill.Value) : ~Number(asked.Skill.Value))]);
        }
        else
        {
            _placements.Remove(placement.Id);
        }
    }

    /// <summary>Counts those that take applications at an instant.</summary>
    /// <returns>How many there are.</returns>
    public long AddTo(EpochBuilder builder, DateTimeOffset now)
    {
        var added = 0L;
        foreach (var (id, counted) in _placements)
        {
            if (!(now > counted.ApplyBy))
            {
                builder.Add(Facts(id, counted));
                added++;
            }
        }

        return added;
    }

    private PlacementFacts Facts(PlacementId id, Counted counted) => new()
    {
        Id = id.Value,
        Occupation = _names[counted.Occupation],
        Skills = [.. counted.Skills.Select(skill => new DemandedSkill(_names[skill < 0 ? ~skill : skill], Essential: skill >= 0))],
        Location = default,
        Region = _names[counted.Region],
        OpenSeats = counted.OpenSeats,
        Work = NoWork,
        PayPerMonth = counted.Pay,
    };

    private int Number(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers.Add(name, number = _names.Count);
            _names.Add(name);
        }

        return number;
    }

    /// <summary>Names by their numbers; of a skill that is not essential the number's complement.</summary>
    private sealed record Counted(int Region, int Occupation, int? Pay, DateTimeOffset? ApplyBy, int OpenSeats, int[] Skills);
}
