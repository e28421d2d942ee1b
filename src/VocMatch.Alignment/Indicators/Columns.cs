namespace VocMatch.Alignment.Indicators;

/// <summary>The catalogue of all figures: every formula stands here, and only here, and is printed beside its figure from here.</summary>
public static class Columns
{
    private const string Known = "students whose outcome is known";
    private const string Newcombe =
        "R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10 (hybrid score interval)";

    public static readonly Column Region = new("region", "Region", Unit.None);
    public static readonly Column RegionName = new("regionName", "Name", Unit.None);
    public static readonly Column Field = new("field", "Field", Unit.None);
    public static readonly Column FieldTitle = new("fieldTitle", "Field of study", Unit.None);
    public static readonly Column Group = new("occupationGroup", "Group", Unit.None);
    public static readonly Column GroupTitle = new("occupationGroupTitle", "Occupation group", Unit.None);

    public static readonly Column Supply = new(
        "supply", "Supply", Unit.Persons,
        "sum of the completers that programs expect in the period: where they published completers before, as many as in the last year of those; by occupation group, a program's are shared equally among its target occupations",
        "programs of the region", Decimals: 0);

    public static readonly Column Demand = new("demand", "Demand", Unit.Seats, "sum of seats posted for work that begins in the period", "placements of the region");

    public static readonly Column DemandShared = new(
        "demandShared", "Demand (shared)", Unit.Seats,
        "seats of each occupation, shared among the fields that lead to it in proportion to their supply as printed in the region (a hidden one counts 5), or in the nation where no field of the region leads to it",
        "placements of the region", "Centre of Excellence practice: no opening counts twice", 1);

    public static readonly Column Ratio = new("ratio", "Supply / demand", Unit.Ratio, "supply / demand", "demand above 0", Decimals: 2);
    public static readonly Column Gap = new("gap", "Gap", Unit.Seats, "demand - supply; negative where more complete than are asked for", Decimals: 0);

    public static readonly Column FillRate = new(
        "fillRate", "Seat fill rate", Unit.Percent, "100 x seats filled, rounded as counts of persons are / seats posted", "seats posted", Decimals: 1);

    public static readonly Column DaysToFill = new(
        "daysToFill", "Median days to fill", Unit.Days,
        "median over placements of days (UTC) from the first publication to the day the last seat was taken; of two middle values their mean",
        "filled placements of which both days were recorded", Decimals: 1);

    public static readonly Column Students = new("students", "Students, outcome known", Unit.Persons, "students of published programs who were placed in the period or whom a published round of it left without a place");
    public static readonly Column PlacedInField = new("placedInField", "Placed in field", Unit.Persons, "a seat was taken whose work begins in the period, in an occupation group that the program aims at");
    public static readonly Column PlacedElsewhere = new("placedElsewhere", "Placed elsewhere", Unit.Persons, "a seat was taken whose work begins in the period, in another group");
    public static readonly Column NotPlaced = new("notPlaced", "Not placed", Unit.Persons, "a published round decided on work of the period, and the student is unplaced on the period's last day: nothing was given, or it was declined");
    public static readonly Column Unknown = new("unknown", "Unknown, about", Unit.Persons, "students, outcome known x outcome unknown / (100 - outcome unknown), as printed: of these nothing was recorded; never counted as not placed");
    public static readonly Column UnknownShare = new(
        "unknownShare", "Outcome unknown", Unit.Percent, "100 x students of whom nothing was recorded / all students of published programs, to the nearest 5; only over 200 students", "students", Decimals: 1);

    public static readonly Column PlacementRate = new(
        "placementRate", "Placement rate", Unit.Percent, "100 x (students, outcome known - not placed) / students, outcome known, of printed counts", Known, Decimals: 1);

    public static readonly Column InFieldRate = new(
        "inFieldRate", "In-field rate", Unit.Percent, "100 x placed in field / students, outcome known, of printed counts", Known, Decimals: 1);

