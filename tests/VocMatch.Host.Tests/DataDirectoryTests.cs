using VocMatch.Host.Demo;
using VocMatch.Host.Options;
using VocMatch.Host.Starting;

namespace VocMatch.Host.Tests;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("vocmatch-host-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_directory_serves_one_process_at_a_time()
    {
        var first = DataDirectory.Take(_directory);

        var refused = Assert.Throws<StartRefusedException>(() => DataDirectory.Take(_directory));
        first.Dispose();
        using var second = DataDirectory.Take(_directory);

        Assert.Contains(_directory, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_refused_by_name()
    {
        var file = Path.Combine(_directory, "file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<StartRefusedException>(() => DataDirectory.Take(Path.Combine(file, "below")));

        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_is_made_once_and_read_ever_after()
    {
        var options = new StartOptions { Data = _directory };

        var made = PseudonymKey.ReadOrMake(options);
        var read = PseudonymKey.ReadOrMake(options);

        Assert.Equal(32, made.Length);
        Assert.Equal(made, read);
        Assert.Contains(made, octet => octet != 0);
    }

    [Fact]
    public void Only_its_owner_can_read_the_key()
    {
        PseudonymKey.ReadOrMake(new StartOptions { Data = _directory });

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_directory, "pseudonyms.key")));
        }
    }

    [Fact]
    public void A_key_that_lost_bytes_is_refused()
    {
        var options = new StartOptions { Data = _directory, KeyFile = Path.Combine(_directory, "short.key") };
        File.WriteAllBytes(options.KeyFile!, [1, 2, 3]);

        Assert.Throws<StartRefusedException>(() => PseudonymKey.ReadOrMake(options));
    }

    [Fact]
    public void A_demo_plan_survives_a_restart()
    {
        var plan = new DemoPlan(Scale: 3, new DateOnly(2027, 1, 31), StepsDone: 2, Loaded: false);
        Assert.Null(DemoPlan.Find(_directory));

        plan.Save(_directory);
        Assert.Equal(plan, DemoPlan.Find(_directory));

        (plan with { Loaded = true }).Save(_directory);
        Assert.Equal(plan with { Loaded = true }, DemoPlan.Find(_directory));
    }
}
