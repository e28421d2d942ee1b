using System.Text.RegularExpressions;

namespace VocMatch.Architecture.Tests;

/// <summary>What holds in many places is said in one: how it looks where it is said, and where alone it may.</summary>
public sealed class SaidOnceTests
{
    public static TheoryData<string, string, string> Rules => new()
    {
        { "rows to the engine's market", @"new ClearingMarketBuilder\(", "VocMatch.Domain/Rounds/Clearing/EngineMarket.cs" },
        { "when somebody has an age, born on 29 February too", @"\b(birth\w*|born\w*|BirthDate)\??\.AddYears\(|AddYears\(-\w*Age\b", "VocMatch.Contracts/Students/Birthdays.cs" },
        { "where the students of a region go", @"\.Neighbours\.Where\(|\.Neighbours\]", "VocMatch.Domain/Facts/StudentQuestions.cs" },
        { "where a page of rows ends", @"Cursor\.After\(", "VocMatch.Storage/Reading/Paging.cs" },
        { "how many of the best are given", @"> (RankedAnswer\.)?MaxTop\b|<= (RankedAnswer\.)?MaxTop\b|MaxMatches", "VocMatch.Contracts/Reading/RankedAnswer.cs" },
        { "units in a hundredth of a point", @"ScoreUnits\.PerPoint / 100\b|= PerPoint / 100\b", "VocMatch.Matching/Scoring/ScoreUnits.cs" },
        { "units in a millionth of a point", @"MillionthsPerUnit|PerPoint / ScoreUnits\.PerPoint", "VocMatch.Matching/Clearing/Markets/Priority.cs" },
        { "levels of education", @"Range\(""[\w.]*[lL]evel"", .*, 1, 8\)|Range\(field, level, 1, 8\)", "VocMatch.Domain/Rules/FieldCodes.cs" },
        { "placements that are ranked at most", @"(?i)rank\w*\s*(=|<=|>|is < 1 or >)\s*30\b|const int MaxLength = 30\b", "VocMatch.Matching/Clearing/Markets/RankBounds.cs" },
        { "characters of a reason", @"(?i)reason\w*\s*=\s*500\b|Length: > 500 \}|1 to 500 characters", "VocMatch.Domain/Rules/TextRules.cs" },
        { "who has left the program", @"LeftOn\)? *<= *\w*[dD]ay|leftOn <= day", "VocMatch.Contracts/Students/StudentSeats.cs" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_is_said_in_one_place(string what, string looks, string place)
    {
        var found = SourceTree.Files("src")
            .Where(file => !file.Path.StartsWith("src/VocMatch.Cli/", StringComparison.Ordinal) && !file.Path.StartsWith("src/VocMatch.Scenarios/", StringComparison.Ordinal))
            .Where(file => file.Text.Split('\n').Any(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Regex.IsMatch(line, looks, RegexOptions.CultureInvariant)))
            .Select(file => file.Path["src/".Length..])
            .ToList();

        Assert.True(found.SequenceEqual([place]), $"{what} is said in {string.Join(", ", found)}, and not in {place} alone.");
    }
}
