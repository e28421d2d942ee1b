using System.Collections.Immutable;

namespace VocMatch.Alignment.Indicators;

/// <summary>
/// The catalogue of all figures: every formula stands here, and only here, and is printed beside its figure from here. So do what protects a figure
/// and whether it is compared or a headline.
/// </summary>
public static class Columns
{
    private static readonly List<Indicator> Declared = [];

    private const string Known = "students whose outcome is known";
    private const string Newcombe =
        "R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10 (hybrid score interval)";

    public static readonly Column Region = Declare(Protection.Open, new("region", "Region", Unit.None));
    public static readonly Column RegionName = Declare(Protection.Open, new("regionName", "Name", Unit.None));
    public static readonly Column Field = Declare(Protection.Open, new("field", "Field", Unit.None));
    public static readonly Column FieldTitle = Declare(Protection.Open, new("fieldTitle", "Field of study", Unit.None));
    public static readonly Column Group = Declare(Protection.Open, new("occupationGroup", "Group", Unit.None));
    public static readonly Column GroupTitle = Declare(Protection.Open, new("occupationGroupTitle", "Occupation group", Unit.None));

    public static readonly Column Supply = Declare(Protection.Persons, new(
        "supply", "Supply", Unit.Persons,
        "sum of the completers that programs expect in the period: where they published completers before, as many as in the last year of those; by occupation group, a program's are shared equally among its target occupations",
        "programs of the region", Decimals: 0), headline: 1);

    public static readonly Column Demand = Declare(Protection.Seats, new("demand", "Demand", Unit.Seats, "sum of seats posted for work that begins in the period", "placements of the region"), headline: 2);

    public static readonly Column DemandShared = Declare(Protection.Seats, new(
        "demandShared", "Demand (shared)", Unit.Seats,
        "seats of each occupation, shared among the fields that lead to it in proportion to their supply as printed in the region (a hidden one counts 5), or in the nation where no field of the region leads to it",
        "placements of the region", "Centre of Excellence practice: no opening counts twice", 1));

    public static readonly Column Ratio = Declare(Protection.Persons, new("ratio", "Supply / demand", Unit.Ratio, "supply / demand", "demand above 0", Decimals: 2), isCompared: true);
    public static readonly Column Gap = Declare(Protection.Persons, new("gap", "Gap", Unit.Seats, "demand - supply; negative where more complete than are asked for", Decimals: 0));

    public static readonly Column FillRate = Declare(Protection.Persons, new(
        "fillRate", "Seat fill rate", Unit.Percent, "100 x seats filled, rounded as counts of persons are / seats posted", "seats posted", Decimals: 1), isCompared: true, headline: 3);

    public static readonly Column DaysToFill = Declare(Protection.Persons, new(
        "daysToFill", "Median days to fill", Unit.Days,
        "median over placements of days (UTC) from the first publication to the day the last seat was taken; of two middle values their mean",
        "filled placements of which both days were recorded", Decimals: 1), isCompared: true);

    public static readonly Column Students = Declare(Protection.Persons, new("students", "Students, outcome known", Unit.Persons, "students of published programs who were placed in the period or whom a published round of it left without a place"));
    public static readonly Column PlacedInField = Declare(Protection.Persons, new("placedInField", "Placed in field", Unit.Persons, "a seat was taken whose work begins in the period, in an occupation group that the program aims at"));
    public static readonly Column PlacedElsewhere = Declare(Protection.Persons, new("placedElsewhere", "Placed elsewhere", Unit.Persons, "a seat was taken whose work begins in the period, in another group"));
    public static readonly Column NotPlaced = Declare(Protection.Persons, new("notPlaced", "Not placed", Unit.Persons, "a published round decided on work of the period, and the student is unplaced on the period's last day: nothing was given, or it was declined"));
    public static readonly Column Unknown = Declare(Protection.Persons, new("unknown", "Unknown, about", Unit.Persons, "students, outcome known x outcome unknown / (100 - outcome unknown), as printed: of these nothing was recorded; never counted as not placed"));
    public static readonly Column UnknownShare = Declare(Protection.Persons, new(
        "unknownShare", "Outcome unknown", Unit.Percent, "100 x students of whom nothing was recorded / all students of published programs, to the nearest 5; only over 200 students", "students", Decimals: 1));

    public static readonly Column PlacementRate = Declare(Protection.Persons, new(
        "placementRate", "Placement rate", Unit.Percent, "100 x (students, outcome known - not placed) / students, outcome known, of printed counts", Known, Decimals: 1), isCompared: true, headline: 4);

    public static readonly Column InFieldRate = Declare(Protection.Persons, new(
        "inFieldRate", "In-field rate", Unit.Percent, "100 x placed in field / students, outcome known, of printed counts", Known, Decimals: 1), isCompared: true);

