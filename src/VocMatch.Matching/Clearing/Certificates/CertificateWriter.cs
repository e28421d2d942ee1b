using System.Text.Json;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing.Certificates;

/// <summary>
/// Writes a certificate as JSON, the same bytes for the same certificate. A cutoff is <c>"none"</c> (seats are free),
/// <c>"closed"</c> (nobody passes) or <c>{"priority": "71.3", "student": "d"}</c>; placements and employers are in id order.
/// </summary>
public static class CertificateWriter
{
    internal const string Format = "vocmatch-certificate 1";

    public static void Write(Certificate certificate, ClearingMarket market, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = false });
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteString("engine", certificate.EngineVersion);
        json.WriteString("policy", certificate.Settings.Policy);
        json.WriteString("seed", certificate.Settings.Seed);
        json.WriteString("input", certificate.InputDigest);
        json.WriteString("settings", certificate.SettingsDigest);
        json.WriteString("matches", certificate.MatchesDigest);
        json.WriteStartArray("fixed");
        foreach (var pair in certificate.Fixed)
        {
            json.WriteStartObject();
            json.WriteString("student", market.Students.Utf8(pair.Student));
            json.WriteString("placement", market.Placements.Utf8(pair.Placement));
            json.WriteString("reason", pair.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WritePlacements(certificate, market, json);
        WriteEmployers(certificate, market, json);
        if (certificate.Warnings.Count > 0)
        {
            json.WriteStartArray("warnings");
            foreach (var warning in certificate.Warnings)
            {
                json.WriteStringValue(warning);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WritePlacements(Certificate certificate, ClearingMarket market, Utf8JsonWriter json)
    {
        json.WriteStartArray("placements");
        for (var placement = 0; placement < market.Placements.Count; placement++)
        {
            json.WriteStartObject();
            json.WriteString("placement", market.Placements.Utf8(placement));
            WriteCutoff(json, "open", certificate.Open[placement], market);
            if (!market.Reserves(placement).IsEmpty)
            {
                json.WriteStartObject("reserves");
                for (var cell = market.ReserveStart[placement]; cell < market.ReserveStart[placement + 1]; cell++)
                {
                    if (certificate.Reserves[cell] is { } cutoff)
                    {
                        WriteCutoff(json, market.Tags[market.ReserveCells[cell].Tag], cutoff, market);
                    }
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteEmployers(Certificate certificate, ClearingMarket market, Utf8JsonWriter json)
    {
        json.WriteStartArray("employers");
        for (var employer = 0; employer < market.Employers.Count; employer++)
        {
            if (certificate.Caps[employer] is { } cutoff)
            {
                json.WriteStartObject();
                json.WriteString("employer", market.Employers.Utf8(employer));
                WriteCutoff(json, "cap", cutoff, market);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteCutoff(Utf8JsonWriter json, string name, Cutoff cutoff, ClearingMarket market)
    {
        switch (cutoff.Kind)
        {
            case CutoffKind.None:
                json.WriteString(name, "none");
                break;
            case CutoffKind.Closed:
                json.WriteString(name, "closed");
                break;
            default:
                json.WriteStartObject(name);
                json.WriteString("priority", cutoff.Priority.ToString());
                json.WriteString("student", market.Students.Utf8(cutoff.Student));
                json.WriteEndObject();
                break;
        }
    }
}
