using System.Data.Common;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Reading;

namespace VocMatch.Host.Starting;

/// <summary>Tells whoever started the host where to look.</summary>
internal static class Welcome
{
    private const int Shown = 20;

    private const int StudentsTried = 20;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public static async Task Print(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var address = Address(services);
        output.WriteLine($"VocMatch is ready: {address}");
        output.WriteLine($"  API, every operation described: {address}/swagger");
        var (isKnown, sample) = await SampleStudent(services, cancellation);
        if (sample is { } student)
        {
            output.WriteLine($"  A student's placements, explained: {address}/students/{student}");
            output.WriteLine($"  The same as data: curl -s '{address}/api/v1/students/{student}/matches?top={Shown}'");
        }
        else
        {
            output.WriteLine($"  {(isKnown ? "There is no student yet" : "Students")}: curl -s '{address}/api/v1/students'");
        }

        output.WriteLine("Ctrl-C stops it.");
        await output.FlushAsync(cancellation);
    }

    public static string Address(IServiceProvider services) =>
        services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First().TrimEnd('/');

    /// <summary>A student with a full list, or the first there is; not known where the store is too busy to say.</summary>
    private static async Task<(bool IsKnown, StudentId? Student)> SampleStudent(IServiceProvider services, CancellationToken cancellation)
    {
        var page = new PageRequest(StudentsTried, null);
        if (await Students(services.GetRequiredService<IReadSide>(), page, cancellation) is not { } students)
        {
            return (false, null);
        }

        var grains = services.GetRequiredService<IGrainFactory>();
        foreach (var student in students.Items)
        {
            if (await MatchesOf(grains, student.Id, cancellation) == Shown)
            {
                return (true, student.Id);
            }
        }

        return (true, students.Items is [var first, ..] ? first.Id : null);
    }

    /// <summary>The first there are; null where the store is too busy to say, which is no reason not to start either.</summary>
    private static async Task<Page<Student>?> Students(IReadSide reading, PageRequest page, CancellationToken cancellation)
    {
        try
        {
            return await reading.Students(new ListFilter(), page, cancellation).WaitAsync(Timeout, cancellation);
        }
        catch (Exception busy) when (busy is TimeoutException or DbException or StoreUnavailableException)
        {
            return null;
        }
    }

    /// <summary>How many there are; null where the cluster is too busy to say, which is no reason not to start.</summary>
    private static async Task<int?> MatchesOf(IGrainFactory grains, StudentId student, CancellationToken cancellation)
    {
        try
        {
            return (await grains.GetGrain<IStudentGrain>(student.Value).Matches(Shown).WaitAsync(Timeout, cancellation)).Value?.Matches.Length;
        }
        catch (Exception busy) when (busy is TimeoutException or OrleansException or StoreUnavailableException)
        {
            return null;
        }
    }
}
