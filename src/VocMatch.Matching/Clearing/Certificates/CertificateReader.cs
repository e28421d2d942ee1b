using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing.Certificates;

/// <summary>
/// Reads a certificate against the market it claims to be of. Strict: it must name exactly what that market has, in its
/// order; what makes the text no certificate of this market is reported as a fault.
/// </summary>
public static class CertificateReader
{
    public static bool TryRead(
        ReadOnlyMemory<byte> text, ClearingMarket market, [NotNullWhen(true)] out Certificate? certificate, [NotNullWhen(false)] out string? fault)
    {
        certificate = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            certificate = Read(document.RootElement, market);
            fault = null;
            return true;
        }
        catch (JsonException malformed)
        {
            fault = malformed.Message;
        }
        catch (CertificateFormatException wrong)
        {
            fault = wrong.Message;
        }

        return false;
    }

    private static Certificate Read(JsonElement root, ClearingMarket market)
    {
        if (Text(root, "format") != CertificateWriter.Format)
        {
            throw new CertificateFormatException($"the format is not '{CertificateWriter.Format}'");
        }

        var open = new Cutoff[market.Placements.Count];
        var reserves = new Cutoff?[market.ReserveCells.Length];
        var placements = Array(root, "placements");
        if (placements.GetArrayLength() != open.Length)
        {
            throw new CertificateFormatException($"it names {placements.GetArrayLength()} placements, the input has {open.Length}");
        }

        var placement = 0;
        foreach (var entry in placements.EnumerateArray())
        {
            Expect(entry, "placement", market.Placements.Utf8(placement));
            open[placement] = CutoffOf(Member(entry, "open"), market);
            ReadReserves(entry, placement, market, reserves);
            placement++;
        }

        return new Certificate
        {
            Settings = SettingsOf(root),
            EngineVersion = Text(root, "engine"),
            InputDigest = Text(root, "input"),
            SettingsDigest = Text(root, "settings"),
            MatchesDigest = Text(root, "matches"),
            Fixed = FixedOf(root, market),
            Open = open,
            Reserves = reserves,
            Caps = CapsOf(root, market),
            Warnings = WarningsOf(root),
        };
    }

    private static ClearingSettings SettingsOf(JsonElement root)
    {
        var (seed, policy) = (Text(root, "seed"), Text(root, "policy"));
        return IdRules.TextFault(Encoding.UTF8.GetBytes(seed)) is null && IdRules.TextFault(Encoding.UTF8.GetBytes(policy)) is null
            ? new ClearingSettings(seed, policy)
            : throw new CertificateFormatException("seed and policy must not hold control characters");
    }

    private static void ReadReserves(JsonElement entry, int placement, ClearingMarket market, Cutoff?[] reserves)
    {
        if (!entry.TryGetProperty("reserves", out var named))
        {
            return;
        }

        if (named.ValueKind != JsonValueKind.Object)
        {
            throw new CertificateFormatException("'reserves' is not an object");
        }

        foreach (var reserve in named.EnumerateObject())
        {
            var tag = market.Tags.IndexOf(reserve.Name);
            var cell = market.ReserveStart[placement];
            while (cell < market.ReserveStart[placement + 1] && market.ReserveCells[cell].Tag != tag)
            {
                cell++;
            }

            if (cell == market.ReserveStart[placement + 1])
            {
                throw new CertificateFormatException($"placement '{market.Placements[placement]}' has no reserve for '{reserve.Name}'");
            }

            reserves[cell] = CutoffOf(reserve.Value, market);
        }
    }

    private static List<string> WarningsOf(JsonElement root)
    {
        if (!root.TryGetProperty("warnings", out var named))
        {
            return [];
        }

        return named.ValueKind == JsonValueKind.Array && named.EnumerateArray().All(warning => warning.ValueKind == JsonValueKind.String)
            ? [.. named.EnumerateArray().Select(warning => warning.GetString()!)]
            : throw new CertificateFormatException("'warnings' are not texts");
    }

    private static Cutoff?[] CapsOf(JsonElement root, ClearingMarket market)
    {
        var caps = new Cutoff?[market.Employers.Count];
        foreach (var entry in Array(root, "employers").EnumerateArray())
        {
            var name = Text(entry, "employer");
            var employer = market.Employers.IndexOf(name);
            if (employer < 0)
            {
                throw new CertificateFormatException($"there is no employer '{name}'");
            }

            caps[employer] = CutoffOf(Member(entry, "cap"), market);
        }

        return caps;
    }

    private static List<FixedMatch> FixedOf(JsonElement root, ClearingMarket market)
    {
        var pairs = new List<FixedMatch>();
        foreach (var entry in Array(root, "fixed").EnumerateArray())
        {
            var student = market.Students.IndexOf(Text(entry, "student"));
            var placement = market.Placements.IndexOf(Text(entry, "placement"));
            pairs.Add(new FixedMatch(student, placement, Text(entry, "reason")));
        }

        return pairs;
    }

    private static Cutoff CutoffOf(JsonElement value, ClearingMarket market)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString() switch
            {
                "none" => Cutoff.None,
                "closed" => Cutoff.Closed,
                var other => throw new CertificateFormatException($"'{other}' is not a cutoff"),
            };
        }

        var text = Text(value, "priority");
        return Priority.TryParse(Encoding.UTF8.GetBytes(text), out var priority)
            ? Cutoff.Key(priority, market.Students.IndexOf(Text(value, "student")))
            : throw new CertificateFormatException($"'{text}' is not a priority");
    }

    private static void Expect(JsonElement entry, string name, ReadOnlySpan<byte> id)
    {
        if (!Member(entry, name).ValueEqualsText(id))
        {
            throw new CertificateFormatException($"{name} '{Text(entry, name)}' stands where '{Encoding.UTF8.GetString(id)}' belongs");
        }
    }

    private static bool ValueEqualsText(this JsonElement value, ReadOnlySpan<byte> text) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals(text);

    private static JsonElement Array(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } array ? array : throw new CertificateFormatException($"'{name}' is not an array");

    private static string Text(JsonElement parent, string name)
    {
        if (Member(parent, name) is not { ValueKind: JsonValueKind.String } text)
        {
            throw new CertificateFormatException($"'{name}' is not a text");
        }

        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            // Escaped halves of a surrogate pair, or bytes that are not UTF-8.
            throw new CertificateFormatException($"'{name}': {broken.Message}");
        }
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value)
            ? value
            : throw new CertificateFormatException($"'{name}' is missing");

    // Ends the reading of a text that is not a certificate, wherever in it that shows; never leaves this class.
    private sealed class CertificateFormatException(string message) : Exception(message);
}
