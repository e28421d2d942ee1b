using Microsoft.Extensions.Hosting;
using VocMatch.Storage.Databases;

namespace VocMatch.Storage.Hosting;

/// <summary>Makes the database ready before any other hosted service starts, whatever the order of registration.</summary>
internal sealed class StoragePreparation(IStorageDatabase database) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => database.Ready();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