    public static readonly Column SkillCoverage = new(
        "skillCoverage", "Skill coverage", Unit.Percent,
        "100 x sum of seats x weight over asked skills that some program of the region teaches / the same sum over all asked skills",
        "skills asked by placements of the region", Decimals: 1);

    public static readonly Column AlignmentIndex = new(
        "alignmentIndex", "Alignment index", Unit.Index,
        "1 - 1/2 x sum over occupation groups |share of supply - share of demand|, of printed counts, hidden groups together as one; 1 = the same shares, 0 = nothing in common",
        "occupation groups of the region",
        "dissimilarity index of O. D. Duncan and B. Duncan, American Sociological Review 20 (1955) 210-217, taken from 1", 2);

    public static readonly Column Trait = new("trait", "Trait", Unit.None);
    public static readonly Column Compared = new("compared", "Groups", Unit.None);
    public static readonly Column RateOfGroup = new(
        "rateOfGroup", "Rate of first group", Unit.Percent, "placement rate of the first group named", Known, Decimals: 1);

    public static readonly Column RateOfOthers = new(
        "rateOfOthers", "Rate of second group", Unit.Percent, "placement rate of the second group named", Known, Decimals: 1);

    public static readonly Column EquityGap = new(
        "equityGap", "Equity gap", Unit.Points, "rate of first group - rate of second group", Known, Decimals: 1);

    public static readonly Column GapLow = new(
        "equityGapLow", "95 % from", Unit.Points, "lower bound of the 95 % interval of the gap", Known, Newcombe, 1);

    public static readonly Column GapHigh = new(
        "equityGapHigh", "95 % to", Unit.Points, "upper bound of the 95 % interval of the gap", Known, Newcombe, 1);

    public static readonly Column Cause = new("cause", "Cause", Unit.None);
    public static readonly Column Cases = new(
        "cases", "Seats and students", Unit.Cases,
        "pairs of a seat and a student, both left over by a round, that would form if this cause alone were lifted; parts add up to the region's total",
        Source: "after BIBB, Passungsprobleme: unfilled places and unplaced applicants at once");

    public static readonly Column Teachers = new("teachers", "Teachers", Unit.Teachers, "teachers of vocational subjects");
    public static readonly Column DoubleQualified = new(
        "doubleQualified", "Double-qualified", Unit.Percent, "100 x teachers with a teaching and a trade qualification / teachers", "teachers", Decimals: 1);

    public static readonly Column StudentsPerTeacher = new(
        "studentsPerTeacher", "Students per teacher", Unit.Ratio, "(students, outcome known + unknown) / teachers, of printed counts", "teachers", Decimals: 1);

    public static readonly Column AdultShare = new("adultShare", "Adult learners", Unit.Percent, "100 x students aged 25 or more on the first day of the period / students, of printed counts", Known, Decimals: 1);
    public static readonly Column RuralShare = new("ruralShare", "Rural students", Unit.Percent, "100 x students from rural areas / students, of printed counts", Known, Decimals: 1);
    public static readonly Column RuralSeats = new("ruralSeats", "Seats at rural sites", Unit.Percent, "100 x seats at rural sites / seats at sites known to be rural or not",
        "seats at sites known to be rural or not", Decimals: 1);
    public static readonly Column SmallFirmSeats = new(
        "smallFirmSeats", "Seats in small firms", Unit.Percent, "100 x seats of employers with fewer than 50 staff / seats of employers whose staff is known",
        "seats of employers whose staff is known", "size class: Commission Recommendation 2003/361/EC", 1);

    public static readonly Column WithoutMatch = new(
        "withoutMatch", "Students without a match", Unit.Persons,
        "students whose search, in the months of the period, found no placement or none that scored 40 or more of 100 for them", "searches made on the platform");

    public static readonly Column WithoutCandidate = new(
        "withoutCandidate", "Seats without a candidate", Unit.Seats,
        "seats of placements whose employer searched for candidates, up to the end of the period, and found none", "placements of the region");

    public static readonly Column OutsideOpenings = new(
        "outsideOpenings", "Outside openings", Unit.Openings, "openings as published outside the platform; source and vintage are on the first page");

