using System.Collections.Immutable;
using System.Numerics;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Employers;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Markets;
using VocMatch.Domain.Reading;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Markets;

/// <summary>Answers questions about a market. Reads only, so any number of threads may ask at once.</summary>
internal sealed class MarketQuestions(
    Market market, ITaxonomy taxonomy, Pseudonyms pseudonyms, StudentsAsked asked, PatternPool patterns, int legalMinimumAge, TimeProvider time)
{
    public RegionId Region => market.Region;

    /// <summary>What answers about placements depend on beside the question and the time.</summary>
    public MarketStamp Stamp => new(market.Activation, market.Demand.Version, taxonomy.Current.Version);

    public PlacementRanks Rank(StudentQuestion question, int top, int least)
    {
        // Before anything that it speaks of is read: what changes meanwhile makes the stamp an old one.
        var stamp = Stamp;
        var student = asked.Of(question, market.Demand.Index.Scorer).Student;
        for (var wanted = top; ; wanted *= 2)
        {
            var best = market.Demand.Index.Top(student, wanted, least);
            var lowered = market.Demand.Ranks.Lowered;
            var ranked = best.Ranked.Select(found => (
                found.Placement,
                Units: AnswerClock.Lower(found.Score, EmployerRanks.FactorOf(lowered, found.Placement.Employer))));
            var ordered = lowered.Count == 0
                ? ranked.ToList()
                : [.. ranked.OrderByDescending(entry => entry.Units).ThenBy(entry => entry.Placement.Id, StringComparer.Ordinal).Take(top)];

            // A factor only lowers: what was not asked for cannot rank before what scores more than the last that was.
            if (lowered.Count == 0 || best.Ranked.Length < wanted || ordered[^1].Units > best.Ranked[^1].Score)
            {
                ImmutableArray<PlacementRank> ranks = [.. ordered.Take(top).Select(entry => new PlacementRank(PlacementId.Parse(entry.Placement.Id), entry.Units))];
                var thin = Thin(student, ranks);
                return new(
                    best.Scorer.Epoch.Number,
                    ranks,
                    [.. thin.Select(found => new PlacementRank(PlacementId.Parse(found.Placement.Id), found.Score))],
                    stamp,
                    ordered.Take(top).Select(entry => entry.Placement).Concat(thin.Select(found => found.Placement)).Min(placement => placement.ApplyBy));
            }
        }
    }

    /// <summary>
    /// What says too little to be ranked, among it what is ranked here nevertheless (it may be near, and what the student wants): beside the ranks of other markets it may
    /// not be.
    /// </summary>
    private List<RankedPlacement> Thin(StudentFacts student, ImmutableArray<PlacementRank> ranks)
    {
        var ranked = ranks.Select(rank => rank.Placement.Value).ToHashSet(StringComparer.Ordinal);
        var thin = market.Demand.Index.Thin(student, PlacementRanks.MaxThin + ranks.Length).Ranked;
        var apart = 0;
        return [.. thin.TakeWhile(found => ranked.Contains(found.Placement.Id) || apart++ < PlacementRanks.MaxThin)];
    }

    public MatchList Explain(StudentQuestion question, ImmutableArray<PlacementId> placements, ImmutableArray<PlacementId> thin)
    {
        var scorer = market.Demand.Index.Scorer;
        var student = asked.Of(question, scorer);
        var texts = new MatchTexts(taxonomy.Current, Addressee.Student);
        var matches = ImmutableArray.CreateBuilder<Match>(placements.Length);
        foreach (var placement in placements)
        {
            if (Explain(student, placement, texts) is { } explained)
            {
                matches.Add(explained.Match(question.Profile.Home is not null));
            }
        }

        return new(
            question.Student,
            scorer.Epoch.Number,
            scorer.Policy.Version,
            matches.ToImmutable(),
            [.. thin.Select(placement => Explain(student, placement, texts)?.TooLittle()).OfType<ThinMatch>()]);
    }

    public MatchList Top(StudentQuestion question, int top)
    {
        var ranks = Rank(question, top, least: 0);
        var ranked = ranks.Ranks.Select(rank => rank.Placement).ToImmutableArray();
        return Explain(question, ranked, [.. ranks.Thin.Select(rank => rank.Placement).Except(ranked)]);
    }

    public MatchDetail? Detail(StudentQuestion question, PlacementId placement)
    {
        var scorer = market.Demand.Index.Scorer;
        var texts = new MatchTexts(taxonomy.Current, Addressee.Student);
        return Explain(asked.Of(question, scorer), placement, texts)
            ?.Detail(question.Student, question.Profile.Home is not null);
    }

    public ImmutableArray<PairJudgement> Judge(StudentQuestion question, ImmutableArray<PlacementVersion> placements, DateTimeOffset askedAt)
    {
        var scorer = market.Demand.Index.Scorer;
        var student = scorer.For(EngineFacts.Of(question, scorer.Table, patterns, askedAt));
        var judged = ImmutableArray.CreateBuilder<PairJudgement>(placements.Length);
        foreach (var (placement, version) in placements)
        {
            if (market.Demand.Card(placement.Value)?.Version == version && market.Demand.Index.Find(placement.Value) is { } facts)
            {
                var failing = student.Evaluate(facts).Failing & ~(1 << (int)Constraint.SeatsOpen);
                judged.Add(new(placement, failing == 0 ? null : Failed((Constraint)BitOperations.TrailingZeroCount(failing), facts)));
            }
        }

        return judged.ToImmutable();

        ConstraintResult Failed(Constraint constraint, PlacementFacts facts)
        {
            var verdict = student.Explain(facts, constraint);
            return new(Constraints.Of(constraint).Name, Passed: false, verdict.Asked, verdict.Found);
        }
    }

    public CandidateRanks Candidates(Placement placement, int top)
    {
        var facts = EngineFacts.Of(placement, market.Supply.Index.Scorer.Table, legalMinimumAge, patterns);
        if (!facts.TakesApplications(time.GetUtcNow()) || !market.Supply.Reaches(placement.Region))
        {
            var scorer = market.Supply.Index.Scorer;
            return new(scorer.Epoch.Number, scorer.Policy.Version, [], scorer.SaysTooLittle(facts));
        }

        var card = PlacementCard.Of(placement);
        var best = market.Supply.Index.Top(facts, top);
        var texts = new MatchTexts(taxonomy.Current, Addressee.Employer);
        var ranks = ImmutableArray.CreateBuilder<CandidateRank>(best.Ranked.Length);
        foreach (var (student, units) in best.Ranked)
        {
            // A student who left between the two looks is no candidate any more.
            if (market.Supply.ProgramOf(student.Id) is { } program)
            {
                var id = StudentId.Parse(student.Id);
                var explained = new Explained(best.Scorer.For(student), facts, card, texts);
                var parts = explained.Parts(homeKnown: true);
                ranks.Add(new(id, units, new(pseudonyms.Of(placement.Id, id), program, market.Region, explained.Score, parts)));
            }
        }

        return new(best.Scorer.Epoch.Number, best.Scorer.Policy.Version, ranks.ToImmutable(), best.Scorer.SaysTooLittle(facts));
    }

    public MarketSummary Summary()
    {
        var seats = new Dictionary<OccupationId, (int Seats, int Students)>();
        var (placements, open) = (0, 0);
        var now = time.GetUtcNow();
        foreach (var card in market.Demand.Cards.Where(card => !(now > card.ApplyBy)))
        {
            placements++;
            open += card.OpenSeats;
            var balance = seats.GetValueOrDefault(card.Occupation);
            seats[card.Occupation] = balance with { Seats = balance.Seats + card.OpenSeats };
        }

        foreach (var student in market.Supply.Index.Students)
        {
            foreach (var wanted in student.Occupations)
            {
                var occupation = OccupationId.Parse(wanted);
                var balance = seats.GetValueOrDefault(occupation);
                seats[occupation] = balance with { Students = balance.Students + 1 };
            }
        }

        return new(
            market.Region,
            market.Epoch,
            placements,
            open,
            market.Supply.Index.Count,
            market.Supply.Programs,
            [
                .. seats.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal)
                    .Select(entry => new OccupationBalance(entry.Key, entry.Value.Seats, entry.Value.Students)),
            ]);
    }

    private Explained? Explain(StudentExplainer student, PlacementId placement, MatchTexts texts) =>
        market.Demand.Index.Find(placement.Value) is { } facts && market.Demand.Card(placement.Value) is { } card
            ? new(student, facts, card, texts, EmployerRanks.FactorOf(market.Demand.Ranks.Lowered, facts.Employer))
            : null;
}
