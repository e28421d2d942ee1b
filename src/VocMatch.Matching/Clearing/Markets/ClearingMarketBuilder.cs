using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// Collects the rows of a clearing's input and refuses what is not a market, naming table, row, field, value and rule.
/// Placements come before everything that names them. Not for several threads at once, except through batches.
/// </summary>
public sealed class ClearingMarketBuilder
{
    private readonly IdInterner _employers = new();
    private readonly List<ApplicationBatch> _batches = [];

    internal IdInterner PlacementIds { get; } = new();

    internal IdInterner TagIds { get; } = new();

    internal IdInterner StudentIds { get; } = new();

    internal IdInterner EmployerIds => _employers;

    internal IReadOnlyList<ApplicationBatch> Batches => _batches;

    internal List<PlacementRow> Placements { get; } = [];

    /// <summary>The cap of each employer number, -1 without one; shorter than the employers when the last have none.</summary>
    internal List<int> Caps { get; } = [];

    internal Dictionary<int, int[]> TagsOfStudent { get; } = [];

    internal List<FixedMatch> FixedPairs { get; } = [];

    internal List<ForbiddenMatch> ForbiddenPairs { get; } = [];

    internal List<int> CapRows { get; } = [];

    /// <summary>Adds a placement; null when it was taken.</summary>
    /// <param name="id">1 to 128 bytes without control characters.</param>
    /// <param name="seats">0 or more.</param>
    /// <param name="employer">Empty when the placement is an employer of its own.</param>
    /// <param name="reserves">In the order in which a student's type is looked for; may be empty.</param>
    /// <param name="basis">What the priorities are made of (R4).</param>
    public MarketRefusal? AddPlacement(
        ReadOnlySpan<byte> id, int seats, ReadOnlySpan<byte> employer, IReadOnlyCollection<TagReserve> reserves, PriorityBasis basis = PriorityBasis.Score)
    {
        ArgumentNullException.ThrowIfNull(reserves);
        if (PlacementFault(id, seats, employer) is { } refusal)
        {
            return refusal;
        }

        var list = new ReserveList(TagIds);
        foreach (var reserve in reserves)
        {
            if (list.Add(Utf8(reserve.Tag), reserve.Seats) is { } fault)
            {
                return RefusePlacement("reserves", Utf8(string.Join(';', reserves)), "R3", fault);
            }
        }

        return Overfull(list.Cells, seats) is { } overfull
            ? RefusePlacement("reserves", Utf8(string.Join(';', reserves)), "R1", overfull)
            : Take(id, seats, employer, list.Cells, basis);
    }

    /// <inheritdoc cref="AddPlacement(ReadOnlySpan{byte}, int, ReadOnlySpan{byte}, IReadOnlyCollection{TagReserve}, PriorityBasis)"/>
    public MarketRefusal? AddPlacement(string id, int seats, string employer, IReadOnlyCollection<TagReserve> reserves, PriorityBasis basis = PriorityBasis.Score) =>
        AddPlacement(Utf8(id), seats, Utf8(employer), reserves, basis);

    /// <summary>Adds a placement as a file has it; null when it was taken.</summary>
    /// <param name="reserves"><c>tag:n;tag:n</c> in the order in which a student's type is looked for; may be empty.</param>
    /// <inheritdoc cref="AddPlacement(ReadOnlySpan{byte}, int, ReadOnlySpan{byte}, IReadOnlyCollection{TagReserve}, PriorityBasis)"/>
    public MarketRefusal? AddPlacement(
        ReadOnlySpan<byte> id, int seats, ReadOnlySpan<byte> employer = default, ReadOnlySpan<byte> reserves = default, PriorityBasis basis = PriorityBasis.Score)
    {
        if (PlacementFault(id, seats, employer) is { } refusal)
        {
            return refusal;
        }

        var list = new ReserveList(TagIds);
        if (list.Parse(reserves) is { } fault)
        {
            return RefusePlacement("reserves", reserves, "R3", fault);
        }

        return Overfull(list.Cells, seats) is { } overfull
            ? RefusePlacement("reserves", reserves, "R1", overfull)
            : Take(id, seats, employer, list.Cells, basis);
    }

    /// <inheritdoc cref="AddPlacement(ReadOnlySpan{byte}, int, ReadOnlySpan{byte}, ReadOnlySpan{byte}, PriorityBasis)"/>
    public MarketRefusal? AddPlacement(string id, int seats, string employer = "", string reserves = "", PriorityBasis basis = PriorityBasis.Score) =>
        AddPlacement(Utf8(id), seats, Utf8(employer), Utf8(reserves), basis);

