namespace VocMatch.Benchmarks.Quality.Experiments;

/// <summary>What two vectors of a channel are made of.</summary>
internal enum Channel
{
    Skills,
    Groups,
    Words,

    /// <summary>Groups above the direct ones.</summary>
    BroaderGroups,

    /// <summary>Skills that a skill lies under or is related to.</summary>
    RelatedSkills,

    /// <summary>Pairs of words of one label.</summary>
    WordPairs,
}

/// <summary>How a document weighs its terms.</summary>
internal enum TermWeight
{
    /// <summary>tf ln(1 + G/d) over unit groups: score R.</summary>
    Idf,

    /// <summary>Positive pointwise mutual information of term and document (Bullinaria and Levy, 2007).</summary>
    Ppmi,

    /// <summary>tf times the mutual information of the term with minor groups: what does not tell groups apart weighs little.</summary>
    Information,
}

/// <summary>How what a student has in common with the occupations of a feature becomes a share of it; each rises with every skill held.</summary>
internal enum Saturation
{
    /// <summary>x / (1 + x), x the sum of (sim / half)^power: score R.</summary>
    Hill,

    /// <summary>The mean of three such curves, their halves a factor apart.</summary>
    ThreeHills,

    /// <summary>Of the best occupation alone, not of the sum.</summary>
    Best,

    /// <summary>ln(1 + x) up to a ceiling.</summary>
    Logarithm,
}

/// <summary>Score R with some of its definition changed; the default is R itself.</summary>
internal sealed record Variant(string Name)
{
    /// <summary>By channel, of an advertisement.</summary>
    public double[] AdChannels { get; init; } = [10, 3, 6, 0, 0, 0];

    /// <summary>By channel, of a student.</summary>
    public double[] StudentChannels { get; init; } = [1, .3, .6, 0, 0, 0];

    public int Best { get; init; } = 6;

    public double AdPower { get; init; } = 4;

    /// <summary>Of skills, then of the levels: occupation, ISCO-4, ISCO-3, ISCO-2.</summary>
    public double[] Budgets { get; init; } = [666_668, 133_333, 133_333, 66_666, 0];

    /// <summary>The share of the fit that the budgets divide, less than all so that few places reach the cap.</summary>
    public double Whole { get; init; } = .88;

    public double Half { get; init; } = 8;

    /// <summary>The half of every level beside <see cref="Half"/>.</summary>
    public double[] LevelHalves { get; init; } = [1, 1, 1, 1];

    public double StudentPower { get; init; } = 3;

    public double Faint { get; init; } = 40;

    public Saturation Saturation { get; init; }

    /// <summary>The factor between the curves of <see cref="Saturation.ThreeHills"/>.</summary>
    public double Spread { get; init; } = 2;

    public TermWeight Weight { get; init; }

    /// <summary>The exponent of the idf of a student's terms; a document's stays 1.</summary>
    public double StudentIdfPower { get; init; } = 1;

    /// <summary>Skills that occur together count as held or asked by this share.</summary>
    public double Smoothing { get; init; }

    /// <summary>O*NET occupations as further documents, with this weight; 0 is without.</summary>
    public double Onet { get; init; }

    /// <summary>Of O*NET only the words of tasks, not the skills linked from them.</summary>
    public bool OnetWordsOnly { get; init; }

    /// <summary>Advertisements compare with O*NET too.</summary>
    public bool OnetInAds { get; init; }

    /// <summary>The exponent of what one term of a student adds; below 1 many that agree count for more than one that is rare.</summary>
    public double TermPower { get; init; } = 1;

    /// <summary>The exponent of what a student and a document have in common in every channel before the channels are added.</summary>
    public double ChannelPower { get; init; } = 1;

    /// <summary>A student scaled and cut as an advertisement is: not monotone, only to see what that costs.</summary>
    public bool StudentNormalised { get; init; }

    /// <summary>Advertisements get the features of their own true occupation: not a score, only to see what a perfect reader of advertisements would gain.</summary>
    public bool TrueAds { get; init; }

    /// <summary>Weight of a channel's words in common, without occupations between.</summary>
    public double DirectWords { get; init; }

    public double DirectGroups { get; init; }

    /// <summary>Weight of the skills that an advertisement's occupations have beside those it names.</summary>
    public double TypicalSkills { get; init; }

    public double Kappa { get; init; } = 1.5;
}
