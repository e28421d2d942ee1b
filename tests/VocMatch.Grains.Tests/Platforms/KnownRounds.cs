using System.Collections.Concurrent;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Rounds;

namespace VocMatch.Grains.Tests.Platforms;

/// <summary>Rounds of which a test says whether they take lists, question by question.</summary>
internal sealed class KnownRounds(Func<string, string> newId) : IRoundQuestions
{
    private readonly ConcurrentDictionary<RoundId, ConcurrentQueue<bool>> _answers = [];

    /// <summary>The answers to come, in order; the last one stands.</summary>
    public RoundId Add(params bool[] takesLists)
    {
        var round = RoundId.Parse(newId("round"));
        _answers[round] = new(takesLists);
        return round;
    }

    public Task<Round?> Find(RoundId round) => Task.FromResult(!_answers.ContainsKey(round) ? null : new Round(
        round,
        RoundPhase.Collecting,
        new() { Title = "Round", Scope = new([Sample.North], []), MaximumRanks = 3 },
        0,
        0,
        RoundProgress.None,
        [],
        1));

    public Task<bool> TakesLists(RoundId round)
    {
        var answers = _answers[round];
        var answer = answers.TryPeek(out var next) && next;
        if (answers.Count > 1)
        {
            answers.TryDequeue(out _);
        }

        return Task.FromResult(answer);
    }
}
