using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using VocMatch.Contracts.Outcomes;
using VocMatch.Storage.Databases;

namespace VocMatch.Host.Options;

/// <summary>Says why a start failed, where that is not a defect.</summary>
internal static class StartRefusal
{
    /// <returns>Null for a defect, which is shown with its stack.</returns>
    public static string? Of(Exception failure, StartOptions options) => Causes(failure)
        .Select(cause => cause switch
        {
            StartRefusedException refused => refused.Message,
            DatabaseRefusedException refused => refused.Message,
            IOException { InnerException: AddressInUseException } =>
                $"Another process listens on {string.Join(", ", options.Urls)} already. Stop it, or choose another port with --port N.",
            AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
                "Another process uses the port of the silo already. Choose another with --silo-port N, or of its clients with --client-port N.",
            _ => null,
        })
        .FirstOrDefault(sentence => sentence is not null)
        ?? Causes(failure).Select(cause => OfTheStore(cause, options) ?? OfAFile(cause)).FirstOrDefault(sentence => sentence is not null);

    private static string? OfTheStore(Exception cause, StartOptions options) => cause is DbException or StoreUnavailableException
        ? options.Postgres is null
            ? $"The database in {options.Data} cannot be used: {cause.Message}"
            : $"The PostgreSQL database that --postgres names cannot be used: {WithReason(cause)}"
        : null;

    private static string? OfAFile(Exception cause) => cause is IOException or UnauthorizedAccessException ? $"A file cannot be used: {cause.Message}" : null;

    /// <summary>A driver says that it could not connect, and what it is wrapped around says why.</summary>
    private static string WithReason(Exception cause) =>
        cause.InnerException is SocketException or IOException ? $"{cause.Message}: {cause.InnerException.Message}." : $"{cause.Message.TrimEnd('.')}.";

    private static IEnumerable<Exception> Causes(Exception failure) => failure is AggregateException several
        ? several.InnerExceptions.SelectMany(Causes)
        : failure.InnerException is { } inner ? Causes(inner).Prepend(failure) : [failure];
}
