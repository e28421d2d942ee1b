using System.Collections.Immutable;

namespace VocMatch.Matching.Profiles;

/// <summary>
/// How much the skills of one student resemble every occupation. Neither scaled nor cut to the best: a skill more can only add, so that it never
/// lowers what the others are worth. Not safe for concurrent use.
/// </summary>
internal sealed class ProfileSums
{
    private readonly OccupationProfiles _profiles;
    private readonly Dictionary<int, int> _counts;
    private readonly long[] _sums;

    public ProfileSums(OccupationProfiles profiles) => (_profiles, _counts, _sums) = (profiles, [], new long[profiles.Occupations.Length]);

    private ProfileSums(ProfileSums other) => (_profiles, _counts, _sums) = (other._profiles, new(other._counts), [.. other._sums]);

    /// <summary>The same with one skill more.</summary>
    public ProfileSums With(int skill)
    {
        var more = new ProfileSums(this);
        more.Add(skill);
        return more;
    }

    /// <summary>Counts a skill that was not counted yet.</summary>
    public void Add(int skill)
    {
        foreach (var term in _profiles.TermsOf(skill))
        {
            var count = _counts.GetValueOrDefault(term);
            _counts[term] = count + 1;
            var added = _profiles.StudentWeight(term, count + 1) - (count == 0 ? 0 : _profiles.StudentWeight(term, count));
            foreach (var (document, value) in _profiles.PostingsOf(term))
            {
                _sums[document] += added * value;
            }
        }
    }

    /// <summary>How much one feature is resembled, 0 to 1,000.</summary>
    public int PermilleOf(int feature)
    {
        long cubes = 0;
        foreach (var document in _profiles.MembersOf(feature))
        {
            cubes = Added(cubes, document);
        }

        return _profiles.Saturated(cubes);
    }

    /// <summary>All features that are resembled, ascending.</summary>
    public ImmutableArray<FeatureShare> Shares()
    {
        var cubes = new long[_profiles.Features.Length];
        for (var document = 0; document < _sums.Length; document++)
        {
            if (_sums[document] > 0)
            {
                foreach (var feature in _profiles.FeaturesOf(document))
                {
                    cubes[feature] = Added(cubes[feature], document);
                }
            }
        }

        var shares = ImmutableArray.CreateBuilder<FeatureShare>();
        for (var feature = 0; feature < cubes.Length; feature++)
        {
            if (_profiles.Saturated(cubes[feature]) is > 0 and var permille)
            {
                shares.Add(new(feature, permille));
            }
        }

        return shares.ToImmutable();
    }

    // A cube is below 2^50, so that nothing overflows before the sum is cut.
    private long Added(long cubes, int document) => Math.Min(1L << 61, cubes + _profiles.Cubed(_sums[document]));
}
