using System.Collections.Frozen;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Data;

/// <summary>The input with every reference resolved: regions, fields and groups as indexes in ordinal order of their codes.</summary>
internal sealed class DataIndex
{
    private readonly FrozenDictionary<RegionId, int> _regions;
    private readonly FrozenDictionary<string, int> _fields;
    private readonly FrozenDictionary<string, int> _groups;
    private readonly FrozenDictionary<OccupationId, OccupationRow> _occupations;
    private readonly FrozenDictionary<ProgramId, ProgramRow> _programs;

    /// <exception cref="InvalidDataException">A row names something that the input does not hold, or holds an impossible value.</exception>
    public DataIndex(AlignmentData data)
    {
        Data = data;
        Regions = [.. data.Regions.OrderBy(r => r.Id.Value, StringComparer.Ordinal)];
        Fields = [.. data.Fields.OrderBy(f => f.Code, StringComparer.Ordinal)];
        Groups = [.. data.OccupationGroups.OrderBy(g => g.Code, StringComparer.Ordinal)];
        _regions = Indexed(Regions, r => r.Id, "region");
        _fields = Indexed(Fields, f => f.Code, "field");
        _groups = Indexed(Groups, g => g.Code, "occupation group");
        _occupations = data.Occupations.ToFrozenDictionary(o => o.Id);
        _programs = data.Programs.ToFrozenDictionary(p => p.Id);
        foreach (var program in data.Programs.Where(p => p.Occupations.IsEmpty || p.ExpectedCompleters < 0))
        {
            throw new InvalidDataException($"Program '{program.Id}' has no target occupation or a negative number of completers.");
        }

        foreach (var placement in data.Placements.Where(p => p.Seats < 0 || p.FilledSeats < 0 || p.FilledSeats > p.Seats))
        {
            throw new InvalidDataException($"Placement '{placement.Id}' has {placement.FilledSeats} of {placement.Seats} seats filled.");
        }

        foreach (var staff in data.Staff.Where(s => s.DoubleQualified < 0 || s.DoubleQualified > s.Teachers))
        {
            throw new InvalidDataException($"School '{staff.School}' has {staff.DoubleQualified} of {staff.Teachers} teachers double-qualified.");
        }
    }

    public AlignmentData Data { get; }

    public RegionRow[] Regions { get; }

    public FieldRow[] Fields { get; }

    public OccupationGroupRow[] Groups { get; }

    public int Region(RegionId id) => Found(_regions, id, "region");

    public int Field(string code) => Found(_fields, code, "field");

    public int Group(string code) => Found(_groups, code, "occupation group");

    public int Group(OccupationId occupation) => Group(Found(_occupations, occupation, "occupation").Group);

    public ProgramRow Program(ProgramId id) => Found(_programs, id, "program");

    private static FrozenDictionary<TKey, int> Indexed<T, TKey>(T[] items, Func<T, TKey> key, string what)
        where TKey : notnull
    {
        var indexes = new Dictionary<TKey, int>(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (!indexes.TryAdd(key(items[i]), i))
            {
                throw new InvalidDataException($"The {what} '{key(items[i])}' is there twice.");
            }
        }

        return indexes.ToFrozenDictionary();
    }

    private static TValue Found<TKey, TValue>(FrozenDictionary<TKey, TValue> items, TKey key, string what)
        where TKey : notnull =>
        items.TryGetValue(key, out var value) ? value : throw new InvalidDataException($"The {what} '{key}' is not in the input.");
}
