namespace VocMatch.Benchmarks.Quality.Experiments;

/// <summary>What was tried; all but the first few stand on the budgets of "budgets", so that each shows what it adds to them.</summary>
internal static class Variants
{
    private static readonly Variant s_budgets = new("budgets") { Budgets = [500_000, 200_000, 200_000, 100_000, 0] };
    private static readonly double[] s_pairs = [1, .3, .6, 0, 0, .3];

    public static IReadOnlyList<Variant> All { get; } =
    [
        new("half-6") { Half = 6 },
        new("half-10") { Half = 10 },
        new("power-5-half-6") { StudentPower = 5, Half = 6 },
        new("level-halves") { LevelHalves = [.8, 1, 1.2, 1] },
        new("isco-2") { Budgets = [666_668, 133_333, 133_333, 66_666, 66_666] },
        new("best-occupation") { Saturation = Saturation.Best, Half = 6 },
        new("logarithm") { Saturation = Saturation.Logarithm, Spread = 1_000 },
        s_budgets,
        s_budgets with { Name = "idf-1.5", StudentIdfPower = 1.5, Half = 14, Whole = .8 },
        s_budgets with { Name = "idf-2", StudentIdfPower = 2, Half = 28, Whole = .8 },
        s_budgets with { Name = "idf-1.5-pairs", StudentIdfPower = 1.5, StudentChannels = s_pairs, Half = 18, Whole = .8 },
        s_budgets with { Name = "pairs", StudentChannels = s_pairs, Half = 10, Whole = .8 },
        s_budgets with { Name = "pairs-curve", StudentChannels = s_pairs, Half = 10, Whole = .8, Saturation = Saturation.ThreeHills, Spread = 1.5, StudentPower = 4 },
        s_budgets with { Name = "no-student-groups", StudentChannels = [1, 0, .6, 0, 0, 0] },
        s_budgets with { Name = "broader-groups", StudentChannels = [1, .3, .6, .2, 0, 0] },
        s_budgets with { Name = "related-skills", StudentChannels = [1, .3, .6, 0, .3, 0] },
        s_budgets with { Name = "term-power", TermPower = 1.4, Half = 6 },
        s_budgets with { Name = "channel-power", ChannelPower = .7, Half = 5 },
        s_budgets with { Name = "best-3", Best = 3 },
        s_budgets with { Name = "best-10", Best = 10 },
        s_budgets with { Name = "ad-power-3", AdPower = 3 },
        s_budgets with { Name = "ad-power-6", AdPower = 6 },
        s_budgets with { Name = "ad-words-10", AdChannels = [10, 3, 10, 0, 0, 0] },
        s_budgets with { Name = "ad-groups-0", AdChannels = [10, 0, 6, 0, 0, 0] },
        s_budgets with { Name = "ad-broader", AdChannels = [10, 3, 6, 3, 0, 0] },
        s_budgets with { Name = "ad-pairs", AdChannels = [10, 3, 6, 0, 0, 4] },
        s_budgets with { Name = "kappa-1", Kappa = 1 },
        s_budgets with { Name = "kappa-2.5", Kappa = 2.5 },
        s_budgets with { Name = "direct-words", DirectWords = .2 },
        s_budgets with { Name = "direct-groups", DirectGroups = .1 },
        s_budgets with { Name = "typical-skills", TypicalSkills = .1 },
        s_budgets with { Name = "ppmi", Weight = TermWeight.Ppmi },
        s_budgets with { Name = "information", Weight = TermWeight.Information, Half = 4 },
        s_budgets with { Name = "smoothing", Smoothing = .35, Half = 10 },
        s_budgets with { Name = "onet-students", Onet = 1 },
        s_budgets with { Name = "onet-both", Onet = 1, OnetInAds = true },
        s_budgets with { Name = "onet-words-students", Onet = 1, OnetWordsOnly = true },
        s_budgets with { Name = "onet-words-both", Onet = .5, OnetWordsOnly = true, OnetInAds = true },

        // No scores, only what there is to gain: not monotone, and told the answer.
        s_budgets with { Name = "student-normalised", StudentNormalised = true, StudentPower = 4 },
        new("true-advertisements") { TrueAds = true },
    ];
}
