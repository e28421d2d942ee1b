using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Says what of a file was left out or taken otherwise than written: nothing is dropped in silence.</summary>
internal sealed class FileNotes
{
    private const int MaxExamples = 5;
    private const int MaxSigns = 160;

    private readonly List<string> _notes = [];
    private readonly Dictionary<string, (int Count, List<string> Examples)> _counted = [];

    public void Add(string note) => _notes.Add(note);

    /// <summary>Lines of text that are no part of the table.</summary>
    public void AddText(IReadOnlyList<FileLine> lines, string where)
    {
        if (lines.Count > 0)
        {
            var which = lines.Count == 1 ? $"Line {lines[0].Number} is text" : $"Lines {lines[0].Number} to {lines[^1].Number} are text";
            var words = lines.Select(line => string.Join(' ', line.Cells.Select(SourceText.Header).Where(cell => cell.Length > 0)));
            _notes.Add($"{which} {where}: {string.Join(" | ", words)}");
        }
    }

    public void AddIf(bool holds, string note)
    {
        if (holds)
        {
            _notes.Add(note);
        }
    }

    public void Count(bool holds, string what, string example)
    {
        if (!holds)
        {
            return;
        }

        var (count, examples) = _counted.GetValueOrDefault(what, (0, []));
        if (examples.Count < MaxExamples && !examples.Contains(example))
        {
            examples.Add(example);
        }

        _counted[what] = (count + 1, examples);
    }

    public void Describe(ReferenceMapping mapping, IReadOnlyList<SeriesEntry> kept, ImmutableArray<SliceTotal> totals)
    {
        foreach (var missing in kept.Where(entry => entry.Missing is not null).GroupBy(entry => entry.Missing!.Value).OrderBy(same => same.Key))
        {
            _notes.Add($"{missing.Count()} of {SourceText.Grouped(kept.Count)} figures {Words(missing.Key, missing.Count())} ({string.Join(", ", missing.Select(entry => entry.Flag ?? "empty").Distinct().Take(MaxExamples))}); none counts as zero.");
        }

        foreach (var slice in totals)
        {
            foreach (var printed in slice.Printed)
            {
                var sum = printed.Value is not { } value ? "its own figure is missing"
                    : value == slice.Sum ? $"it says {SourceText.Grouped(value)}, which is what the rows add up to{(slice.Missing > 0 ? $" without the {slice.Missing} missing" : "")}"
                    : $"it says {SourceText.Grouped(value)}, the rows add up to {SourceText.Grouped(slice.Sum)}{(slice.Missing > 0 ? $" without the {slice.Missing} missing" : "")}";
                _notes.Add($"Line {printed.Line} is a total row ({printed.Label}{(slice.Year is null ? "" : $", {slice.Year}")}) and is left out: {sum}.");
            }
        }

        AddIf(
            mapping is { Kind: ReferenceKind.Openings, Classification: null } && kept.Any(entry => !Codes.IsSoc(entry.Code)),
            "The classification of the codes is not named (classification=isco-08, uk-soc-2020, ...): they get no other classification's titles, and are not counted beside the platform's own occupations.");
    }

    /// <summary>What a reader of the figures must know.</summary>
    public static ImmutableArray<string> Remarks(ReferenceMapping mapping, IReadOnlyList<SeriesEntry> kept)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        if (mapping.Multiplier is { } multiplier and not 1)
        {
            remarks.Add($"the source prints units of {SourceText.Grouped(multiplier)}");
        }

        if (mapping.HoursPerYear is { } hours)
        {
            remarks.Add($"hourly figures times {SourceText.Grouped(hours)} hours a year");
        }

        if (mapping.Years == YearChoice.Mean && kept.Count > 0 && kept[0].Year is { } mean)
        {
            remarks.Add(mean);
        }

        remarks.AddRange(mapping.Where.Where(filter => filter.Is.Length == 1).Select(filter => $"{SourceText.Header(filter.Column)}: {filter.Is[0]}"));
        return remarks.ToImmutable();
    }

    public ImmutableArray<string> ToImmutable() =>
    [
        .. _notes.Select(Short),
        .. _counted.Select(counted => Short($"{counted.Key}: {SourceText.Grouped(counted.Value.Count)} ({string.Join(", ", counted.Value.Examples.Select(example => $"'{example}'"))}).")),
    ];

    private static string Words(MissingFigure missing, int count) => $"{(count == 1 ? "is" : "are")} " + missing switch
    {
        MissingFigure.Suppressed => "suppressed by the source",
        MissingFigure.NotAvailable => "not available from the source",
        MissingFigure.Unreliable => "held too unreliable by the source",
        _ => "more than zero and less than half of the source's unit",
    };

    private static string Short(string note) => note.Length <= 4 * MaxSigns ? note : $"{note[..(4 * MaxSigns)]}...";
}
