using System.Collections.Immutable;
using VocMatch.Storage.Databases;

namespace VocMatch.Storage.Schema;

/// <summary>A script a database says it has had.</summary>
internal sealed record AppliedScript(int Number, string Name, string Digest);

/// <summary>Compares what a database has had with what this version knows.</summary>
internal static class SchemaHistory
{
    /// <summary>The scripts still to be applied.</summary>
    /// <param name="database">What to call the database in a refusal.</param>
    /// <exception cref="DatabaseRefusedException">The database is newer than this version, or was changed by other scripts.</exception>
    public static IEnumerable<SchemaScript> Pending(
        ImmutableArray<SchemaScript> known,
        IReadOnlyCollection<AppliedScript> applied,
        string database)
    {
        foreach (var script in applied.OrderBy(a => a.Number))
        {
            if (script.Number > known.Length)
            {
                throw new DatabaseRefusedException(
                    $"{database} was written by a newer version: it has schema script '{script.Name}', this version knows the first {known.Length}. " +
                    "Start that newer version, or restore a backup.");
            }

            if (known[script.Number - 1].Digest != script.Digest)
            {
                throw new DatabaseRefusedException(
                    $"{database} was made with another text of schema script '{known[script.Number - 1].Name}' than this version's; " +
                    "it cannot be told whether the two fit together.");
            }
        }

        var numbers = applied.Select(a => a.Number).ToHashSet();
        return known.Where(script => !numbers.Contains(script.Number));
    }
}
