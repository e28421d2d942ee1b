using System.Text.Json;
using VocMatch.Cli.Commands;
using VocMatch.EndToEnd.Running;
using Xunit;

namespace VocMatch.EndToEnd;

[Trait("Lane", "Full")]
public sealed class ScenarioTests
{
    [SkippableFact]
    public async Task Vermont_loads_into_a_running_platform_and_its_students_are_answered()
    {
        var open = Directory.GetParent(SharedData.Folder("us"))!.FullName;
        SharedData.Folder("onet");
        using var data = new DataFolder();
        await using var host = await HostProcess.StartReady(data.Path);

        Assert.Equal(0, VocMatchCommand.Run("scenario", "us", "--tier", "vermont", "--data", open, "--url", host.Address.ToString()));

        Assert.Equal(102, (await Items(host, "programs?limit=500")).Count);
        Assert.Equal(7, (await Items(host, "schools?limit=500")).Count);
        var students = await Items(host, "students?limit=50");
        var served = 0;
        foreach (var student in students)
        {
            served += (await Get(host, $"students/{student.GetProperty("id").GetString()}/matches?top=20")).GetProperty("matches").GetArrayLength() == 20 ? 1 : 0;
        }

        Assert.True(served >= students.Count * 9 / 10, $"{served} of {students.Count} students have twenty placements. {host.Output}");
    }

    private static async Task<IReadOnlyList<JsonElement>> Items(HostProcess host, string list) =>
        [.. (await Get(host, list)).GetProperty("items").EnumerateArray()];

    private static async Task<JsonElement> Get(HostProcess host, string path)
    {
        using var document = JsonDocument.Parse(await host.Http.GetStringAsync($"/api/v1/{path}"));
        return document.RootElement.Clone();
    }
}