    /// <summary>Limits how many students an employer takes over all its placements; null when taken. An employer without placements is allowed.</summary>
    public MarketRefusal? AddEmployer(ReadOnlySpan<byte> id, int cap)
    {
        if (IdRules.Fault(id) is { } fault)
        {
            return new(MarketTable.Employers, CapRows.Count, "employer", IdRules.Show(id), "Id", fault);
        }

        if (cap < 0)
        {
            return new(MarketTable.Employers, CapRows.Count, "cap", Shown(cap), "R5", "a cap must not be negative");
        }

        var employer = _employers.Intern(id);
        while (Caps.Count <= employer)
        {
            Caps.Add(-1);
        }

        if (Caps[employer] >= 0)
        {
            return new(MarketTable.Employers, CapRows.Count, "employer", IdRules.Show(id), "R5", "the employer stands twice");
        }

        Caps[employer] = cap;
        CapRows.Add(employer);
        return null;
    }

    /// <inheritdoc cref="AddEmployer(ReadOnlySpan{byte}, int)"/>
    public MarketRefusal? AddEmployer(string id, int cap) => AddEmployer(Utf8(id), cap);

    /// <summary>Gives a student tags; null when taken. Only students with tags need a row.</summary>
    public MarketRefusal? AddStudent(ReadOnlySpan<byte> id, IReadOnlyCollection<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (StudentFault(id, out var student) is { } refusal)
        {
            return refusal;
        }

        var numbers = new List<int>(tags.Count);
        foreach (var tag in tags)
        {
            if (TagFault(Utf8(tag), numbers) is var (rule, fault))
            {
                return RefuseStudent("tags", Utf8(string.Join(';', tags)), rule, fault);
            }
        }

        TagsOfStudent.Add(student, [.. numbers]);
        return null;
    }

    /// <inheritdoc cref="AddStudent(ReadOnlySpan{byte}, IReadOnlyCollection{string})"/>
    public MarketRefusal? AddStudent(string id, IReadOnlyCollection<string> tags) => AddStudent(Utf8(id), tags);

    /// <summary>Gives a student tags as a file has them, <c>a;b</c>; null when taken.</summary>
    public MarketRefusal? AddStudent(ReadOnlySpan<byte> id, ReadOnlySpan<byte> tags)
    {
        if (StudentFault(id, out var student) is { } refusal)
        {
            return refusal;
        }

        var numbers = new List<int>();
        foreach (var range in tags.IsEmpty ? default : tags.Split((byte)';'))
        {
            if (TagFault(tags[range], numbers) is var (rule, fault))
            {
                return RefuseStudent("tags", tags, rule, fault);
            }
        }

        TagsOfStudent.Add(student, [.. numbers]);
        return null;
    }

    /// <inheritdoc cref="AddStudent(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public MarketRefusal? AddStudent(string id, string tags) => AddStudent(Utf8(id), Utf8(tags));

    /// <summary>A new batch of applications; every placement must have been added.</summary>
    public ApplicationBatch NewApplicationBatch()
    {
        var batch = new ApplicationBatch(PlacementIds);
        _batches.Add(batch);
        return batch;
    }

    /// <summary>Places a student by hand (C9); null when taken. What it leaves negative is refused by <see cref="TryBuild"/>.</summary>
    public MarketRefusal? AddFixed(ReadOnlySpan<byte> student, ReadOnlySpan<byte> placement, ReadOnlySpan<byte> reason)
    {
        var refusal = PairFault(MarketTable.Fixed, FixedPairs.Count, student, placement, reason, out var pair);
        if (refusal is null)
        {
            FixedPairs.Add(new FixedMatch(pair.Student, pair.Placement, Encoding.UTF8.GetString(reason)));
        }

        return refusal;
    }

    /// <inheritdoc cref="AddFixed(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public MarketRefusal? AddFixed(string student, string placement, string reason) => AddFixed(Utf8(student), Utf8(placement), Utf8(reason));

    /// <summary>Drops the application of a pair before clearing (C8); null when taken. The pair needs no application.</summary>
    public MarketRefusal? AddForbidden(ReadOnlySpan<byte> student, ReadOnlySpan<byte> placement, ReadOnlySpan<byte> reason)
    {
        var refusal = PairFault(MarketTable.Forbidden, ForbiddenPairs.Count, student, placement, reason, out var pair);
        if (refusal is null)
        {
            ForbiddenPairs.Add(new ForbiddenMatch(pair.Student, pair.Placement, Encoding.UTF8.GetString(reason)));
        }

        return refusal;
    }

