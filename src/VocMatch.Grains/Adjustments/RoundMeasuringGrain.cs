using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Events;
using VocMatch.Grains.PendingWork;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Adjustments;

internal sealed record RoundMeasuringState : IDueState<RoundMeasuringState>
{
    public int Schema { get; init; } = 1;

    /// <summary>Whether some programs are still to be measured.</summary>
    [JsonPropertyName("isOwed")]
    public bool IsPending { get; init; }

    public long? WakeAt { get; init; }

    public RoundMeasuringState WakingAt(long? wakeAt) => this with { WakeAt = wakeAt };
}

/// <summary>
/// Has all programs of a round's scope to measure from the moment its result is public. Whichever silo it goes on after a crash, a
/// program that was measured is passed over.
/// </summary>
internal sealed partial class RoundMeasuringGrain : Grain, IRoundMeasuringGrain, IPendingWorkGrain
{
    /// <summary>A round of a nation is measured for longer than a grain without calls stays.</summary>
    private static readonly TimeSpan Max = TimeSpan.FromHours(6);

    private readonly GrainRecord<RoundMeasuringState> _row;
    private readonly IReadSide _readSide;
    private readonly ILogger<RoundMeasuringGrain> _logger;
    private readonly PendingWorkRunner _runner;

    public RoundMeasuringGrain(
        [StoredAs("round-measuring")] GrainRecord<RoundMeasuringState> row,
        IReadSide readSide,
        DeadLetterStore deadLetters,
        GrainsOptions options,
        TimeProvider time,
        ILogger<RoundMeasuringGrain> logger)
    {
        (_row, _readSide, _logger) = (row, readSide, logger);
        _runner = new(this, DoAll, now => DueAt(_row.State, now), [row], deadLetters, options, time, logger);
        _row.WakeAt = next => _runner.WakeAt(DueAt(next, time.GetUtcNow()));
    }

    private RoundId Round => RoundId.Parse(this.GetPrimaryKeyString());

    public async Task Begin()
    {
        await Write(isPending: true);
        _runner.StartIfDue();
    }

    public Task DoPendingWork(bool listed) => _runner.Repeat(listed);

    public Task WakeUp() => _runner.Rung();

    private static DateTimeOffset? DueAt(RoundMeasuringState state, DateTimeOffset now) => state.IsPending ? now : null;

    private async Task<bool> DoAll()
    {
        if (!_row.State.IsPending)
        {
            return true;
        }

        DelayDeactivation(Max);
        foreach (var program in await Programs())
        {
            try
            {
                await GrainFactory.GetGrain<IMeasuredAfterRounds>(program.Value).MeasureAfter(Round);
            }
            catch (Exception failure) when (!StoreFailures.IsLoss(failure))
            {
                // One that cannot be measured says so when it is asked for; the others are measured all the same.
                LogNotMeasured(_logger, program, Round, failure);
            }
        }

        await Write(isPending: false);
        DelayDeactivation(TimeSpan.Zero);
        return true;
    }

    private async Task<List<ProgramId>> Programs()
    {
        var programs = new List<ProgramId>();
        if (await GrainFactory.GetGrain<IRoundGrain>(Round.Value).Find() is not { } round)
        {
            return programs;
        }

        foreach (var region in round.Settings.Scope.Regions)
        {
            await foreach (var program in _readSide.PublishedPrograms(region, CancellationToken.None))
            {
                if (round.Settings.Scope.AdmitsField(program.Content.Field))
                {
                    programs.Add(program.Id);
                }
            }
        }

        return programs;
    }

    private Task Write(bool isPending) => _row.State.IsPending == isPending ? Task.CompletedTask : _row.Write(new() { IsPending = isPending });

    [LoggerMessage(Level = LogLevel.Error, Message = "The program {Program} could not be measured after the round {Round}.")]
    private static partial void LogNotMeasured(ILogger logger, ProgramId program, RoundId round, Exception failure);
}
