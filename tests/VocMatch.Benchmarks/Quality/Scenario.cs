namespace VocMatch.Benchmarks.Quality;

/// <summary>Where the students of a scenario come from.</summary>
internal enum QuerySource
{
    /// <summary>Occupations of ESCO; right is the same occupation or group.</summary>
    Esco,

    /// <summary>Occupations of O*NET, their words linked to skills; right is what the official crosswalk says.</summary>
    OnetOccupations,

    /// <summary>Programs below the bachelor, the union of their O*NET occupations.</summary>
    Programs,
}

/// <summary>How advertisements and students are made, and what must be reached.</summary>
internal sealed record Scenario(string Name)
{
    public QuerySource Source { get; init; }

    /// <summary>Share of advertisements that name one skill.</summary>
    public double StubShare { get; init; } = .03;

    /// <summary>Share of advertisements that name 40 to 60.</summary>
    public double LongShare { get; init; } = .03;

    public double TransversalInAds { get; init; } = .2;

    public double WrongInAds { get; init; } = .08;

    public (int Low, int High) Length { get; init; } = (4, 15);

    public double KeepEssential { get; init; } = .5;

    public double KeepOptional { get; init; } = .25;

    public double TransversalInStudents { get; init; } = .4;

    public double WrongInStudents { get; init; } = .2;

    /// <summary>100 : 1 between the commonest and the rarest occupation.</summary>
    public bool Skewed { get; init; }

    /// <summary>Only so many advertisements; 0 is all.</summary>
    public int FirstAds { get; init; }

    /// <summary>Without the advertisements of every queried occupation.</summary>
    public bool WithoutOwn { get; init; }

    /// <summary>Twenty advertisements are copied 500 times.</summary>
    public bool Copied { get; init; }

    /// <summary>Advertisements of a random half of the occupations; what is learned of occupations is learned from the other half.</summary>
    public bool Halved { get; init; }

    /// <summary>Places among the best whose skill fit reaches the cap, at most, where that and what else a student would complain of is counted.</summary>
    public double MostCapped { get; init; } = 1;

    /// <summary>nDCG@20 demanded, as a multiple of BM25's.</summary>
    public double LeastRatio { get; init; }

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("A") { LeastRatio = 1.11, MostCapped = .02 },
        new("A-clean")
        {
            StubShare = 0, LongShare = 0, TransversalInAds = 0, WrongInAds = 0, Length = (8, 15), KeepEssential = .7, KeepOptional = .4,
            TransversalInStudents = 0, WrongInStudents = 0, LeastRatio = 1.03, MostCapped = .03,
        },
        new("A-noisy")
        {
            StubShare = .06, LongShare = .06, TransversalInAds = .4, WrongInAds = .2, Length = (3, 12), KeepEssential = .3, KeepOptional = .1,
            TransversalInStudents = .6, WrongInStudents = .4, LeastRatio = 1.16,
        },
        new("A-skew") { Skewed = true, LeastRatio = 1 },
        new("A-kin") { WithoutOwn = true, LeastRatio = 1.22 },
        new("A-small") { FirstAds = 500, LeastRatio = 1.33 },
        new("A-stub0") { StubShare = 0 },
        new("A-stub1") { StubShare = .01 },
        new("A-cap") { TransversalInAds = .6, TransversalInStudents = .8 },
        new("A-dup") { Copied = true },
        new("B1") { Source = QuerySource.OnetOccupations, LeastRatio = 1.85 },
        new("B2") { Source = QuerySource.Programs, LeastRatio = 1.85 },
        new("A-half") { Halved = true, LeastRatio = 1.10 },
        new("B1-half") { Source = QuerySource.OnetOccupations, Halved = true, LeastRatio = 1.75 },
        new("B2-half") { Source = QuerySource.Programs, Halved = true, LeastRatio = 1.75 },
    ];
}
