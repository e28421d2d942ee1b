using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using VocMatch.Storage.Tests.Conformance;
using Xunit;

namespace VocMatch.Storage.Tests.PostgreSql;

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlGrainStorageTests(PostgreSqlServer server, SiloOnPostgreSql silo)
    : GrainStorageConformance, IClassFixture<SiloOnPostgreSql>
{
    protected override Task<IGrainStorage> Storage() =>
        Task.FromResult(silo.Services.GetRequiredKeyedService<IGrainStorage>(VocMatchStorage.Name));

    protected override void SkipUnlessAvailable() => server.SkipUnlessRunning();
}
