using Npgsql;

namespace VocMatch.Storage.PostgreSql;

/// <summary>Connections with one purpose: what takes all of one pool leaves the others alone, above all the cluster's membership.</summary>
/// <remarks>
/// A process opens at most 32, so that three silos fit into the server's 100 less those for operations. More would not write faster, since
/// commits are flushed in groups. Npgsql keeps a pool a connection string, which the name of the application tells apart here.
/// </remarks>
/// <param name="Most">Connections where the connection string sets no size of its own; a given size is only ever made smaller for a pool that is <paramref name="Bounded"/>.</param>
internal sealed record ConnectionPool(string Purpose, int Most, bool Bounded = false)
{
    /// <summary>Statements a connection keeps prepared; all of ours are few and repeated.</summary>
    private const int PreparedStatements = 64;

    private const string Application = "vocmatch";

    /// <summary>Views, rounds, taxonomy, and new states in bulk.</summary>
    public static ConnectionPool Queries { get; } = new("queries", 12);

    public static ConnectionPool States { get; } = new("states", 12);

    public static ConnectionPool Reminders { get; } = new("reminders", 4, Bounded: true);

    public static ConnectionPool Membership { get; } = new("membership", 4, Bounded: true);

    /// <summary>The same string for this pool, with preparation of statements where it says nothing about that.</summary>
    public string Of(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = PreparedStatements;
        }

        builder.MaxPoolSize = !builder.ShouldSerialize("Maximum Pool Size") ? Most : Bounded ? Math.Min(builder.MaxPoolSize, Most) : builder.MaxPoolSize;
        builder.ApplicationName = $"{builder.ApplicationName ?? Application} {Purpose}";
        return builder.ConnectionString;
    }
}
