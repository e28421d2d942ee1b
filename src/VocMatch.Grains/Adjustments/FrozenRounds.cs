using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Rounds.Publishing;

namespace VocMatch.Grains.Adjustments;

/// <summary>
/// The latest published round that a question is about; where there is none, the lists saved until now for one that takes lists; where
/// there is none of them either, or before half of its students have saved a list, one simulated from what is open now. A result that is not
/// published is nobody's to learn from.
/// </summary>
/// <remarks>
/// A round is about a region that is in its scope. That its scope reaches the neighbours too is not asked: seats there were not to be had
/// in it, and that belongs to what it shows. A question about a field of study takes a round that admits it, one about all students only
/// a round for all fields.
/// </remarks>
internal sealed class FrozenRounds(IRoundReading reading, FrozenInputs inputs, SimulatedRounds simulated, TimeProvider time) : IClearingInputs
{
    private readonly RecentInputs _recent = new(time);

    public async Task<ClearingInputs> Latest(QuestionScope scope, DateTimeOffset notBefore, CancellationToken cancellation) =>
        await Find(scope, cancellation) is { } round
            ? await _recent.Get($"{round.Id} {round.Lock} {round.Issue}", notBefore, () => inputs.Read(round), cancellation)
            : await Collecting(scope, cancellation) is { } collecting
                ? await _recent.Get(
                    $"lists {collecting.Id} {string.Join(' ', scope.Regions)}",
                    notBefore,
                    async () => await inputs.Today(collecting) ?? await simulated.Latest(scope, notBefore, CancellationToken.None),
                    cancellation)
                : await simulated.Latest(scope, notBefore, cancellation);

    private async Task<Round?> Collecting(QuestionScope scope, CancellationToken cancellation) =>
        await reading.InPhase(RoundPhase.Collecting, cancellation).FirstOrDefaultAsync(round => IsAbout(round.Settings.Scope, scope), cancellation);

    /// <summary>The round whose result was published last; null where none is about it.</summary>
    public async Task<Round?> Find(QuestionScope scope, CancellationToken cancellation) =>
        (await reading.Published(cancellation).Where(round => IsAbout(round.Settings.Scope, scope)).ToListAsync(cancellation))
            .MaxBy(round => round.PublishedAt());

    private static bool IsAbout(RoundScope round, QuestionScope question) =>
        round.Regions.Contains(question.Home) && (round.Fields.IsEmpty || (question.Field is { } field && round.AdmitsField(field)));
}
