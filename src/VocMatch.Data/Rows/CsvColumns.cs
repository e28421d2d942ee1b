using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Text;

namespace VocMatch.Data.Rows;

/// <summary>The columns of a header, as a tree of the row's members: <c>pay.amountPerMonth</c> is a member of <c>pay</c>.</summary>
internal sealed class CsvColumns
{
    private readonly Node root = new("", null);

    private CsvColumns(int count) => Count = count;

    public int Count { get; }

    /// <summary>Binds a header to the members of a row; in the order of columns, what is wrong with it.</summary>
    public static (CsvColumns Columns, ImmutableArray<RowError> Errors) Bind(Type row, CsvRecord header)
    {
        var columns = new CsvColumns(header.Cells.Length);
        var errors = ImmutableArray.CreateBuilder<RowError>();
        for (var i = 0; i < header.Cells.Length; i++)
        {
            var name = header.Cells[i].Trim();
            if (columns.Add(row, name.Split('.'), i) is { } rule)
            {
                errors.Add(new RowError(header.Line, $"column {i + 1}", name, rule));
            }
        }

        return (columns, errors.ToImmutable());
    }

    /// <summary>The cell of a column at the top; null where there is none, or nothing in it.</summary>
    public string? Text(CsvRecord record, string member) => root.TextOf(record, member);

    /// <summary>Writes a record over an object: an empty cell keeps what is there, <see cref="CsvCells.Cleared"/> takes it away.</summary>
    /// <returns>What is wrong with the cells.</returns>
    public ImmutableArray<RowError> WriteOver(CsvRecord record, JsonObject present)
    {
        var errors = ImmutableArray.CreateBuilder<RowError>();
        root.WriteOver(record, present, errors, "");
        return errors.ToImmutable();
    }

    /// <summary>Writes a record as the object it stands for; an empty cell is a member that is not there.</summary>
    /// <returns>What is wrong with the cells.</returns>
    public ImmutableArray<RowError> Write(CsvRecord record, Utf8JsonWriter json)
    {
        var errors = ImmutableArray.CreateBuilder<RowError>();
        root.Write(record, json, errors, "");
        return errors.ToImmutable();
    }

    private string? Add(Type row, string[] path, int column)
    {
        var (node, owner) = (root, row);
        for (var i = 0; i < path.Length; i++)
        {
            if (RowMembers.Find(owner, path[i]) is not { } member)
            {
                return $"There is no such column.{NearestName.Suggestion(string.Join('.', path), RowMembers.Columns(row))}";
            }

            owner = RowMembers.TypeOf(member);
            node = node.Child(path[i], CsvCells.FitsInOne(owner) ? owner : null);
            if (node.Cell is not null)
            {
                return i == path.Length - 1 ? node.Take(column) : "There is no such column.";
            }
        }

        return "It has members: give each a column of its own.";
    }

    /// <param name="Cell">The type of the one cell it takes; null for an object.</param>
    private sealed record Node(string Name, Type? Cell)
    {
        private readonly List<Node> children = [];
        private int? column;

        public Node Child(string name, Type? cell)
        {
            var child = children.Find(c => c.Name == name);
            if (child is null)
            {
                children.Add(child = new Node(name, cell));
            }

            return child;
        }

        public string? Take(int index)
        {
            var taken = column is not null;
            column ??= index;
            return taken ? "The column is there twice." : null;
        }

        public void Write(CsvRecord record, Utf8JsonWriter json, ImmutableArray<RowError>.Builder errors, string path)
        {
            json.WriteStartObject();
            foreach (var child in children.Where(c => c.IsGiven(record)))
            {
                json.WritePropertyName(child.Name);
                var childPath = path.Length == 0 ? child.Name : $"{path}.{child.Name}";
                if (child.Cell is null)
                {
                    child.Write(record, json, errors, childPath);
                }
                else
                {
                    child.WriteCell(record.Cells[child.column!.Value], json, errors, record.Line, childPath);
                }
            }

            json.WriteEndObject();
        }

        public string? TextOf(CsvRecord record, string member) =>
            children.Find(c => c.Name == member)?.column is { } index && record.Cells[index] is { Length: > 0 } text ? text : null;

        public void WriteOver(CsvRecord record, JsonObject present, ImmutableArray<RowError>.Builder errors, string path)
        {
            foreach (var child in children)
            {
                if (child.IsCleared(record) && !child.IsList)
                {
                    present.Remove(child.Name);
                }
                else if (child.Speaks(record))
                {
                    child.WriteInto(record, present, errors, path.Length == 0 ? child.Name : $"{path}.{child.Name}");
                }
            }
        }

        private void WriteInto(CsvRecord record, JsonObject owner, ImmutableArray<RowError>.Builder errors, string path)
        {
            if (Cell is null)
            {
                if (owner[Name] is not JsonObject inner)
                {
                    owner[Name] = inner = [];
                }

                WriteOver(record, inner, errors, path);
                return;
            }

            var text = record.Cells[column!.Value];
            if (text == CsvCells.Cleared)
            {
                owner[Name] = new JsonArray();
                return;
            }

            try
            {
                var value = CsvCells.Value(Cell, text);
                owner[Name] = JsonSerializer.SerializeToNode(value, value.GetType(), WireJson.Options);
            }
            catch (FormatException e)
            {
                errors.Add(new RowError(record.Line, path, text, e.Message));
            }
        }

        /// <summary>A list without anything in it is a list; anything else that is taken away is not there.</summary>
        private bool IsList => Cell is { IsGenericType: true } && Cell.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

        /// <summary>Every column of it says that it is taken away.</summary>
        private bool IsCleared(CsvRecord record) =>
            column is { } index ? record.Cells[index] == CsvCells.Cleared : children.TrueForAll(c => c.IsCleared(record));

        /// <summary>Something of it is said, if only that it is taken away.</summary>
        private bool Speaks(CsvRecord record) => column is { } index ? record.Cells[index].Length > 0 : children.Exists(c => c.Speaks(record));

        /// <summary>It has a value.</summary>
        private bool IsGiven(CsvRecord record) =>
            column is { } index
                ? record.Cells[index].Length > 0 && (IsList || record.Cells[index] != CsvCells.Cleared)
                : children.Exists(c => c.IsGiven(record));

        private void WriteCell(string text, Utf8JsonWriter json, ImmutableArray<RowError>.Builder errors, long line, string path)
        {
            if (text == CsvCells.Cleared)
            {
                json.WriteStartArray();
                json.WriteEndArray();
                return;
            }

            try
            {
                var value = CsvCells.Value(Cell!, text);
                JsonSerializer.Serialize(json, value, value.GetType(), WireJson.Options);
            }
            catch (FormatException e)
            {
                errors.Add(new RowError(line, path, text, e.Message));
                json.WriteNullValue();
            }
        }
    }
}
