using VocMatch.Contracts.ProvisionGaps;
using VocMatch.Contracts.Reading;

namespace VocMatch.Domain.Reading;

/// <summary>Provision gaps as they are stored.</summary>
public interface IProvisionGapReading
{
    /// <summary>The earliest month first.</summary>
    /// <exception cref="FormatException">The cursor is none of this list's.</exception>
    Task<Page<ProvisionGap>> List(ProvisionGapFilter filter, PageRequest page, CancellationToken cancellation);

    /// <summary>Every gap up to the month of a day, in no order.</summary>
    IAsyncEnumerable<ProvisionGap> Recorded(DateOnly through, CancellationToken cancellation);
}
