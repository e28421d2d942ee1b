using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Runtime;
using VocMatch.Matching.WhatIf;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// Compares a round with what changes would make of it, both under the same lotteries: with lists as they were saved, and with lists that
/// respond by one rule on both sides. What the round gives as it is, is found once and shared by all changes. Safe for concurrent use.
/// </summary>
internal sealed class RoundComparison
{
    /// <summary>Further lotteries by which the range is found.</summary>
    public const int Seeds = LotteryInterval.Seeds;

    private readonly Arm _saved;
    private readonly Lazy<(Arm Arm, Dictionary<InputStudent, InputStudent> Lengthened)> _responding;

    public RoundComparison(ClearingInputs inputs)
    {
        Inputs = inputs;
        Longer = LongerLists.Of(inputs);
        _saved = new(inputs, new(inputs));
        _responding = new(() =>
        {
            var lengthened = Longer.Lengthen(inputs);
            var pairs = new Dictionary<InputStudent, InputStudent>(inputs.Students.Length, ReferenceEqualityComparer.Instance);
            for (var student = 0; student < inputs.Students.Length; student++)
            {
                pairs[inputs.Students[student]] = lengthened.Students[student];
            }

            return (_saved.With(lengthened), pairs);
        });
    }

    public ClearingInputs Inputs { get; }

    /// <summary>How lists respond.</summary>
    public LongerLists Longer { get; }

    /// <summary>Who is placed in the round as it is.</summary>
    public Placed Before => _saved.Under(Inputs.Seed);

    /// <param name="changed">The round with the change: scores and eligibility follow it, lists do not.</param>
    /// <param name="own">Whose students the change is about.</param>
    /// <param name="range">Which effects are tried under other lotteries too, by what the round's own lottery gave.</param>
    public MeasuredEffect Measure(ClearingInputs changed, OwnStudents own, Func<MeasuredEffect, bool> range, CancellationToken cancellation)
    {
        var (responding, lengthened) = _responding.Value;
        var samePlacements = changed.Placements.Equals(Inputs.Placements);
        var saved = new Compared(_saved, _saved.With(changed), own);
        var longer = new Compared(
            responding, responding.With(Longer.Lengthen(changed, samePlacements ? lengthened : null), saved.With.Clearing), own);
        var effect = new MeasuredEffect(
            own.Count(Inputs),
            own.Count(changed),
            saved.Under(Inputs.Seed),
            longer.Under(Inputs.Seed),
            new Compared(_saved, responding, own).Under(Inputs.Seed),
            Inputs.Simulated);
        return range(effect)
            ? effect with { Saved = WithRange(effect.Saved, saved, cancellation), Responding = WithRange(effect.Responding, longer, cancellation) }
            : effect;
    }

    private ListEffect WithRange(ListEffect effect, Compared compared, CancellationToken cancellation)
    {
        var (own, others) = (new int[Seeds], new int[Seeds]);
        Parallel.For(0, Seeds, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Cores.Most }, k =>
        {
            var under = compared.Under(SeedOf(k + 1));
            (own[k], others[k]) = (under.Own.Difference, under.Others.Difference);
        });
        return new(
            effect.Own with { Lotteries = LotteryInterval.Of(own) }, effect.Others with { Lotteries = LotteryInterval.Of(others) });
    }

    private string SeedOf(int k) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(Inputs.Seed), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"whatif:{k}"))));

    /// <summary>One set of lists, cleared under any lottery once.</summary>
    private sealed class Arm
    {
        private readonly ConcurrentDictionary<string, Lazy<Placed>> _placed = new(StringComparer.Ordinal);
        private readonly StudentGroups _groups;

        public Arm(ClearingInputs inputs, InputClearing clearing) => (_groups, Clearing) = (new(inputs), clearing);

        public InputClearing Clearing { get; }

        /// <param name="sameStudents">A clearing of the students after the change, where there is one.</param>
        public Arm With(ClearingInputs changed, InputClearing? sameStudents = null) => new(changed, Clearing.Changed(changed, sameStudents));

        public Placed Under(string seed) => _placed.GetOrAdd(seed, _ => new(() => Placed.Of(_groups, Clearing.Solve(seed)))).Value;
    }

    private sealed record Compared(Arm Without, Arm With, OwnStudents Own)
    {
        public ListEffect Under(string seed)
        {
            var (before, after) = (Without.Under(seed), With.Under(seed));
            return new(new(before.Of(Own), after.Of(Own)), new(before.All - before.Of(Own), after.All - after.Of(Own)));
        }
    }
}

/// <summary>Whose students a change is about: a program's, or those who live in a region.</summary>
internal readonly record struct OwnStudents(ProgramId? Program, RegionId? Region)
{
    public static OwnStudents Of(ProgramId program) => new(program, null);

    public static OwnStudents In(RegionId region) => new(null, region);

    public int Count(ClearingInputs inputs)
    {
        var (program, region) = (Program, Region);
        return inputs.Students.Count(student => student.Program == program || student.Question.Profile.Region == region);
    }
}

/// <summary>The programs and home regions of a round's students, numbered.</summary>
internal sealed class StudentGroups
{
    private readonly Dictionary<ProgramId, int> _programs = [];
    private readonly Dictionary<RegionId, int> _regions = [];

    public StudentGroups(ClearingInputs round)
    {
        (ProgramOf, RegionOf) = (new int[round.Students.Length], new int[round.Students.Length]);
        for (var student = 0; student < round.Students.Length; student++)
        {
            ProgramOf[student] = Number(_programs, round.Students[student].Program);
            RegionOf[student] = Number(_regions, round.Students[student].Question.Profile.Region);
        }
    }

    /// <summary>By student.</summary>
    public int[] ProgramOf { get; }

    /// <summary>By student.</summary>
    public int[] RegionOf { get; }

    public int Programs => _programs.Count;

    public int Regions => _regions.Count;

    /// <summary>-1 where no student is of it.</summary>
    public int NumberOf(ProgramId program) => _programs.GetValueOrDefault(program, -1);

    /// <inheritdoc cref="NumberOf(ProgramId)"/>
    public int NumberOf(RegionId region) => _regions.GetValueOrDefault(region, -1);

    private static int Number<TKey>(Dictionary<TKey, int> numbers, TKey key)
        where TKey : notnull
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers[key] = number = numbers.Count;
        }

        return number;
    }
}

/// <summary>How many students have a place, by program and by the region they live in.</summary>
internal sealed class Placed
{
    private readonly StudentGroups _groups;
    private readonly int[] _ofProgram;
    private readonly int[] _ofRegion;

    private Placed(StudentGroups groups) =>
        (_groups, _ofProgram, _ofRegion) = (groups, new int[groups.Programs], new int[groups.Regions]);

    public int All { get; private set; }

    /// <param name="placements">By student, the number of the placement held, or -1.</param>
    public static Placed Of(StudentGroups groups, int[] placements)
    {
        var placed = new Placed(groups);
        for (var student = 0; student < placements.Length; student++)
        {
            if (placements[student] >= 0)
            {
                placed._ofProgram[groups.ProgramOf[student]]++;
                placed._ofRegion[groups.RegionOf[student]]++;
                placed.All++;
            }
        }

        return placed;
    }

    public int Of(OwnStudents own) =>
        own.Program is { } program ? At(_ofProgram, _groups.NumberOf(program))
        : own.Region is { } region ? At(_ofRegion, _groups.NumberOf(region))
        : 0;

    private static int At(int[] counts, int number) => number >= 0 ? counts[number] : 0;
}
