using Microsoft.AspNetCore.Connections;
using VocMatch.Host.Options;
using VocMatch.Storage;

namespace VocMatch.Host.Starting;

/// <summary>Says why a start failed, where that is not a defect.</summary>
internal static class StartRefusal
{
    /// <returns>Null for a defect, which is shown with its stack.</returns>
    public static string? Of(Exception failure, StartOptions options) => Causes(failure)
        .Select(cause => cause switch
        {
            StartRefusedException refused => refused.Message,
            DatabaseRefusedException refused => refused.Message,
            AddressInUseException => $"Another process listens on {string.Join(", ", options.Urls)} already. Stop it, or choose another port with --port N.",
            _ => null,
        })
        .FirstOrDefault(sentence => sentence is not null);

    private static IEnumerable<Exception> Causes(Exception failure) => failure is AggregateException several
        ? several.InnerExceptions.SelectMany(Causes)
        : failure.InnerException is { } inner ? Causes(inner).Prepend(failure) : [failure];
}
