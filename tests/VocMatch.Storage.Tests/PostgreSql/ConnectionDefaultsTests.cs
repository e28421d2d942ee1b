using Npgsql;
using VocMatch.Storage.PostgreSql;
using Xunit;

namespace VocMatch.Storage.Tests.PostgreSql;

public sealed class ConnectionDefaultsTests
{
    [Theory]
    [InlineData("Host=h", 16, 64)]
    [InlineData("Host=h;Maximum Pool Size=100", 100, 64)]
    [InlineData("Host=h;MaxPoolSize=5;Max Auto Prepare=10", 5, 10)]
    public void What_a_connection_string_says_stands_and_the_rest_is_filled_in(string given, int poolSize, int prepared)
    {
        var completed = new NpgsqlConnectionStringBuilder(PostgreSqlDatabase.WithDefaults(given));

        Assert.Equal((poolSize, prepared), (completed.MaxPoolSize, completed.MaxAutoPrepare));
    }
}
