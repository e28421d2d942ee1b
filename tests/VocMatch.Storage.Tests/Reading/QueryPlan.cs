using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using VocMatch.Storage.PostgreSql;
using VocMatch.Storage.Reading;

namespace VocMatch.Storage.Tests.Reading;

/// <summary>How a database would run a query, in its own words.</summary>
internal static class QueryPlan
{
    public static async Task<string> OnSqlite(IServiceProvider services, SqlQuery query) => string.Join(
        '\n',
        await services.GetRequiredService<IQueries>().All(query with { Text = $"EXPLAIN QUERY PLAN {query.Text}" }, row => row.GetString(3), default));

    /// <param name="fill">Statements that add rows first: of a table of few rows the server would read all.</param>
    public static async Task<string> OnPostgreSql(IServiceProvider services, string fill, SqlQuery query)
    {
        await using var connection = await services.GetRequiredService<PostgreSqlDatabase>().DataSource.OpenConnectionAsync();
        await using var filling = new NpgsqlCommand(fill, connection);
        await filling.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand($"EXPLAIN {query.Text}", connection);
        explain.Parameters.AddRange(query.Parameters.Select(parameter => new NpgsqlParameter(parameter.Name, parameter.Value)).ToArray());
        await using var reader = await explain.ExecuteReaderAsync();
        var plan = "";
        while (await reader.ReadAsync())
        {
            plan += reader.GetString(0) + "\n";
        }

        return plan;
    }
}
