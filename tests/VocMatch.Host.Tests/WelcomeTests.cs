using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Reading;
using VocMatch.Host.Starting;

namespace VocMatch.Host.Tests;

public sealed class WelcomeTests
{
    public static TheoryData<Exception> Busy => [new TimeoutException(), new StoreUnavailableException("pool exhausted")];

    [Theory]
    [MemberData(nameof(Busy))]
    public async Task A_store_that_is_too_busy_to_name_a_student_does_not_end_the_start(Exception busy)
    {
        var reading = DispatchProxy.Create<IReadSide, Failing>();
        ((Failing)(object)reading).Failure = busy;
        var server = DispatchProxy.Create<IServer, Addressed>();
        await using var services = new ServiceCollection().AddSingleton(reading).AddSingleton(server).BuildServiceProvider();
        var output = new StringWriter();

        await Welcome.Print(services, output, CancellationToken.None);

        Assert.Contains("VocMatch is ready: http://127.0.0.1:5080", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("There is no student", output.ToString(), StringComparison.Ordinal);
    }

    public class Failing : DispatchProxy
    {
        public Exception Failure { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw Failure;
    }

    public class Addressed : DispatchProxy
    {
        private sealed class Addresses : IServerAddressesFeature
        {
            ICollection<string> IServerAddressesFeature.Addresses { get; } = ["http://127.0.0.1:5080/"];

            public bool PreferHostingUrls { get; set; }
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var features = new FeatureCollection();
            features.Set<IServerAddressesFeature>(new Addresses());
            return features;
        }
    }
}
