using System.Collections.Immutable;
using VocMatch.Data.Rows;

namespace VocMatch.Cli.Scenario;

/// <summary>What the platform made of the rows of one request.</summary>
internal sealed record ImportAnswer(int Created, int Changed, int Unchanged, int Wrong)
{
    public ImmutableArray<RowError> Errors { get; init; } = [];
}
