using System.Globalization;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Tests.Published;

public sealed class FigureReaderTests
{
    private static readonly ReferenceMapping Plain = new() { Kind = ReferenceKind.Openings, Code = new("code"), Values = [new("value")] };

    [Theory]
    [InlineData("12034", null, null, "12034")]
    [InlineData("0.04", null, null, "0.04")]
    [InlineData("1.234", DecimalSign.Comma, ThousandsSign.Point, "1234")]
    [InlineData("1.234.567,8", DecimalSign.Comma, ThousandsSign.Point, "1234567.8")]
    [InlineData("9,871", null, ThousandsSign.Comma, "9871")]
    [InlineData("1 234 567", null, ThousandsSign.Space, "1234567")]
    [InlineData("1\u00a0234,5", DecimalSign.Comma, ThousandsSign.Space, "1234.5")]
    [InlineData("1\u202f234", null, ThousandsSign.Space, "1234")]
    [InlineData("1'234'567.25", null, ThousandsSign.Apostrophe, "1234567.25")]
    [InlineData("1’234", null, ThousandsSign.Apostrophe, "1234")]
    [InlineData("１２３４", null, null, "1234")]
    [InlineData("=\"0601\"", null, null, "601")]
    [InlineData("79228162514264337593543950335", null, null, "79228162514264337593543950335")]
    public void A_figure_is_read_as_its_office_writes_it(string cell, DecimalSign? sign, ThousandsSign? thousands, string value) =>
        Assert.Equal(value, Read(cell, Plain with { Decimal = sign, Thousands = thousands }).Value?.ToString("0.#####", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("1.23", DecimalSign.Comma, ThousandsSign.Point)]
    [InlineData("1,23", null, ThousandsSign.Comma)]
    [InlineData("12,3456", null, ThousandsSign.Comma)]
    [InlineData("1234,567", null, ThousandsSign.Comma)]
    [InlineData("1,234", null, null)]
    [InlineData("1 234", null, null)]
    [InlineData("6%", null, null)]
    [InlineData("-2", null, null)]
    [InlineData("1e5", null, null)]
    [InlineData("$12", null, null)]
    [InlineData("12..5", null, null)]
    [InlineData("792281625142643375935439503350", null, null)]
    public void A_figure_that_is_written_otherwise_is_an_error_and_not_another_figure(string cell, DecimalSign? sign, ThousandsSign? thousands)
    {
        var read = Read(cell, Plain with { Decimal = sign, Thousands = thousands });

        Assert.True(read.Error is not null && read.Value is null, $"'{cell}' was read as {read.Value}.");
    }

    [Theory]
    [InlineData("*", MissingFigure.Suppressed)]
    [InlineData("x", MissingFigure.Suppressed)]
    [InlineData("c", MissingFigure.Suppressed)]
    [InlineData(": c", MissingFigure.Suppressed)]
    [InlineData("[c]", MissingFigure.Suppressed)]
    [InlineData("<5", MissingFigure.Suppressed)]
    [InlineData("< 10", MissingFigure.Suppressed)]
    [InlineData("..", MissingFigure.NotAvailable)]
    [InlineData(".", MissingFigure.NotAvailable)]
    [InlineData("-", MissingFigure.NotAvailable)]
    [InlineData("–", MissingFigure.NotAvailable)]
    [InlineData("[x]", MissingFigure.NotAvailable)]
    [InlineData("", MissingFigure.NotAvailable)]
    [InlineData(":", MissingFigure.NotAvailable)]
    [InlineData("Insf. Data", MissingFigure.NotAvailable)]
    [InlineData(": u", MissingFigure.Unreliable)]
    [InlineData("/", MissingFigure.Unreliable)]
    [InlineData("low", MissingFigure.Low)]
    [InlineData("[low]", MissingFigure.Low)]
    public void A_mark_is_a_state_of_its_own_and_never_zero(string cell, MissingFigure missing)
    {
        var read = Read(cell, Plain);

        Assert.Equal((null, missing, null), (read.Value, read.Missing, read.Error));
    }

    [Theory]
    [InlineData("11980 b", 11980, "b")]
    [InlineData("183402 e", 183402, "e")]
    [InlineData("12 [r]", 12, "[r]")]
    public void A_flag_stays_beside_its_figure(string cell, int value, string flag)
    {
        var read = Read(cell, Plain);

        Assert.Equal((value, null, flag), (read.Value, read.Missing, read.Flag));
    }

    [Fact]
    public void A_mapping_gives_a_mark_another_meaning()
    {
        var german = Plain with { Marks = [new("-"), new("x", MissingFigure.NotAvailable), new("-2", MissingFigure.Suppressed)] };

        Assert.Equal((0, null), (Read("-", german).Value, Read("-", german).Missing));
        Assert.Equal(MissingFigure.NotAvailable, Read("X", german).Missing);
        Assert.Equal(MissingFigure.Suppressed, Read("-2", german).Missing);
    }

    [Fact]
    public void A_mark_in_a_column_of_its_own_goes_before_the_figure()
    {
        var reader = new FigureReader(Plain);

        Assert.Equal(MissingFigure.Suppressed, reader.Read("", "x").Missing);
        Assert.Equal(MissingFigure.Suppressed, reader.Read("0", "x").Missing);
        Assert.Equal((18m, null, "E"), (reader.Read("18", "E").Value, reader.Read("18", "E").Missing, reader.Read("18", "E").Flag));
    }

    [Fact]
    public void Any_number_grouped_by_any_convention_is_read_back_to_the_digit()
    {
        var random = new Random(20);
        (DecimalSign Decimal, ThousandsSign? Thousands, string Group, string Point)[] conventions =
        [
            (DecimalSign.Point, null, "", "."), (DecimalSign.Point, ThousandsSign.Comma, ",", "."), (DecimalSign.Comma, ThousandsSign.Point, ".", ","),
            (DecimalSign.Comma, ThousandsSign.Space, "\u00a0", ","), (DecimalSign.Point, ThousandsSign.Apostrophe, "'", "."),
        ];
        for (var i = 0; i < 2_000; i++)
        {
            var number = new decimal(random.Next(), random.Next(1_000), 0, false, (byte)random.Next(0, 5));
            var convention = conventions[i % conventions.Length];
            var format = new NumberFormatInfo { NumberGroupSeparator = convention.Group, NumberDecimalSeparator = convention.Point };
            var text = number.ToString(convention.Group.Length == 0 ? "0.#####" : "#,0.#####", format);

            Assert.Equal(number, Read(text, Plain with { Decimal = convention.Decimal, Thousands = convention.Thousands }).Value);
        }
    }

    private static Figure Read(string cell, ReferenceMapping mapping) => new FigureReader(mapping).Read(cell, "");
}