    public static readonly Column Coverage = new(
        "coverage", "Coverage", Unit.Percent, "100 x seats posted on the platform / outside openings", "outside openings above 0", Decimals: 1);

    public static readonly Column Indicator = new("indicator", "Indicator", Unit.None);
    public static readonly Column Here = new("here", "Here", Unit.None, "the figure of this report");
    public static readonly Column Before = new("before", "Period before", Unit.None, "the figure that the earlier report published");
    public static readonly Column SimilarMean = new("similarMean", "Similar regions", Unit.None, "mean of the shown figures of the most similar regions");
    public static readonly Column Nation = new("nation", "Nation", Unit.None, "the figure of all regions together");
    public static readonly Column SimilarTo = new(
        "similarTo", "Compared with", Unit.None,
        "the three regions with the smallest 1/2 x sum over occupation groups |share of demand here - share of demand there|, over shown figures");

    public static readonly Column Series = new("series", "Series", Unit.None);
    public static readonly Column Months = new("months", "Months", Unit.None, "length of the monthly series");
    public static readonly Column Level = new(
        "level", "Level", Unit.Seats, "smoothed level in the last month", Source: TrendSource, Decimals: 1);

    public static readonly Column TrendPerMonth = new(
        "trendPerMonth", "Trend a month", Unit.Seats, "smoothed change from month to month", Source: TrendSource, Decimals: 2);

    public static readonly Column Forecast = new(
        "forecast", "In three months", Unit.Seats, "level + 3 x trend", Source: TrendSource, Decimals: 1);

    public static readonly Column ForecastLow = new("forecastLow", "95 % from", Unit.Seats, "lower bound of the 95 % prediction interval, not below 0", Source: TrendSource, Decimals: 1);
    public static readonly Column ForecastHigh = new("forecastHigh", "95 % to", Unit.Seats, "upper bound of the 95 % prediction interval", Source: TrendSource, Decimals: 1);

    public static readonly Column Program = new("program", "Program", Unit.None);
    public static readonly Column ProgramTitle = new("programTitle", "Program title", Unit.None);
    public static readonly Column Completions = new("completions", "Completions", Unit.Persons, "awards of the year, all providers", "outside series");
    public static readonly Column OpeningsWhole = new(
        "openingsWhole", "Openings, whole", Unit.Openings,
        "openings a year of all occupations the program leads to, each counted whole, a combined code once; programs must not be added up",
        "outside series");

    public static readonly Column RatioWhole = new("ratioWhole", "Completions / openings, whole", Unit.Ratio, "completions / openings, whole", Decimals: 3);
    public static readonly Column OpeningsShared = new(
        "openingsShared", "Openings, shared", Unit.Openings,
        "openings of each occupation, shared among the programs that lead to it in proportion to their completions; programs may be added up",
        "outside series", Decimals: 1);

    public static readonly Column RatioShared = new("ratioShared", "Completions / openings, shared", Unit.Ratio, "completions / openings, shared", Decimals: 3);
    public static readonly Column OpeningsGap = new(
        "openingsGap", "Gap", Unit.Openings, "openings, shared - completions; negative where more complete than there are openings for", Decimals: 0);

    public static readonly Column OverLivingWage = new(
        "overLivingWage", "Over the living wage", Unit.Money, "median wage - the living wage named on the first page; negative where the program leads to less");

    public static readonly Column MedianWage = new(
        "medianWage", "Median wage", Unit.Money, "mean of the occupations' median annual wages, weighted by openings", "occupations with a published wage");

    public static readonly Column EntryEducation = new(
        "entryEducation", "Entry education", Unit.None,
        "typical education for entry as the source words it; of several the two with the most openings and their share in the openings of the occupations (below 10 % among others), or where openings are not given or not counted, the two with the most occupations and in parentheses how many; by field, of the target occupations of its programs in all regions",
        "occupations with it or without (not given)");

    public static readonly Column Remark = new("remark", "Remark", Unit.None);

    private const string TrendSource =
        "Holt's linear method as ETS(A,A,N): R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, Forecasting with Exponential Smoothing (2008), ch. 6";
}
