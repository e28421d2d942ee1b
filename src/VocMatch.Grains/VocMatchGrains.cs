using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Alignment;
using VocMatch.Domain.Epochs;
using VocMatch.Domain.Events;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Markets;
using VocMatch.Domain.Notifications;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Adjustments;
using VocMatch.Grains.Alignment;
using VocMatch.Grains.Eligibility;
using VocMatch.Grains.Employers;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Events;
using VocMatch.Grains.Importing;
using VocMatch.Grains.Markets;
using VocMatch.Grains.Offers;
using VocMatch.Grains.PendingWork;
using VocMatch.Grains.Placements;
using VocMatch.Grains.Programs;
using VocMatch.Grains.ProvisionGaps;
using VocMatch.Grains.Records;
using VocMatch.Grains.Rounds;
using VocMatch.Grains.Rounds.Freezing;
using VocMatch.Grains.Rounds.Lists;
using VocMatch.Grains.Rounds.Publishing;
using VocMatch.Grains.Rounds.Repair;
using VocMatch.Grains.Runtime;
using VocMatch.Grains.Students;
using VocMatch.Grains.Tasks;
using VocMatch.Grains.Trends;

namespace VocMatch.Grains;

/// <summary>Registration of the grains with a silo.</summary>
public static class VocMatchGrains
{
    /// <summary>
    /// Adds the grains. The silo must also offer a grain storage named <c>vocmatch</c>, an
    /// <see cref="Domain.Reading.IReadSide"/>, an <see cref="Domain.Reading.IAlignmentReading"/>, an <see cref="Domain.Reading.INewStates"/>,
    /// an <see cref="Domain.Reading.IDueRows"/>, an <see cref="Domain.Reading.IRoundRows"/> and an <see cref="Domain.Reading.IRoundReading"/> over it, and an <see cref="Domain.Reading.ITaxonomy"/>.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static ISiloBuilder AddVocMatchGrains(this ISiloBuilder silo, GrainsOptions options)
    {
        silo.Services.AddSingleton(options.Validated());
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<SkillTables>();
        silo.Services.AddSingleton<Scorers>();
        silo.Services.AddSingleton<PatternPool>();
        silo.Services.AddSingleton<StudentsAsked>();
        silo.Services.AddSingleton<MarketBatcher>();
        silo.Services.AddSingleton<LocalMarkets>();
        silo.Services.AddSingleton<LocalPrograms>();
        silo.Services.AddSingleton<StudentMatches>();
        silo.Services.AddSingleton<MatchAnswers>();
        silo.Services.AddSingleton<MarketReader>();
        silo.Services.AddSingleton<Pseudonyms>();
        silo.Services.AddSingleton<DeadLetterStore>();
        silo.Services.AddSingleton<IEventSubscriber, NotificationStore>();
        silo.Services.AddSingleton<IEventSubscriber, RankedPostings>();
        silo.Services.AddSingleton<IEventSubscriber, PublishedRounds>();
        silo.Services.AddSingleton<IEventSubscriber, TaskWriter>();
        silo.Services.AddSingleton<EventDelivery>();
        silo.Services.AddSingleton<EligibilityCheck>();
        silo.Services.AddSingleton<LawfulPromotion>();
        silo.Services.AddSingleton<IRoundQuestions, RoundQuestions>();
        silo.Services.AddSingleton<NewRows>();
        silo.Services.AddSingleton<UnansweredApplications>();
        silo.Services.AddSingleton<SimulatedRounds>();
        silo.Services.AddSingleton<FrozenInputs>();
        silo.Services.AddSingleton<IClearingInputs, FrozenRounds>();
        silo.Services.AddSingleton<AdjustmentSearch>();
        silo.Services.AddSingleton<RegionQuestions>();
        silo.Services.AddSingleton<IJobWork, QuestionJobWork>();
        silo.Services.AddSingleton<DemandHistories>();
        silo.Services.AddSingleton<PeriodRounds>();
        silo.Services.AddSingleton<RoundCauses>();
        silo.Services.AddSingleton<ReportData>();
        silo.Services.AddSingleton(options.ReportYears);
        silo.Services.AddSingleton<ReportMaking>();
        silo.Services.AddSingleton<IJobWork, ReportJobWork>();
        silo.Services.AddSingleton<StudentRowWriter>();
        silo.Services.AddSingleton<RoundSeats>();
        silo.Services.AddSingleton<RoundInputCollector>();
        silo.Services.AddSingleton<RoundLawfulness>();
        silo.Services.AddSingleton<ListValidator>();
        silo.Services.AddSingleton<RoundFreezer>();
        silo.Services.AddSingleton<RoundClearer>();
        silo.Services.AddSingleton<RoundPublisher>();
        silo.Services.AddSingleton<RoundOfferStore>();
        silo.Services.AddSingleton<LateSeatSearch>();
        silo.Services.AddSingleton<RoundRepairs>();
        silo.Services.AddSingleton<RoundMoves>();
        silo.Services.AddSingleton<RoundSwaps>();
        silo.Services.AddSingleton<SeedDraw>(SeedCommitment.NewSeed);
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.CollectionQuantum = TimeSpan.FromSeconds(30);
            foreach (var grain in (Type[])[typeof(PlacementGrain), typeof(StudentGrain), typeof(EmployerGrain), typeof(OfferGrain), typeof(ProvisionGapGrain)])
            {
                collection.ClassSpecificCollectionAge[grain.FullName!] = options.IdleAge;
            }
        });
        silo.Services.AddSingleton<IAttributeToFactoryMapper<StoredAsAttribute>, StoredAsMapper>();
        silo.Services.AddSingleton<DueGrains>();
        silo.AddIncomingGrainCallFilter<StoreFailures>();
        silo.AddStartupTask(static async (services, _) =>
        {
            var grains = services.GetRequiredService<IGrainFactory>();
            await ManyGrains.Send(Enumerable.Range(0, services.GetRequiredService<IDueRows>().Shards), shard => grains.GetGrain<IDueWorkGrain>(shard).Begin());
            await grains.GetGrain<IDemandKeepingGrain>(DemandKeepingGrain.Key).Begin();
        });
        return silo;
    }
}
