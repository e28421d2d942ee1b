using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rules;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Domain.Rounds;

/// <summary>What a round's settings must obey.</summary>
public static class RoundSettingsRules
{
    public const int MaxAnswerDays = 60;

    private const int LastYear = 2100;

    /// <param name="now">Dates that are still to come lie after it.</param>
    public static ImmutableArray<Violation> Check(RoundSettings settings, DateTimeOffset now)
    {
        var found = ImmutableArray.CreateBuilder<Violation>();
        Require(!string.IsNullOrWhiteSpace(settings.Title), "title", settings.Title, "A round has a title.");
        Require(!settings.Scope.Regions.IsEmpty, "scope.regions", null, "A round has at least one region.");
        Require(
            settings.Scope.Regions.Distinct().Count() == settings.Scope.Regions.Length,
            "scope.regions", string.Join(", ", settings.Scope.Regions), "Each region stands there once.");
        found.AddRange(FieldsOf(settings));
        Within(settings.OpensAt, "opensAt");
        Within(settings.ClosesAt, "closesAt");
        Within(settings.PublishesAt, "publishesAt");
        Require(settings.OpensAt is null || settings.OpensAt > now, "opensAt", Text(settings.OpensAt), "It lies in the future.");
        Require(settings.ClosesAt is null || settings.ClosesAt > now, "closesAt", Text(settings.ClosesAt), "It lies in the future.");
        Require(!(settings.ClosesAt <= settings.OpensAt), "closesAt", Text(settings.ClosesAt), "It lies after the opening.");
        Require(
            settings.PublishesAt is null || settings.PublishesAt > settings.ClosesAt,
            "publishesAt", Text(settings.PublishesAt), "It lies after the closing, which has a date too.");
        Between(settings.AnswerDays, 1, MaxAnswerDays, "answerDays");
        Between(settings.MaximumRanks, 1, RankBounds.MaxLength, "maximumRanks");
        Between(settings.MinimumRanks, 1, settings.MaximumRanks, "minimumRanks");
        return found.ToImmutable();

        void Between(int value, int least, int most, string field) => Require(
            value >= least && value <= most, field, value.ToString(CultureInfo.InvariantCulture), $"It is between {least} and {most}.");

        // Answers run on from the publication: what is added to it must still be a date.
        void Within(DateTimeOffset? instant, string field) =>
            Require(instant is null or { Year: <= LastYear }, field, Text(instant), $"Not after the year {LastYear}.");

        void Require(bool holds, string field, string? value, string rule)
        {
            if (!holds)
            {
                found.Add(new(field, value, rule));
            }
        }
    }

    private static ImmutableArray<Violation> FieldsOf(RoundSettings settings)
    {
        var violations = new Violations();
        violations.Fields("scope.fields", settings.Scope.Fields, 100);
        return violations.ToImmutable();
    }

    private static string? Text(DateTimeOffset? instant) => instant?.ToString("O", CultureInfo.InvariantCulture);
}
