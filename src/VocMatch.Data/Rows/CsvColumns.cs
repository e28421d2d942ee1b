using System.Collections.Immutable;
using System.Text.Json;
using VocMatch.Contracts.Json;

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
                return "There is no such column.";
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

        private bool IsGiven(CsvRecord record) =>
            column is { } index ? record.Cells[index].Length > 0 : children.Exists(c => c.IsGiven(record));

        private void WriteCell(string text, Utf8JsonWriter json, ImmutableArray<RowError>.Builder errors, long line, string path)
        {
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
