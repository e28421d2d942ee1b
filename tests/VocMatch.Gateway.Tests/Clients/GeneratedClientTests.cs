using System.Reflection;
using VocMatch.Gateway.Tests.Rounds;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Clients;

/// <summary>The API by its document alone, on a host of its own: a lock takes every seat of a region.</summary>
public sealed class GeneratedClientTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    [Trait("Lane", "Full")]
    public async Task A_client_generated_from_the_document_compiles_and_goes_from_an_import_to_an_accepted_seat()
    {
        await new RoundWorld(gateway.Api, "readme-world").Build();
        var document = (await gateway.Api.Get("/swagger/v1/swagger.json")).MustBe(200).Text;
        var client = ClientCompiler.Compile(await ClientCompiler.Generate(document), Source("ReadmeSteps.cs"));
        var steps = client.GetType("VocMatchApi.ReadmeSteps")!.GetMethod("Run")!;
        using var http = new HttpClient { BaseAddress = gateway.Address };

        await (Task)steps.Invoke(null, [http, World.Student, World.Placement, World.Program, "north"])!;
    }

    private static string Source(string name)
    {
        using var source = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return source.ReadToEnd();
    }
}
