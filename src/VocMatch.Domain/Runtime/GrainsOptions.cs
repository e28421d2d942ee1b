using VocMatch.Alignment.Data;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Runtime;

/// <summary>What a host decides about the grains.</summary>
public sealed class GrainsOptions
{
    /// <summary>Secret from which pseudonyms of candidates are made, at least 32 bytes. The same on every silo, and kept: another key gives other pseudonyms.</summary>
    public byte[] PseudonymKey { get; set; } = [];

    /// <summary>Youngest age on the first day where a posting names none: 16, 18, or 0 for no limit. A student of unknown age meets no limit.</summary>
    public int LegalMinimumAge { get; set; } = 16;

    /// <summary>Weights and constants of the score.</summary>
    public ScoringPolicy Policy { get; set; } = ScoringPolicy.Default;

    /// <summary>How often a market reads what was written in its region since it read last.</summary>
    public TimeSpan Reconciliation { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often it compares all that it holds with the read side: only so it finds what has left the region without a word.</summary>
    public TimeSpan Comparison { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often a market asks whether another epoch is in force.</summary>
    public TimeSpan EpochWatch { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the figures of scoring are counted again.</summary>
    public TimeSpan EpochRenewal { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often the number of open placements is looked at: where it doubled or halved, the figures are counted again at once.</summary>
    public TimeSpan EpochGrowthCheck { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Past epochs that are kept, at least 1.</summary>
    public int EpochsKept { get; set; } = 1000;

    /// <summary>First pause before what a grain could not do for others is tried again; it doubles up to <see cref="MaxRepeat"/>.</summary>
    public TimeSpan FirstRepeat { get; set; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan MaxRepeat { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The pauses of whatever a grain tries again.</summary>
    public BackOff Repeats => new(FirstRepeat, MaxRepeat);

    /// <summary>How soon what a silo had left to do when it died is done at the earliest; spread over the same time again, and looked for every <see cref="DueWorkInterval"/>.</summary>
    public TimeSpan WakeUpAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often rows that are due are looked for: a deadline is acted upon this late at most, unless many come at once.</summary>
    public TimeSpan DueWorkInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long it is before a row is written for nothing but that others have acknowledged what it sent them.</summary>
    public TimeSpan AcknowledgementDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a single write waits for its market, so that its caller reads what it wrote.</summary>
    public TimeSpan MarketTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of matches that a silo keeps to give again while nothing has changed; 0: none.</summary>
    public long MatchAnswerBytes { get; set; } = 64L << 20;

    /// <summary>How long an unused placement, student or employer stays in memory; Orleans allows no less than a minute.</summary>
    public TimeSpan IdleAge { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a round that is under way looks whether a date has come or work has to be begun again.</summary>
    public TimeSpan RoundInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How old the inputs of a simulated round may be when a question is asked about it.</summary>
    public TimeSpan RoundInputsAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a program's measured adjustments stand before they are measured again, where the program did not change.</summary>
    public TimeSpan AdjustmentsAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the measuring of programs waits after a round was published, while its offers are answered; then it rests as long as it works, on one core.</summary>
    public TimeSpan MeasuringPause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Years of the authority whose reports are published; once the first is, the calendar stays.</summary>
    public PublicationCalendar ReportYears { get; set; } = new(FirstMonth: 1);

    /// <exception cref="ArgumentException">A value is out of range; the message says which and why.</exception>
    public GrainsOptions Validated()
    {
        Require(PseudonymKey.Length >= 32, nameof(PseudonymKey), "must be at least 32 bytes, the same on every silo");
        Require(LegalMinimumAge is 0 or 16 or 18, nameof(LegalMinimumAge), "must be 0, 16 or 18");
        Policy.Validated();
        Require(Reconciliation > TimeSpan.Zero, nameof(Reconciliation), "must be longer than nothing");
        Require(Comparison > TimeSpan.Zero, nameof(Comparison), "must be longer than nothing");
        Require(EpochWatch > TimeSpan.Zero, nameof(EpochWatch), "must be longer than nothing");
        Require(EpochRenewal > TimeSpan.Zero, nameof(EpochRenewal), "must be longer than nothing");
        Require(EpochGrowthCheck > TimeSpan.Zero, nameof(EpochGrowthCheck), "must be longer than nothing");
        Require(MeasuringPause >= TimeSpan.Zero, nameof(MeasuringPause), "may not be negative");
        Require(EpochsKept >= 1, nameof(EpochsKept), "must be at least 1");
        Require(FirstRepeat > TimeSpan.Zero, nameof(FirstRepeat), "must be longer than nothing");
        Require(MaxRepeat >= FirstRepeat, nameof(MaxRepeat), "may not be shorter than the first pause");
        Require(WakeUpAfter > TimeSpan.Zero, nameof(WakeUpAfter), "must be longer than nothing");
        Require(DueWorkInterval > TimeSpan.Zero, nameof(DueWorkInterval), "must be longer than nothing");
        Require(AcknowledgementDelay > TimeSpan.Zero, nameof(AcknowledgementDelay), "must be longer than nothing");
        Require(MarketTimeout >= TimeSpan.Zero, nameof(MarketTimeout), "may not be negative");
        Require(MatchAnswerBytes >= 0, nameof(MatchAnswerBytes), "may not be negative");
        Require(RoundInputsAge >= TimeSpan.Zero, nameof(RoundInputsAge), "may not be negative");
        Require(AdjustmentsAge >= TimeSpan.Zero, nameof(AdjustmentsAge), "may not be negative");
        Require(IdleAge > TimeSpan.FromMinutes(1), nameof(IdleAge), "must be longer than one minute");
        Require(ReportYears.FirstMonth is >= 1 and <= 12, nameof(ReportYears), "must begin with a month, 1 to 12");
        Require(RoundInterval > TimeSpan.Zero, nameof(RoundInterval), "must be longer than nothing");
        return this;
    }

    private static void Require(bool holds, string option, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"The option {option} {rule}.");
        }
    }
}
