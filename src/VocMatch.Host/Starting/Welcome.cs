using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Domain.Reading;

namespace VocMatch.Host.Starting;

/// <summary>Tells whoever started the host where to look.</summary>
internal static class Welcome
{
    private const int Shown = 20;

    private const int StudentsTried = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task Print(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var address = Address(services);
        output.WriteLine($"VocMatch is ready: {address}");
        output.WriteLine($"  API, every operation described: {address}/swagger");
        if (await SampleStudent(services, cancellation) is { } student)
        {
            output.WriteLine($"  A student's placements, explained: {address}/students/{student}");
            output.WriteLine($"  The same as data: curl -s '{address}/api/v1/students/{student}/matches?top={Shown}'");
        }
        else
        {
            output.WriteLine($"  There is no student yet: curl -s '{address}/api/v1/students'");
        }

        output.WriteLine("Ctrl-C stops it.");
        await output.FlushAsync(cancellation);
    }

    public static string Address(IServiceProvider services) =>
        services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First().TrimEnd('/');

    /// <summary>A student with a full list, or the first there is.</summary>
    private static async Task<StudentId?> SampleStudent(IServiceProvider services, CancellationToken cancellation)
    {
        var page = new PageRequest(StudentsTried, null);
        var students = await services.GetRequiredService<IReadSide>().Students(new ListFilter(), page, cancellation);
        var grains = services.GetRequiredService<IGrainFactory>();
        foreach (var student in students.Items)
        {
            if (await MatchesOf(grains, student.Id, cancellation) == Shown)
            {
                return student.Id;
            }
        }

        return students.Items is [var first, ..] ? first.Id : null;
    }

    /// <summary>How many there are; null where the cluster is too busy to say, which is no reason not to start.</summary>
    private static async Task<int?> MatchesOf(IGrainFactory grains, StudentId student, CancellationToken cancellation)
    {
        try
        {
            return (await grains.GetGrain<IStudentGrain>(student.Value).Matches(Shown).WaitAsync(Patience, cancellation)).Value?.Matches.Length;
        }
        catch (Exception busy) when (busy is TimeoutException or OrleansException or StoreUnavailableException)
        {
            return null;
        }
    }
}
