using Npgsql;
using VocMatch.Storage.PostgreSql;
using Xunit;

namespace VocMatch.Storage.Tests.PostgreSql;

public sealed class ConnectionDefaultsTests
{
    private static readonly ConnectionPool[] s_pools = [ConnectionPool.Queries, ConnectionPool.States, ConnectionPool.Reminders, ConnectionPool.Membership];

    [Theory]
    [InlineData("Host=h", 12, 4, 64)]
    [InlineData("Host=h;Maximum Pool Size=100", 100, 4, 64)]
    [InlineData("Host=h;MaxPoolSize=3;Max Auto Prepare=10", 3, 3, 10)]
    public void What_a_connection_string_says_stands_and_the_rest_is_filled_in(string given, int states, int membership, int prepared)
    {
        var forStates = new NpgsqlConnectionStringBuilder(ConnectionPool.States.Of(given));

        Assert.Equal((states, prepared), (forStates.MaxPoolSize, forStates.MaxAutoPrepare));
        Assert.Equal(membership, new NpgsqlConnectionStringBuilder(ConnectionPool.Membership.Of(given)).MaxPoolSize);
    }

    [Fact]
    public void A_process_opens_at_most_32_connections_in_pools_of_their_own()
    {
        Assert.Equal(32, s_pools.Sum(pool => new NpgsqlConnectionStringBuilder(pool.Of("Host=h")).MaxPoolSize));
        Assert.Equal(s_pools.Length, s_pools.Select(pool => pool.Of("Host=h;Application Name=mine")).Distinct().Count());
    }
}
