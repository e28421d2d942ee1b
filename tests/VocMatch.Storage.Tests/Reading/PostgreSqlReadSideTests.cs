using VocMatch.Storage.Tests.PostgreSql;
using Xunit;

namespace VocMatch.Storage.Tests.Reading;

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlReadSideTests(PostgreSqlServer server, SiloOnPostgreSql silo) : ReadSideTests, IClassFixture<SiloOnPostgreSql>
{
    protected override IServiceProvider Services => silo.Services;

    protected override void SkipUnlessAvailable() => server.SkipUnlessRunning();
}