    public static readonly Column SkillCoverage = Declare(Protection.Seats, new(
        "skillCoverage", "Skill coverage", Unit.Percent,
        "100 x sum of seats x weight over asked skills that some program of the region teaches / the same sum over all asked skills",
        "skills asked by placements of the region", Decimals: 1), isCompared: true, headline: 6);

    public static readonly Column AlignmentIndex = Declare(Protection.Persons, new(
        "alignmentIndex", "Alignment index", Unit.Index,
        "1 - 1/2 x sum over occupation groups |share of supply - share of demand|, of printed counts, hidden groups together as one; 1 = the same shares, 0 = nothing in common",
        "occupation groups of the region",
        "dissimilarity index of O. D. Duncan and B. Duncan, American Sociological Review 20 (1955) 210-217, taken from 1", 2), isCompared: true, headline: 5);

    public static readonly Column Trait = Declare(Protection.Open, new("trait", "Trait", Unit.None));
    public static readonly Column Compared = Declare(Protection.Open, new("compared", "Groups", Unit.None));
    public static readonly Column RateOfGroup = Declare(Protection.Persons, new(
        "rateOfGroup", "Rate of first group", Unit.Percent, "placement rate of the first group named", Known, Decimals: 1));

    public static readonly Column RateOfOthers = Declare(Protection.Persons, new(
        "rateOfOthers", "Rate of second group", Unit.Percent, "placement rate of the second group named", Known, Decimals: 1));

    public static readonly Column EquityGap = Declare(Protection.Persons, new(
        "equityGap", "Equity gap", Unit.Points, "rate of first group - rate of second group", Known, Decimals: 1));

    public static readonly Column GapLow = Declare(Protection.Persons, new(
        "equityGapLow", "95 % from", Unit.Points, "lower bound of the 95 % interval of the gap", Known, Newcombe, 1));

    public static readonly Column GapHigh = Declare(Protection.Persons, new(
        "equityGapHigh", "95 % to", Unit.Points, "upper bound of the 95 % interval of the gap", Known, Newcombe, 1));

    public static readonly Column Cause = Declare(Protection.Open, new("cause", "Cause", Unit.None));
    public static readonly Column Cases = Declare(Protection.Persons, new(
        "cases", "Seats and students", Unit.Cases,
        "pairs of a seat and a student, both left over by a round, that would form if this cause alone were lifted; parts add up to the region's total",
        Source: "after BIBB, Passungsprobleme: unfilled places and unplaced applicants at once"));

    public static readonly Column Teachers = Declare(Protection.Persons, new("teachers", "Teachers", Unit.Teachers, "teachers of vocational subjects"));
    public static readonly Column DoubleQualified = Declare(Protection.Persons, new(
        "doubleQualified", "Double-qualified", Unit.Percent, "100 x teachers with a teaching and a trade qualification / teachers", "teachers", Decimals: 1));

    public static readonly Column StudentsPerTeacher = Declare(Protection.Persons, new(
        "studentsPerTeacher", "Students per teacher", Unit.Ratio, "(students, outcome known + unknown) / teachers, of printed counts", "teachers", Decimals: 1));

    public static readonly Column AdultShare = Declare(Protection.Persons, new("adultShare", "Adult learners", Unit.Percent, "100 x students aged 25 or more on the first day of the period / students, of printed counts", Known, Decimals: 1));
    public static readonly Column RuralShare = Declare(Protection.Persons, new("ruralShare", "Rural students", Unit.Percent, "100 x students from rural areas / students, of printed counts", Known, Decimals: 1));
    public static readonly Column RuralSeats = Declare(Protection.Seats, new("ruralSeats", "Seats at rural sites", Unit.Percent, "100 x seats at rural sites / seats at sites known to be rural or not",
        "seats at sites known to be rural or not", Decimals: 1));
    public static readonly Column SmallFirmSeats = Declare(Protection.Seats, new(
        "smallFirmSeats", "Seats in small firms", Unit.Percent, "100 x seats of employers with fewer than 50 staff / seats of employers whose staff is known",
        "seats of employers whose staff is known", "size class: Commission Recommendation 2003/361/EC", 1));

    public static readonly Column WithoutMatch = Declare(Protection.Persons, new(
        "withoutMatch", "Students without a match", Unit.Persons,
        "students whose search, in the months of the period, found no placement or none that scored 40 or more of 100 for them", "searches made on the platform"));

    public static readonly Column WithoutCandidate = Declare(Protection.Seats, new(
        "withoutCandidate", "Seats without a candidate", Unit.Seats,
        "seats of placements whose employer searched for candidates, up to the end of the period, and found none", "placements of the region"));

    public static readonly Column OutsideOpenings = Declare(Protection.Open, new(
        "outsideOpenings", "Outside openings", Unit.Openings, "openings as published outside the platform; source and vintage are on the first page"));

    public static readonly Column Coverage = Declare(Protection.Seats, new(
        "coverage", "Coverage", Unit.Percent, "100 x seats posted on the platform / outside openings", "outside openings above 0", Decimals: 1));

