using System.Globalization;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Reads a row without figures: a code and what it leads to, with its weight, its parent or its level.</summary>
internal sealed class LinkReader(ReferenceMapping mapping, ColumnReader columns, FigureReader figures, FileErrors errors)
{
    /// <returns>Null where something is wrong with it, which was said.</returns>
    public SeriesEntry? Read(FileLine line, string code, string title)
    {
        var entry = new SeriesEntry(code, title, null, null, line.Number);
        if (mapping.Kind == ReferenceKind.EntryEducation && figures.MissingWords(title) is { } missing)
        {
            (entry.Title, entry.Missing, entry.Flag) = ("", missing.Missing, missing.Mark);
        }

        if (mapping.Target is { } to)
        {
            var target = columns.Text(line, to);
            if (target is null or "" || Codes.Damage(target) is not null)
            {
                errors.Add(
                    target is null or "" ? "The cell is empty, or does not fit the pattern." : $"The code {Codes.Damage(target)}", to.Column, line.Number,
                    SourceText.Cell(line[columns.Index(to.Column)]));
                return null;
            }

            entry.Title = target;
        }

        if (mapping.Weight is { } weighted)
        {
            var weight = figures.Read(line[columns.Index(weighted.Column)], "");
            if (weight.Value is not { } share || share * (mapping.Multiplier ?? 1) is <= 0 or > 1)
            {
                errors.Add("A weight is over 0 and at most 1.", weighted.Column, line.Number, SourceText.Cell(line[columns.Index(weighted.Column)]));
                return null;
            }

            entry.Weight = share * (mapping.Multiplier ?? 1);
        }

        if (mapping.Parent is { } above)
        {
            entry.Parent = columns.Text(line, above) is { Length: > 0 } parent ? parent : null;
        }

        if (mapping.Level is { } level && columns.Text(line, level) is { Length: > 0 } depth)
        {
            if (!int.TryParse(depth, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 20)
            {
                errors.Add("A level is a whole number from 1 to 20.", level.Column, line.Number, depth);
                return null;
            }

            entry.Value = number;
        }

        return entry;
    }
}
