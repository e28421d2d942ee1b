using System.Collections.Immutable;
using VocMatch.Alignment.Published;
using VocMatch.Alignment.Reports;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Tests.Published;

/// <summary>What statistics take of imported series: one region and year, and codes only in their own classification.</summary>
public sealed class ImportedSeriesTests
{
    private static readonly ReferenceSeries Electricians = Series(ReferenceKind.Openings, [new("5241", "Electricians and electrical fitters", 100)], classification: "uk-soc-2020");

    private static readonly ReferenceSeries Labels = Series(
        ReferenceKind.Classification,
        [new("5", "Skilled trades occupations", 1), new("52", "Skilled metal, electrical and electronic trades", 2, Parent: "5"), new("5241", "Electricians and electrical fitters", 4, Parent: "52")],
        name: "uk-soc-2020");

    [Fact]
    public void A_code_of_a_classification_that_is_not_named_gets_no_title_of_another()
    {
        var row = Assert.Single(ImportedSeries.OutsideOpenings([Electricians with { Classification = null }]));

        Assert.Equal(("unnamed", false, 100), (row.OccupationGroup, row.Comparable, row.Openings));
        Assert.DoesNotContain("ales", row.GroupTitle!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_code_stands_under_the_broadest_group_of_its_own_classification()
    {
        var row = Assert.Single(ImportedSeries.OutsideOpenings([Electricians, Labels]));

        Assert.Equal(("uk-soc-2020:5", "Skilled trades occupations", false), (row.OccupationGroup, row.GroupTitle, row.Comparable));
        Assert.Equal("uk-soc-2020", Assert.Single(ImportedSeries.OutsideOpenings([Electricians])).OccupationGroup);
    }

    [Fact]
    public void A_foreign_code_becomes_one_of_the_platforms_groups_by_a_crosswalk()
    {
        var toIsco = Series(ReferenceKind.ClassificationCrosswalk, [new("5241", "7411", 0, Weight: 0.665m), new("5241", "2151", 0, Weight: 0.335m)], name: "uk-soc-2020:isco-08");

        var rows = ImportedSeries.OutsideOpenings([Electricians with { Rows = [Electricians.Rows[0] with { Number = 101 }] }, Labels, toIsco]).OrderBy(row => row.OccupationGroup, StringComparer.Ordinal);

        // 101 x 0.335 = 33.835 and 101 x 0.665 = 67.165: whole openings by largest remainders.
        Assert.Equal(
            [("21", "Science and engineering professionals", 34, true), ("74", "Electrical and electronic trades workers", 67, true)],
            rows.Select(row => (row.OccupationGroup, row.GroupTitle, row.Openings, row.Comparable)));
    }

    [Fact]
    public void Openings_divided_by_a_crosswalk_add_up_to_the_whole_for_any_weights()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var openings = random.Next(5_000);
            ImmutableArray<ReferenceRow> pairs =
                [.. Enumerable.Range(0, 1 + random.Next(9)).Select(i => new ReferenceRow("x", $"{7110 + (100 * i)}", 0, Weight: random.Next(3) == 0 ? null : (1 + random.Next(100)) / 100m))];
            var rows = ImportedSeries.OutsideOpenings(
                [Series(ReferenceKind.Openings, [new("x", "", openings)], classification: "own"), Series(ReferenceKind.ClassificationCrosswalk, pairs, name: "own:isco-08")]);

            Assert.True(openings == rows.Sum(row => row.Openings) && rows.All(row => row.Openings >= 0), $"seed {seed}");
        }
    }

    [Fact]
    public void Openings_count_once_though_several_years_and_regions_are_there_and_missing_ones_are_counted_apart()
    {
        var north = RegionId.Parse("north");
        var series = Series(
            ReferenceKind.Openings,
            [
                new("29-1141", "Nurses", 10, null, "2022"), new("29-1141", "Nurses", 12, null, "2023"), new("29-1141", "Nurses", 3, north, "2023"),
                new("29-2061", "Practical nurses", 0, null, "2023", MissingFigure.Suppressed),
            ]);

        Assert.Equal(
            [(null, "29-0000", 12, 1), ("north", "29-0000", 3, 0)],
            ImportedSeries.OutsideOpenings([series]).Select(row => (row.Region?.Value, row.OccupationGroup, row.Openings, row.Missing)).Order());
    }

    [Fact]
    public void Weights_multiply_along_a_crosswalk_between_classifications()
    {
        var selected = ImportedSeries.Published(
            [
                Series(ReferenceKind.Completions, [new("p", "Electrical", 200)]),
                Series(ReferenceKind.Crosswalk, [new("p", "7411", 0, Weight: 0.5m), new("p", "7412", 0, Weight: 0.5m)], target: "isco-08"),
                Electricians,
                Series(ReferenceKind.ClassificationCrosswalk, [new("7411", "5241", 0, Weight: 0.8m), new("7412", "5241", 0, Weight: 0.2m)], name: "isco-08:uk-soc-2020"),
                Labels,
            ],
            new());

        Assert.Equal(new CrosswalkRow("p", "5241", 0.5m), Assert.Single(selected.Series!.Crosswalk));
        Assert.Contains(selected.Series.Sources, source => source.Series == "crosswalk of classifications isco-08:uk-soc-2020");
    }