    public static readonly Column Indicator = Declare(Protection.Open, new("indicator", "Indicator", Unit.None));
    public static readonly Column Here = Declare(Protection.Open, new("here", "Here", Unit.None, "the figure of this report"));
    public static readonly Column Before = Declare(Protection.Open, new("before", "Period before", Unit.None, "the figure that the earlier report published"));
    public static readonly Column SimilarMean = Declare(Protection.Open, new("similarMean", "Similar regions", Unit.None, "mean of the shown figures of the most similar regions"));
    public static readonly Column Nation = Declare(Protection.Open, new("nation", "Nation", Unit.None, "the figure of all regions together"));
    public static readonly Column SimilarTo = Declare(Protection.Open, new(
        "similarTo", "Compared with", Unit.None,
        "the three regions with the smallest 1/2 x sum over occupation groups |share of demand here - share of demand there|, over shown figures"));

    public static readonly Column Series = Declare(Protection.Open, new("series", "Series", Unit.None));
    public static readonly Column Months = Declare(Protection.Open, new("months", "Months", Unit.None, "length of the monthly series"));
    public static readonly Column Level = Declare(Protection.Seats, new(
        "level", "Level", Unit.Seats, "smoothed level in the last month", Source: TrendSource, Decimals: 1));

    public static readonly Column TrendPerMonth = Declare(Protection.Seats, new(
        "trendPerMonth", "Trend a month", Unit.Seats, "smoothed change from month to month", Source: TrendSource, Decimals: 2));

    public static readonly Column Forecast = Declare(Protection.Seats, new(
        "forecast", "In three months", Unit.Seats, "level + 3 x trend", Source: TrendSource, Decimals: 1));

    public static readonly Column ForecastLow = Declare(Protection.Seats, new("forecastLow", "95 % from", Unit.Seats, "lower bound of the 95 % prediction interval, not below 0", Source: TrendSource, Decimals: 1));
    public static readonly Column ForecastHigh = Declare(Protection.Seats, new("forecastHigh", "95 % to", Unit.Seats, "upper bound of the 95 % prediction interval", Source: TrendSource, Decimals: 1));

    public static readonly Column Program = Declare(Protection.Open, new("program", "Program", Unit.None));
    public static readonly Column ProgramTitle = Declare(Protection.Open, new("programTitle", "Program title", Unit.None));
    public static readonly Column Completions = Declare(Protection.Open, new("completions", "Completions", Unit.Persons, "awards of the year, all providers", "outside series"));
    public static readonly Column OpeningsWhole = Declare(Protection.Open, new(
        "openingsWhole", "Openings, whole", Unit.Openings,
        "openings a year of all occupations the program leads to, each counted whole, a combined code once; programs must not be added up",
        "outside series"));

    public static readonly Column RatioWhole = Declare(Protection.Open, new("ratioWhole", "Completions / openings, whole", Unit.Ratio, "completions / openings, whole", Decimals: 3));
    public static readonly Column OpeningsShared = Declare(Protection.Open, new(
        "openingsShared", "Openings, shared", Unit.Openings,
        "openings of each occupation, shared among the programs that lead to it in proportion to their completions; programs may be added up",
        "outside series", Decimals: 1));

    public static readonly Column RatioShared = Declare(Protection.Open, new("ratioShared", "Completions / openings, shared", Unit.Ratio, "completions / openings, shared", Decimals: 3));
    public static readonly Column OpeningsGap = Declare(Protection.Open, new(
        "openingsGap", "Gap", Unit.Openings, "openings, shared - completions; negative where more complete than there are openings for", Decimals: 0));

    public static readonly Column OverLivingWage = Declare(Protection.Open, new(
        "overLivingWage", "Over the living wage", Unit.Money, "median wage - the living wage named on the first page; negative where the program leads to less"));

    public static readonly Column MedianWage = Declare(Protection.Open, new(
        "medianWage", "Median wage", Unit.Money, "mean of the occupations' median annual wages, weighted by openings", "occupations with a published wage"));

    public static readonly Column EntryEducation = Declare(Protection.Open, new(
        "entryEducation", "Entry education", Unit.None,
        "typical education for entry as the source words it; of several the two with the most openings and their share in the openings of the occupations (below 10 % among others), or where openings are not given or not counted, the two with the most occupations and in parentheses how many; by field, of the target occupations of its programs in all regions",
        "occupations with it or without (not given)"));

    public static readonly Column Remark = Declare(Protection.Open, new("remark", "Remark", Unit.None));

    /// <summary>All of them, in the order in which they are declared.</summary>
    public static ImmutableArray<Indicator> All { get; } = [.. Declared];

    private const string TrendSource =
        "Holt's linear method as ETS(A,A,N): R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, Forecasting with Exponential Smoothing (2008), ch. 6";

    private static Column Declare(Protection protection, Column column, bool isCompared = false, int? headline = null)
    {
        Declared.Add(new(column, protection, isCompared, headline));
        return column;
    }
}
