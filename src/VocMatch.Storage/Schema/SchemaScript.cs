using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VocMatch.Storage.Schema;

/// <summary>One numbered step of a database's schema.</summary>
/// <param name="Number">1, 2, ... without a gap; applied in this order, each once.</param>
/// <param name="Digest">SHA-256 of the text in lower-case hexadecimal, recorded where the script was applied.</param>
internal sealed record SchemaScript(int Number, string Name, string Sql, string Digest)
{
    /// <summary>The scripts of one engine, by number.</summary>
    /// <param name="engine">Sqlite or PostgreSql.</param>
    public static ImmutableArray<SchemaScript> Of(string engine)
    {
        var assembly = typeof(SchemaScript).Assembly;
        var prefix = $"Schema.{engine}.";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => Read(assembly.GetManifestResourceStream(name)!, name[prefix.Length..]))
                .OrderBy(script => script.Number),
        ];
    }

    /// <param name="fileName"><c>0001-grain-state.sql</c></param>
    private static SchemaScript Read(Stream stream, string fileName)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var name = Path.GetFileNameWithoutExtension(fileName);
        var number = int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        return new(number, name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}
