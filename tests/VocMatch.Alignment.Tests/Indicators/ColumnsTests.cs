using System.Reflection;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Tests.Data;

namespace VocMatch.Alignment.Tests.Indicators;

public sealed class ColumnsTests
{
    private static readonly ReportInput Input = new() { Title = "Hand market", Publisher = "Test", Data = HandMarket.Data, Rules = HandMarket.Open };

    [Fact]
    public void Every_column_is_declared_once_with_what_protects_it()
    {
        var fields = typeof(Columns).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Column)).Select(field => (Column)field.GetValue(null)!);
        Assert.Equal(fields, Columns.All.Select(indicator => indicator.Column));
        Assert.Distinct(Columns.All.Select(indicator => indicator.Column.Id));
    }

    [Fact]
    public void Every_figure_says_what_it_is_computed_from() => Assert.All(
        Columns.All.Where(indicator => indicator.Column.Unit != Unit.None), indicator => Assert.False(string.IsNullOrEmpty(indicator.Column.Formula)));

    [Fact]
    public void Only_figures_of_persons_are_left_out_of_a_quarter_and_all_of_them_are()
    {
        var year = ReportBuilder.Build(Input).Report;
        var quarter = ReportBuilder.Build(Input with { Persons = false }).Report;
        var shown = quarter.Tables.SelectMany(table => table.Columns).ToHashSet();
        Assert.All(year.Tables.SelectMany(table => table.Columns).Distinct(), column =>
        {
            if (Columns.All.Single(indicator => indicator.Column == column).Protection == Protection.Persons)
            {
                Assert.DoesNotContain(column, shown);
            }
        });
        Assert.Contains(Columns.Demand, shown);
    }

    [Fact]
    public void Headlines_and_compared_figures_stand_in_the_headline_table()
    {
        var headline = ReportBuilder.Build(Input).Report.Find("regions")!;
        Assert.All(Columns.All.Where(indicator => indicator.IsCompared || indicator.Headline is not null), indicator => Assert.Contains(indicator.Column, headline.Columns));
        Assert.Equal(Enumerable.Range(1, 6), Columns.All.Select(indicator => indicator.Headline).OfType<int>().Order());
    }
}