    [Fact]
    public void Wages_of_another_classification_are_not_used_and_that_is_said()
    {
        var selected = ImportedSeries.Published(
            [
                Series(ReferenceKind.Completions, [new("p", "Electrical", 200)]), Series(ReferenceKind.Crosswalk, [new("p", "5241", 0)]), Electricians,
                Series(ReferenceKind.Wages, [new("5241", "Fashion models", 99)], classification: "isco-08"),
            ],
            new());

        Assert.Empty(selected.Series!.Wages);
        Assert.Contains(selected.Series.Sources, source => source.Series == "wages" && source.Note!.StartsWith("not used", StringComparison.Ordinal));
    }

    [Fact]
    public void Entry_education_stands_beside_programs_and_groups_and_what_a_series_lacks_is_not_given()
    {
        ImmutableArray<ReferenceSeries> imported =
        [
            Series(ReferenceKind.Completions, [new("51", "Health", 40), new("52", "Care", 10), new("99", "Other", 1)]),
            Series(ReferenceKind.Crosswalk, [new("51", "29-1141", 0), new("51", "29-2061", 0), new("51", "29-9999", 0), new("52", "31-1120", 0)]),
            Series(ReferenceKind.Openings, [new("29-1141", "Nurses", 70), new("29-2061", "Practical nurses", 25), new("29-9999", "Others", 5), new("31-1120", "Aides", 9)]),
            Series(ReferenceKind.EntryEducation, [new("29-1141", "Bachelor's degree", 0), new("29-2061", "Postsecondary nondegree award", 0), new("31-1120", "", 0, Missing: MissingFigure.NotAvailable)]),
        ];

        var series = ImportedSeries.Published(imported, new()).Series!;
        var table = PublishedTable.Of(series, PublishedStatistics.Compute(series));
        var at = table.Columns.Select(column => column.Id).ToList().IndexOf("entryEducation");

        Assert.Equal(
            ["Bachelor's degree 70 %; Postsecondary nondegree award 25 %; others 5 %", "not given", "[z]"],
            table.Rows.Select(row => $"{row[at]}"));
        Assert.Contains(series.Sources, source => source is { Series: "entry education", Source: "Office", Vintage: "2024" });
        Assert.Equal(
            ["Bachelor's degree 70; Postsecondary nondegree award 25; not given 5", "not given 9"],
            ImportedSeries.OutsideOpenings(imported).OrderBy(row => row.OccupationGroup, StringComparer.Ordinal)
                .Select(row => string.Join("; ", row.EntryEducation.Select(part => $"{part.Education} {part.Openings}"))));
    }

    [Fact]
    public void Entry_education_of_another_classification_is_taken_by_a_crosswalk_or_not_at_all()
    {
        ImmutableArray<ReferenceSeries> imported =
        [
            Series(ReferenceKind.Completions, [new("p", "Electrical", 200)]), Series(ReferenceKind.Crosswalk, [new("p", "5241", 0)]), Electricians,
            Series(ReferenceKind.EntryEducation, [new("7411", "Apprenticeship", 0), new("5241", "None", 0)], classification: "isco-08"),
        ];
        var toIsco = Series(ReferenceKind.ClassificationCrosswalk, [new("5241", "7411", 0)], name: "uk-soc-2020:isco-08");

        Assert.Null(ImportedSeries.Published(imported, new()).Series!.EntryEducation);
        Assert.Contains(ImportedSeries.Published(imported, new()).Series!.Sources, source => source.Series == "entry education" && source.Note!.StartsWith("not used", StringComparison.Ordinal));
        Assert.Equal(new EntryEducationRow("5241", "Apprenticeship"), Assert.Single(ImportedSeries.Published(imported.Add(toIsco), new()).Series!.EntryEducation!.Value));
    }

    [Fact]
    public void The_platforms_own_occupations_find_their_entry_education_by_code()
    {
        var of = ImportedSeries.EntryEducationByCode(
        [
            Series(ReferenceKind.EntryEducation, [new("29-2010", "Associate's degree", 0), new("5120", "Wrong", 0)]),
            Series(ReferenceKind.CombinedCodes, [new("29-2011", "29-2010", 0)]),
        ])!;

        Assert.Equal("Associate's degree", of("29-2011.01"));
        Assert.Equal("not given", of("5120"));
        Assert.Equal("not given", of("29-9999.00"));
        Assert.Null(ImportedSeries.EntryEducationByCode([Electricians]));
    }

    private static ReferenceSeries Series(
        ReferenceKind kind, ImmutableArray<ReferenceRow> rows, string? name = null, string? classification = null, string? target = null) =>
        new(kind, "Office", "2024", "digest", rows, 1, name, classification, target);
}