    /// <inheritdoc cref="AddForbidden(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public MarketRefusal? AddForbidden(string student, string placement, string reason) => AddForbidden(Utf8(student), Utf8(placement), Utf8(reason));

    /// <summary>
    /// The market of the rows added, or the refusal that keeps them from being one. Gives the batches' memory back
    /// as it goes, so a builder builds once.
    /// </summary>
    public bool TryBuild([NotNullWhen(true)] out ClearingMarket? market, [NotNullWhen(false)] out MarketRefusal? refusal) =>
        new MarketAssembly(this).TryBuild(out market, out refusal);

    private MarketRefusal? PlacementFault(ReadOnlySpan<byte> id, int seats, ReadOnlySpan<byte> employer)
    {
        if (IdRules.Fault(id) is { } fault)
        {
            return RefusePlacement("placement", id, "Id", fault);
        }

        if (PlacementIds.Find(id) >= 0)
        {
            return RefusePlacement("placement", id, "R5", "the placement stands twice");
        }

        if (seats < 0)
        {
            return RefusePlacement("seats", Utf8(Shown(seats)), "R5", "seats must not be negative");
        }

        return !employer.IsEmpty && IdRules.Fault(employer) is { } employerFault ? RefusePlacement("employer", employer, "Id", employerFault) : null;
    }

    private static string? Overfull(SeatReserve[] cells, int seats) =>
        cells.Sum(cell => (long)cell.Seats) > seats ? $"the reserves exceed the {seats} seats" : null;

    private MarketRefusal? Take(ReadOnlySpan<byte> id, int seats, ReadOnlySpan<byte> employer, SeatReserve[] cells, PriorityBasis basis)
    {
        PlacementIds.Intern(id);
        Placements.Add(new PlacementRow(seats, employer.IsEmpty ? -1 : _employers.Intern(employer), cells, basis));
        return null;
    }

    private MarketRefusal? StudentFault(ReadOnlySpan<byte> id, out int student)
    {
        student = -1;
        if (IdRules.Fault(id) is { } fault)
        {
            return RefuseStudent("student", id, "Id", fault);
        }

        student = StudentIds.Intern(id);
        return TagsOfStudent.ContainsKey(student) ? RefuseStudent("student", id, "R5", "the student stands twice") : null;
    }

    /// <summary>Adds a tag's number; the rule it breaks and what is wrong with it where it does.</summary>
    private (string Rule, string Fault)? TagFault(ReadOnlySpan<byte> tag, List<int> numbers)
    {
        if (IdRules.TagFault(tag) is { } fault)
        {
            return ("Id", fault);
        }

        var number = TagIds.Intern(tag);
        if (numbers.Contains(number))
        {
            return ("R5", $"the tag '{IdRules.Show(tag)}' stands twice");
        }

        numbers.Add(number);
        return null;
    }

    private MarketRefusal? PairFault(
        MarketTable table, int row, ReadOnlySpan<byte> student, ReadOnlySpan<byte> placement, ReadOnlySpan<byte> reason, out (int Student, int Placement) pair)
    {
        pair = default;
        if (IdRules.Fault(student) is { } fault)
        {
            return new(table, row, "student", IdRules.Show(student), "Id", fault);
        }

        if (IdRules.TextFault(reason) is { } reasonFault)
        {
            return new(table, row, "reason", IdRules.Show(reason), "Id", reasonFault);
        }

        pair = (StudentIds.Intern(student), PlacementIds.Find(placement));
        return pair.Placement < 0 ? new(table, row, "placement", IdRules.Show(placement), "R3", "there is no such placement") : null;
    }

    private MarketRefusal RefusePlacement(string field, ReadOnlySpan<byte> value, string rule, string reason) =>
        new(MarketTable.Placements, Placements.Count, field, IdRules.Show(value), rule, reason);

    private MarketRefusal RefuseStudent(string field, ReadOnlySpan<byte> value, string rule, string reason) =>
        new(MarketTable.Students, TagsOfStudent.Count, field, IdRules.Show(value), rule, reason);

    private static string Shown(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A placement as it was added; reserves by tag number.</summary>
    internal readonly record struct PlacementRow(int Seats, int Employer, SeatReserve[] Reserves, PriorityBasis Basis);
}
