using Orleans.Storage;
using VocMatch.Storage.Tests.Conformance;
using Xunit;

namespace VocMatch.Storage.Tests.Sqlite;

public sealed class SqliteGrainStorageTests(EmbeddedStore store) : GrainStorageConformance, IClassFixture<EmbeddedStore>
{
    protected override Task<IGrainStorage> Storage() => Task.FromResult<IGrainStorage>(store.GrainStorage);
}
