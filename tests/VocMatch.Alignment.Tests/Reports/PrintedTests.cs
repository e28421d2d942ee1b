using System.Globalization;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Reports;

namespace VocMatch.Alignment.Tests.Reports;

public sealed class PrintedTests
{
    [Theory]
    [InlineData("1234567.8", 1, "1,234,567.8")]
    [InlineData("-45314", 0, "-45,314")]
    [InlineData("-0.5", 1, "-0.5")]
    [InlineData("0.30", 2, "0.30")]
    [InlineData("999", 0, "999")]
    public void Thousands_are_set_apart_and_nothing_else_changes(string number, int decimals, string printed)
    {
        var column = new Column("x", "X", Unit.Ratio, Decimals: decimals);

        Assert.Equal(printed, Printed.Figure(Cell.Of(column, decimal.Parse(number, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_figure_that_is_not_there_is_its_symbol() => Assert.Equal("[c]", Printed.Figure(Cell.Confidential));
}
