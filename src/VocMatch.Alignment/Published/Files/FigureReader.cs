using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>A cell of figures as it was understood: the figure, or why it is missing, or the rule that it breaks.</summary>
internal readonly record struct Figure(decimal? Value, MissingFigure? Missing = null, string? Flag = null, string? Error = null);

/// <summary>Reads figures as offices write them. Exact decimals; the machine's culture has no part in it.</summary>
internal sealed partial class FigureReader(ReferenceMapping mapping)
{
    private static readonly FrozenDictionary<string, MissingFigure> Known = new (MissingFigure Missing, string[] Marks)[]
    {
        (MissingFigure.Suppressed, ["*", "**", "x", "c", "[c]", "s", "d", "(d)", "(s)", ": c", ":c"]),
        (MissingFigure.NotAvailable, ["..", "...", "…", ".", ":", "-", "–", "—", "[x]", "[z]", "z", ": z", ": n", "na", "n/a", "n.a.", "n.d.", "#n/a", "nd", "insf. data", "insufficient data", "not available"]),
        (MissingFigure.Unreliable, ["/", "f", "u", "[u]", ": u", ":u"]),
        (MissingFigure.Low, ["low", "[low]", "~"]),
    }.SelectMany(all => all.Marks.Select(mark => (mark, all.Missing))).ToFrozenDictionary(one => one.mark, one => one.Missing, StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, MissingFigure?> _marks =
        mapping.Marks.ToDictionary(mark => SourceText.Cell(mark.Mark), mark => mark.Missing, StringComparer.OrdinalIgnoreCase);

    private readonly char _decimal = mapping.Decimal == DecimalSign.Comma ? ',' : '.';
    private readonly bool _isMoney = mapping.Kind == ReferenceKind.Wages;

    /// <param name="status">The mark beside the figure; empty where there is none.</param>
    public Figure Read(string cell, string status)
    {
        var text = WithAsciiDigits(SourceText.Cell(cell));
        var beside = SourceText.Cell(status);
        if (beside.Length > 0 && Mark(beside) is { } marked)
        {
            return marked.Missing is { } missing ? new(null, missing, beside) : new(0, Flag: beside);
        }

        if (text.Length == 0)
        {
            return new(null, MissingFigure.NotAvailable, beside.Length > 0 ? beside : null);
        }

        if (Mark(text) is { } mark)
        {
            return mark.Missing is { } missing ? new(null, missing, text) : new(0, Flag: text);
        }

        if (Under().IsMatch(text))
        {
            return new(null, MissingFigure.Suppressed, text);
        }

        var flag = beside.Length > 0 ? beside : null;
        if (Flagged().Match(text) is { Success: true } flagged)
        {
            (text, flag) = (flagged.Groups[1].Value, flagged.Groups[2].Value);
        }

        return Number(_isMoney ? text.Trim('$', '€', '£', '¥', '￥').Trim() : text, flag);
    }

    /// <summary>Why words are not there, with the mark in their place; null where there are words.</summary>
    public (MissingFigure Missing, string? Mark)? MissingWords(string cell)
    {
        var text = SourceText.Cell(cell);
        return text.Length == 0 ? (MissingFigure.NotAvailable, null)
            : Mark(text) is { Missing: { } missing } ? (missing, text)
            : null;
    }

    private (bool Found, MissingFigure? Missing)? Mark(string text) =>
        _marks.TryGetValue(text, out var own) ? (true, own)
        : Known.TryGetValue(text, out var known) ? (true, known)
        : null;

    private Figure Number(string text, string? flag)
    {
        var digits = new StringBuilder(text.Length);
        var (group, grouped, point) = (0, false, -1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                digits.Append(c);
                group += point < 0 ? 1 : 0;
            }
            else if (c == _decimal && point < 0 && i > 0)
            {
                if (grouped && group != 3)
                {
                    return Ungrouped();
                }

                point = i;
                digits.Append('.');
            }
            else if (SetsApart(c) && point < 0)
            {
                if (group == 0 || group > 3 || (grouped && group != 3))
                {
                    return Ungrouped();
                }

                (grouped, group) = (true, 0);
            }
            else if (c is '-' or '−' && i == 0)
            {
                digits.Append('-');
            }
            else
            {
                return new(null, Error: $"is no number with a decimal {(_decimal == ',' ? "comma" : "point")} and {Apart()}.");
            }
        }

        if (grouped && point < 0 && group != 3)
        {
            return Ungrouped();
        }

        return !decimal.TryParse(digits.ToString(), System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? new(null, Error: "is no number.")
            : value < 0 ? new(null, Error: "is less than zero. A mark such as -2 is named in marks.")
            : new(value, Flag: flag);
    }

    private static Figure Ungrouped() => new(null, Error: "has its thousands not in groups of three: is that sign the decimal sign?");

    private bool SetsApart(char c) => mapping.Thousands switch
    {
        ThousandsSign.Comma => c == ',',
        ThousandsSign.Point => c == '.',
        ThousandsSign.Space => char.IsWhiteSpace(c),
        ThousandsSign.Apostrophe => c is '\'' or '’',
        _ => false,
    };

    private string Apart() => mapping.Thousands switch
    {
        ThousandsSign.Comma => "a comma between thousands",
        ThousandsSign.Point => "a point between thousands",
        ThousandsSign.Space => "a space between thousands",
        ThousandsSign.Apostrophe => "an apostrophe between thousands",
        _ => "nothing between thousands",
    };

    /// <summary>Digits of full width, as Chinese and Japanese tables have them.</summary>
    private static string WithAsciiDigits(string text) => text.AsSpan().ContainsAnyInRange('０', '９')
        ? string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = from[i] is >= '０' and <= '９' ? (char)(from[i] - '０' + '0') : from[i];
            }
        })
        : text;

    [GeneratedRegex(@"^[<≤]\s*[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Under();

    [GeneratedRegex(@"^(.*[0-9])\s+(\[?[A-Za-z*]{1,3}\]?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Flagged();
}
