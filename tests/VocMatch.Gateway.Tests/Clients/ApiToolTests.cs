using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Clients;

/// <summary>The document as others' tools take it.</summary>
[Collection(GatewayCollection.Name)]
[Trait("Lane", "Full")]
public sealed class ApiToolTests(GatewayFixture gateway) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vocmatch-api-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Spectral_has_nothing_to_say_of_the_document()
    {
        var spectral = ApiTools.Find("spectral");
        await File.WriteAllTextAsync(Path.Combine(_folder, "rules.yaml"), "extends: [\"spectral:oas\"]\n");

        var (code, output) = await ApiTools.Run(
            spectral, "lint", "--fail-severity", "hint", "--ruleset", Path.Combine(_folder, "rules.yaml"), await Document());

        Assert.True(code == 0, output);
    }

    [SkippableFact]
    public async Task Kiota_makes_a_client_that_compiles()
    {
        var kiota = ApiTools.Find("kiota");
        var code = Path.Combine(_folder, "client");

        var (exit, output) = await ApiTools.Run(
            kiota, "generate", "--language", "CSharp", "--openapi", await Document(), "--class-name", "VocMatchApi", "--namespace-name", "VocMatchKiota", "--output", code);

        Assert.True(exit == 0, output);
        Assert.NotNull(ClientCompiler.Compile([.. Directory.EnumerateFiles(code, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)])
            .GetType("VocMatchKiota.VocMatchApi"));
    }

    private async Task<string> Document()
    {
        var file = Path.Combine(_folder, "openapi.json");
        await File.WriteAllTextAsync(file, (await gateway.Api.Get("/swagger/v1/swagger.json")).MustBe(200).Text);
        return file;
    }
}
