using System.Text;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing.Certificates;

/// <summary>SHA-256 digests of the canonical bytes of a clearing's input, settings and matches, as lower-case hexadecimal.</summary>
public static class Digests
{
    /// <summary>
    /// The digest of the input as it was given: every application row, those of forbidden and fixed pairs too, and employers that have a cap.
    /// </summary>
    public static string Input(ClearingMarket market)
    {
        using var writer = new CanonicalWriter();
        writer.Line("vocmatch-input 1"u8).End();
        WritePlacements(market, writer);
        for (var employer = 0; employer < market.Employers.Count; employer++)
        {
            if (market.Cap(employer) >= 0)
            {
                writer.Line("employer"u8).Field(market.Employers.Utf8(employer)).Field(market.Cap(employer)).End();
            }
        }

        WriteStudents(market, writer);
        WriteApplications(market, writer);
        foreach (var pair in market.Fixed)
        {
            WritePair(market, writer.Line("fixed"u8), pair.Student, pair.Placement, pair.Reason);
        }

        foreach (var pair in market.Forbidden)
        {
            WritePair(market, writer.Line("forbidden"u8), pair.Student, pair.Placement, pair.Reason);
        }

        return writer.Digest();
    }

    /// <summary>The digest of what besides the input decides a result.</summary>
    public static string Settings(ClearingSettings settings, string engineVersion)
    {
        using var writer = new CanonicalWriter();
        writer.Line("vocmatch-settings 1"u8).End();
        writer.Line("seed"u8).Field(Encoding.UTF8.GetBytes(settings.Seed)).End();
        writer.Line("policy"u8).Field(Encoding.UTF8.GetBytes(settings.Policy)).End();
        writer.Line("engine"u8).Field(Encoding.UTF8.GetBytes(engineVersion)).End();
        return writer.Digest();
    }

    /// <summary>The digest of who got which placement; students without one are absent.</summary>
    public static string Matches(ClearingMarket market, MatchTable matches)
    {
        using var writer = new CanonicalWriter();
        writer.Line("vocmatch-matches 1"u8).End();
        for (var student = 0; student < market.Students.Count; student++)
        {
            if (matches.PlacementOf(student) is >= 0 and var placement)
            {
                writer.Line("match"u8).Field(market.Students.Utf8(student)).Field(market.Placements.Utf8(placement))
                    .Field(matches.RankOf(student)).End();
            }
        }

        return writer.Digest();
    }

    private static void WritePlacements(ClearingMarket market, CanonicalWriter writer)
    {
        for (var placement = 0; placement < market.Placements.Count; placement++)
        {
            writer.Line("placement"u8).Field(market.Placements.Utf8(placement)).Field(market.Seats(placement));
            writer.Field(market.EmployerOf(placement) is >= 0 and var employer ? market.Employers.Utf8(employer) : default);
            writer.Field(default(ReadOnlySpan<byte>));
            var first = true;
            foreach (var reserve in market.Reserves(placement))
            {
                writer.Append(first ? default : ";"u8);
                writer.Append(market.Tags.Utf8(reserve.Tag));
                writer.Append(":"u8);
                writer.Append(Encoding.UTF8.GetBytes(reserve.Seats.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                first = false;
            }

            writer.End();
        }
    }

    private static void WriteStudents(ClearingMarket market, CanonicalWriter writer)
    {
        for (var student = 0; student < market.Students.Count; student++)
        {
            var tags = market.TagsOf(student);
            if (tags.IsEmpty)
            {
                continue;
            }

            writer.Line("student"u8).Field(market.Students.Utf8(student)).Field(market.Tags.Utf8(tags[0]));
            foreach (var tag in tags[1..])
            {
                writer.Append(";"u8);
                writer.Append(market.Tags.Utf8(tag));
            }

            writer.End();
        }
    }

    private static void WriteApplications(ClearingMarket market, CanonicalWriter writer)
    {
        for (var student = 0; student < market.Students.Count; student++)
        {
            var wishes = market.Wishes(student);
            var ranks = market.Ranks(student);
            for (var i = 0; i < wishes.Length; i++)
            {
                writer.Line("application"u8).Field(market.Students.Utf8(student)).Field(ranks[i])
                    .Field(market.Placements.Utf8(wishes[i].Placement)).Field(market.PriorityOf(student, i).Millionths).End();
            }
        }
    }

    private static void WritePair(ClearingMarket market, CanonicalWriter writer, int student, int placement, string reason) =>
        writer.Field(market.Students.Utf8(student)).Field(market.Placements.Utf8(placement)).Field(Encoding.UTF8.GetBytes(reason)).End();
}
