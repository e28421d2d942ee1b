using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Rounds;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>A platform of its own with a round in its north, and short ways through the round's phases.</summary>
internal sealed class RoundScene(Scene scene, RoundId id) : IAsyncDisposable
{
    public Scene Scene => scene;

    public Platform Platform => scene.Platform;

    public RoundId Id => id;

    public IRoundGrain Grain => Platform.Grains.GetGrain<IRoundGrain>(id.Value);

    public IRoundRows Rows => Platform.Services.GetRequiredService<IRoundRows>();

    public static RoundSettings Settings => new()
    {
        Title = "Spring",
        Scope = new([Sample.North], []),
        MinimumRanks = 2,
        MaximumRanks = 5,
    };

    /// <summary>A draft, or a round that takes lists.</summary>
    public static async Task<RoundScene> Set(
        RoundSettings? settings = null, bool open = true, Action<IServiceCollection>? services = null, Action<GrainsOptions>? configure = null)
    {
        var platform = await Platform.Start(
            options =>
            {
                options.RoundInterval = TimeSpan.FromMilliseconds(50);
                configure?.Invoke(options);
            },
            own =>
            {
                own.AddSingleton<IRoundQuestions, RoundQuestions>();
                services?.Invoke(own);
            });
        var round = new RoundScene(await Scene.Set(platform), RoundId.Parse("spring"));
        Scene.Succeed(await round.Grain.Put(settings ?? Settings, WriteOptions.Default));
        if (open)
        {
            await round.Do(RoundAction.Open);
        }

        return round;
    }

    public ValueTask DisposeAsync() => new(Platform.DisposeAsync());

    public async Task<PlacementId> Placement(int seats = 1, Func<PlacementPosting, PlacementPosting>? change = null)
    {
        var posting = scene.Posting() with { Seats = seats };
        return PlacementId.Parse((await scene.Published(change?.Invoke(posting) ?? posting)).GetPrimaryKeyString());
    }

    public async Task<StudentId> Student(StudentProfile? profile = null, int? age = 19) =>
        StudentId.Parse((await scene.Student(profile, age)).GetPrimaryKeyString());

    public Task<Outcome<RoundList>> Rank(StudentId student, ImmutableArray<PlacementId> ranked, bool agrees = false) =>
        Student(student).SaveList(id, ranked, agrees, WriteOptions.Default);

    public async Task<StudentId> Ranking(params ImmutableArray<PlacementId> ranked)
    {
        var student = await Student();
        Scene.Succeed(await Rank(student, ranked));
        return student;
    }

    public IStudentGrain Student(StudentId student) => Platform.Grains.GetGrain<IStudentGrain>(student.Value);

    public IPlacementGrain Placement(PlacementId placement) => Platform.Grains.GetGrain<IPlacementGrain>(placement.Value);

    public async Task Do(RoundAction action, string? reason = null, string? report = null) =>
        Scene.Succeed(await Grain.Apply(action, reason, report, WriteOptions.Default));

    public async Task<Refusal> Refused(RoundAction action, RefusalKind kind = RefusalKind.Conflict, string? reason = null) =>
        Scene.Refuse(await Grain.Apply(action, reason, null, WriteOptions.Default), kind);

    /// <summary>Locks on the report as it is, and waits until the inputs are frozen.</summary>
    public async Task Lock()
    {
        await Do(RoundAction.Lock, report: Scene.Succeed(await Grain.Completeness()).Digest);
        await Reaches(round => round.InputDigest is not null, "the inputs are frozen");
    }

    public async Task Solve()
    {
        await Do(RoundAction.Solve);
        await Reaches(round => round.Phase is RoundPhase.Solved, "the round is solved");
    }

    /// <summary>Publishes, and waits until every offer is made.</summary>
    public async Task Publish()
    {
        await Do(RoundAction.Publish);
        await Eventually.Holds(
            async () => Scene.Succeed(await Grain.Operation(RoundAction.Publish)).Status is OperationStatus.Succeeded, "every offer is made");
    }

    public async Task Reaches(Func<Round, bool> state, string what) =>
        await Eventually.Holds(async () => await Grain.Find() is { } round && state(round), what);

    public async Task<Round> Find()
    {
        var round = await Grain.Find();
        Assert.NotNull(round);
        return round;
    }

    public async Task<Dictionary<StudentId, Assignment>> Assignments() => await Rows
        .Assignments(new(id, (await Find()).Lock), issue: 1)
        .ToDictionaryAsync(assignment => assignment.Student);
}
