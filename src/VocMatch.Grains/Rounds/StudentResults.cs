using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.WhyNot;
using Assignment = VocMatch.Contracts.Rounds.Assignment;

namespace VocMatch.Grains.Rounds;

/// <summary>What a solved round answers to one student, in the words of clearing.md section 5: from the final cutoffs alone.</summary>
internal static class StudentResults
{
    /// <summary>From so many who wait on, a place among them is shown.</summary>
    private const int LeastWaiting = 10;

    public static StudentResult Of(SolvedRound solved, RoundState round, StudentId student, FrozenStudent? frozen)
    {
        var pass = solved.Pass(frozen?.Pass ?? 1) ?? solved.First;
        var rows = frozen?.Pass == 2 ? pass.Rows.Students.FirstOrDefault(row => row.Id == student) : frozen;
        var at = pass.Result.Market.Students.IndexOf(student.Value);
        var answers = (rows?.Applications ?? []).Select(application => Answer(pass.Result, at, application))
            .Concat((frozen?.Dropped ?? []).Select(Dropped))
            .OrderBy(answer => answer.Rank)
            .ToImmutableArray();
        return new(
            round.Id, student, frozen?.Pass, Assigned(pass, frozen, at, student), answers, round.Seed, Lottery(round.Seed, student), pass.Summary);
    }

    private static Assignment? Assigned(SolvedPass pass, FrozenStudent? frozen, int at, StudentId student) =>
        at >= 0 && frozen is not null && pass.Matches.PlacementOf(at) is >= 0 and var placement
            ? new(student, PlacementId.Parse(pass.Result.Market.Placements[placement]), frozen.Pass, pass.Matches.RankOf(at))
            : null;

    private static PlacementAnswer Answer(ClearingResult result, int student, FrozenApplication application)
    {
        var placement = result.Market.Placements.IndexOf(application.Placement.Value);
        var answer = WhyNotQuestion.Ask(result, student, placement);
        var closed = answer.ClosedAt is { Kind: CutoffKind.Key } cutoff ? Points(cutoff.Priority.Millionths) : (decimal?)null;
        var waiting = WaitingPlace.Of(result, student, placement) is { Waiting: >= LeastWaiting } place
            ? new WaitingStand(place.Place, place.Waiting)
            : null;
        return new(
            application.Placement,
            application.Rank,
            JsonNamingPolicy.CamelCase.ConvertName(answer.Reason.ToString()),
            answer.Sentence,
            Points(application.PriorityMillionths),
            closed,
            answer.NoOtherListHelps,
            application.Parts,
            answer.Reason is WhyNotReason.Held or WhyNotReason.OwnPlaceRankedBetter or WhyNotReason.NotEligible ? null : waiting);
    }

    private static PlacementAnswer Dropped(DroppedApplication dropped) => new(
        dropped.Placement,
        dropped.Rank,
        JsonNamingPolicy.CamelCase.ConvertName(nameof(WhyNotReason.NotEligible)),
        $"You are not eligible for it ({dropped.Constraint}): {dropped.Reason.TrimEnd('.')}.",
        null,
        null,
        NoOtherListHelps: false,
        null,
        null);

    private static decimal Points(long millionths) => millionths / 1_000_000m;

    /// <summary>C3 of the clearing's specification.</summary>
    private static string Lottery(string seed, StudentId student) => BinaryPrimitives
        .ReadUInt64BigEndian(HMACSHA256.HashData(Encoding.UTF8.GetBytes(seed), Encoding.UTF8.GetBytes(student.Value)))
        .ToString("x16", CultureInfo.InvariantCulture);
}
