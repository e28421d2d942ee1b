using VocMatch.Contracts.Identity;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Alignment;

/// <summary>Rows of a year that is over: two regions with two schools each, a student and an employer's posting twelve times at each.</summary>
public sealed class ReportWorld : IAsyncLifetime
{
    private Platform _made = null!;

    /// <summary>A platform on a copy of the rows; whoever asks for it ends it.</summary>
    public Task<Platform> Platform() => Platforms.Platform.StartWithRowsOf(_made);

    public async Task InitializeAsync()
    {
        _made = await Platforms.Platform.Start(static _ => { });
        foreach (var region in (RegionId[])[Sample.North, Sample.South])
        {
            for (var school = 0; school < 2; school++)
            {
                var scene = await Scene.Set(_made, region);
                for (var i = 0; i < 12; i++)
                {
                    var other = await Scene.Set(_made, region);
                    await other.Published(other.Posting() with { Seats = 1 + (i % 4), Occupation = Sample.Occupation(i % 3) });
                    await scene.Student(Sample.Student(scene.School, scene.Program, region) with { Tags = i % 2 == 0 ? ["rural"] : [] }, age: i % 2 == 0 ? null : 19);
                }
            }
        }

        // So that the year can be published.
        var over = new DateTimeOffset(Sample.FirstDay.Year + 1, 1, 2, 0, 0, 0, TimeSpan.Zero);
        _made.Time.Advance(over - _made.Time.GetUtcNow());
        await _made.Stop();
    }

    public Task DisposeAsync()
    {
        _made.DeleteRows();
        return Task.CompletedTask;
    }
}
