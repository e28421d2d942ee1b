using System.Text.Json.Serialization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Domain.Rounds.Publishing;
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
/// Has all programs of a round's scope to measure once its result is public: after a pause in which offers are answered, one program at a time,
/// on one core and half of the time. Whichever silo it goes on after a crash, a program that was measured is passed over.
/// </summary>
internal sealed partial class RoundMeasuringGrain : Grain, IRoundMeasuringGrain, IPendingWorkGrain
{
    /// <summary>A round of a nation is measured for longer than a grain without calls stays.</summary>
    private static readonly TimeSpan Max = TimeSpan.FromHours(6);

    private readonly GrainRecord<RoundMeasuringState> _row;
    private readonly IReadSide _readSide;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly GrainsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RoundMeasuringGrain> _logger;
    private readonly PendingWorkRunner _runner;

    public RoundMeasuringGrain(
        [StoredAs("round-measuring")] GrainRecord<RoundMeasuringState> row,
        IReadSide readSide,
        DeadLetterStore deadLetters,
        IHostApplicationLifetime lifetime,
        GrainsOptions options,
        TimeProvider time,
        ILogger<RoundMeasuringGrain> logger)
    {
        (_row, _readSide, _lifetime, _options, _time, _logger) = (row, readSide, lifetime, options, time, logger);
        _runner = new(this, DoAll, now => DueAt(_row.State, now), [row], deadLetters, options, time, logger);
        _row.WakeAt = next => _runner.WakeAt(DueAt(next, time.GetUtcNow()));
    }

    private bool IsStopping => _lifetime.ApplicationStopping.IsCancellationRequested;

    private RoundId Round => RoundId.Parse(this.GetPrimaryKeyString());

    public async Task Begin()
    {
        await Write(isPending: true);
        _runner.StartIfDue();
    }

    public Task DoPendingWork(bool listed) => _runner.Repeat(listed);

    public Task WakeUp() => _runner.DoDueWork();

    private static DateTimeOffset? DueAt(RoundMeasuringState state, DateTimeOffset now) => state.IsPending ? now : null;

    private async Task<bool> DoAll()
    {
        if (!_row.State.IsPending)
        {
            return true;
        }

        if (IsStopping)
        {
            return false;
        }

        DelayDeactivation(Max);
        var round = await GrainFactory.GetGrain<IRoundGrain>(Round.Value).Find();
        if (!await Rest(round?.PublishedAt() + _options.MeasuringPause - _time.GetUtcNow() ?? TimeSpan.Zero))
        {
            return false;
        }

        foreach (var program in await Programs(round))
        {
            var begun = _time.GetTimestamp();
            try
            {
                await GrainFactory.GetGrain<IMeasuredAfterRounds>(program.Value).MeasureAfter(Round);
            }
            catch (Exception failure) when (!StoreFailures.IsLoss(failure))
            {
                // One that cannot be measured says so when it is asked for; the others are measured all the same.
                LogNotMeasured(_logger, program, Round, failure);
            }

            // As long as it worked, but no longer than the pause at the beginning: nobody waits for it, and those who answer their offers do.
            if (!await Rest(_time.GetElapsedTime(begun)))
            {
                return false;
            }
        }

        await Write(isPending: false);
        DelayDeactivation(TimeSpan.Zero);
        return true;
    }

    /// <returns>False where the silo stops: whichever takes over goes on.</returns>
    private async Task<bool> Rest(TimeSpan wanted)
    {
        var rest = wanted < _options.MeasuringPause ? wanted : _options.MeasuringPause;
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, _lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        return !IsStopping;
    }

    private async Task<List<ProgramId>> Programs(Round? round)
    {
        var programs = new List<ProgramId>();
        if (round is null)
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
