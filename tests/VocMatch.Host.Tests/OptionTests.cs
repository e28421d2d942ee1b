using Microsoft.Extensions.Configuration;
using VocMatch.Host.Options;

namespace VocMatch.Host.Tests;

public sealed class OptionTests
{
    [Fact]
    public void Without_options_everything_runs_here_on_port_5080_with_demo_data()
    {
        var options = Read([]);

        Assert.Equal(Role.All, options.Role);
        Assert.Equal(["http://localhost:5080"], options.Urls);
        Assert.Equal(Path.GetFullPath("data"), options.Data);
        Assert.Null(options.Postgres);
        Assert.True(options.Demo);
        Assert.Equal(1, options.DemoScale);
    }

    [Fact]
    public void Every_option_can_be_given_in_three_ways()
    {
        var byCommandLine = Read(["--demo-scale", "7", "--data=here", "--port", "81", "--silo-port", "82", "--key-file", "key", "--no-demo=false"]);
        var byEnvironment = Read(
            [],
            new()
            {
                ["VOCMATCH_DEMO_SCALE"] = "7",
                ["VOCMATCH_DATA"] = "here",
                ["VOCMATCH_PORT"] = "81",
                ["VOCMATCH_SILO_PORT"] = "82",
                ["VOCMATCH_KEY_FILE"] = "key",
                ["VOCMATCH_NO_DEMO"] = "false",
            });
        var bySettings = Read(
            [],
            settings: new()
            {
                ["VocMatch:DemoScale"] = "7",
                ["VocMatch:Data"] = "here",
                ["VocMatch:Port"] = "81",
                ["VocMatch:SiloPort"] = "82",
                ["VocMatch:KeyFile"] = "key",
                ["VocMatch:NoDemo"] = "false",
            });

        Assert.Equal(7, byCommandLine.DemoScale);
        Assert.Equal(["http://localhost:81"], byCommandLine.Urls);
        Assert.True(byCommandLine.Demo);
        Assert.Equivalent(byCommandLine, byEnvironment, strict: true);
        Assert.Equivalent(byCommandLine, bySettings, strict: true);
    }

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_settings()
    {
        Dictionary<string, string> environment = new() { ["VOCMATCH_PORT"] = "82" };
        Dictionary<string, string?> settings = new() { ["VocMatch:Port"] = "83" };

        Assert.Equal(["http://localhost:81"], Read(["--port", "81"], environment, settings).Urls);
        Assert.Equal(["http://localhost:82"], Read([], environment, settings).Urls);
        Assert.Equal(["http://localhost:83"], Read([], [], settings).Urls);
    }

    [Theory]
    [InlineData("--prot 80", "--prot is no option", "--port")]
    [InlineData("80", "80 is no option", "--port")]
    [InlineData("--port", "--port needs a value", "--port N")]
    [InlineData("--port --no-demo", "--port needs a value", "--port N")]
    [InlineData("--port 80 --port 81", "--port", "twice")]
    [InlineData("--port 65536", "--port '65536'", "0 to 65535")]
    [InlineData("--port -1", "--port '-1'", "whole number")]
    [InlineData("--port 80 --urls http://localhost", "--port and --urls", "contradict")]
    [InlineData("--role king", "--role 'king'", "all, silo or gateway")]
    [InlineData("--role silo", "--role silo", "--postgres")]
    [InlineData("--role gateway", "--role gateway", "--postgres")]
    [InlineData("--postgres x", "--postgres", "Host=localhost")]
    [InlineData("--postgres=", "--postgres", "Host=localhost")]
    [InlineData("--postgres Username=a;Password=secret", "--postgres", "Host=localhost")]
    [InlineData("--demo-scale 0", "--demo-scale '0'", "1 to 100")]
    [InlineData("--no-demo=maybe", "--no-demo 'maybe'", "true or false")]
    [InlineData("--urls http://0.0.0.0:5080", "http://0.0.0.0:5080", "sign-in")]
    [InlineData("--urls http://*:5080", "http://*:5080", "address")]
    [InlineData("--urls http://192.168.1.2:5080", "192.168.1.2", "sign-in")]
    [InlineData("--urls http://example.org", "example.org", "sign-in")]
    [InlineData("--urls https://localhost:5081", "https://localhost:5081", "http://localhost:5080")]
    [InlineData("--urls nonsense", "nonsense", "address")]
    [InlineData("--urls http://localhost:0", "http://localhost:0", "http://127.0.0.1:0")]
    [InlineData("", "An empty argument", "is no option")]
    public void A_wrong_option_is_refused_by_name_and_with_the_reason(string arguments, string which, string why)
    {
        var refused = Assert.Throws<OptionRefusedException>(() => Read(arguments.Split(' ')));

        Assert.Contains(which, refused.Message, StringComparison.Ordinal);
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_variable_or_setting_is_refused_by_its_own_name()
    {
        var variable = Assert.Throws<OptionRefusedException>(() => Read([], new() { ["VOCMATCH_PROT"] = "80" }));
        var setting = Assert.Throws<OptionRefusedException>(() => Read([], settings: new() { ["VocMatch:Prot"] = "80" }));
        var section = Assert.Throws<OptionRefusedException>(() => Read([], settings: new() { ["VocMatch"] = "5" }));
        Assert.Contains("VocMatch in appsettings.json '5'", section.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("VOCMATCH_HELP", variable.Message, StringComparison.Ordinal);
        var value = Assert.Throws<OptionRefusedException>(() => Read([], new() { ["VOCMATCH_PORT"] = "tcp://10.0.0.1:80" }));

        Assert.Contains("VOCMATCH_PROT", variable.Message, StringComparison.Ordinal);
        Assert.Contains("VocMatch:Prot", setting.Message, StringComparison.Ordinal);
        Assert.Contains("VOCMATCH_PORT", value.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:0;http://[::1]:5080")]
    [InlineData("http://127.9.9.9:5080")]
    public void Loopback_addresses_are_taken(string urls) => Assert.Equal(urls.Split(';'), Read(["--urls", urls]).Urls);

    [Fact]
    public void Variables_of_the_tests_are_no_options() =>
        Assert.Equal(Role.All, Read([], new() { ["VOCMATCH_REQUIRE_ALL"] = "1", ["VOCMATCH_OPEN_DATA"] = "x", ["PATH"] = "y" }).Role);

    [Fact]
    public void A_refused_connection_shows_no_password() => Assert.DoesNotContain(
        "secret", Assert.Throws<OptionRefusedException>(() => Read(["--postgres", "Username=a;Password=secret"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Demo_data_go_into_PostgreSQL_only_where_they_are_asked_for()
    {
        Assert.False(Read(["--postgres", "Host=localhost"]).Demo);
        Assert.True(Read(["--postgres", "Host=localhost", "--demo-scale", "1"]).Demo);
    }

    /// <summary>Every option with every role: what the table says of it is taken, all else refused, named with the role.</summary>
    [Fact]
    public void An_option_is_taken_by_the_roles_that_use_it_and_refused_by_the_others()
    {
        Dictionary<string, string> values = new()
        {
            ["data"] = "here",
            ["port"] = "81",
            ["urls"] = "http://localhost:81",
            ["no-demo"] = "true",
            ["demo-scale"] = "2",
            ["silo-port"] = "82",
            ["client-port"] = "83",
            ["key-file"] = "key",
            ["report-year-begins"] = "4",
        };
        Dictionary<string, string> takenBy = new()
        {
            ["data"] = "all silo",
            ["port"] = "all gateway",
            ["urls"] = "all gateway",
            ["no-demo"] = "all",
            ["demo-scale"] = "all",
            ["silo-port"] = "all silo",
            ["client-port"] = "silo",
            ["key-file"] = "all silo",
            ["report-year-begins"] = "all silo",
        };
        Assert.Equal(HostOption.All.Select(option => option.Name).Except(["role", "postgres", "help"]).Order(), values.Keys.Order());
        foreach (var role in (string[])["all", "silo", "gateway"])
        {
            foreach (var (option, value) in values)
            {
                string[] arguments = ["--role", role, "--postgres", "Host=localhost", $"--{option}={value}"];
                Dictionary<string, string> environment = new() { [$"VOCMATCH_{option.Replace('-', '_').ToUpperInvariant()}"] = value };
                if (takenBy[option].Split(' ').Contains(role))
                {
                    Read(arguments);
                    Read(arguments[..4], environment);
                    continue;
                }

                Refuses(() => Read(arguments), $"--{option} means nothing to --role {role}", "it is for --role");
                Refuses(() => Read(arguments[..4], environment), environment.Keys.Single(), $"--role {role}");
            }
        }
    }

    [Theory]
    [InlineData("--port 81 --urls http://localhost:82", "--port and --urls contradict")]
    [InlineData("--no-demo --demo-scale 2", "--no-demo and --demo-scale contradict")]
    [InlineData("--postgres Host=localhost --key-file key --data here", "--data means nothing beside --postgres and --key-file")]
    [InlineData("--key-file=", "--key-file '': a file is needed")]
    [InlineData("--key-file=a\0b", "a file is needed")]
    [InlineData("--data=a\0b", "a directory is needed")]
    public void Options_that_leave_nothing_for_each_other_and_paths_that_are_none_are_refused(string arguments, string sentence) =>
        Refuses(() => Read(arguments.Split(' ')), sentence);

    [Fact]
    public void A_data_directory_beside_PostgreSQL_is_taken_where_it_holds_the_key_or_the_plan_of_the_demo_data()
    {
        Assert.Equal(Path.GetFullPath("here"), Read(["--postgres", "Host=localhost", "--data", "here"]).Data);
        Assert.Equal(Path.GetFullPath("here"), Read(["--postgres", "Host=localhost", "--data", "here", "--key-file", "key", "--demo-scale", "1"]).Data);
    }

    private static void Refuses(Action reading, params string[] says)
    {
        var refused = Assert.Throws<OptionRefusedException>(reading);
        Assert.All(says, one => Assert.Contains(one, refused.Message, StringComparison.Ordinal));
    }

    private static StartOptions Read(
        string[] arguments,
        Dictionary<string, string>? environment = null,
        Dictionary<string, string?>? settings = null) =>
        OptionReading.Read(OptionSources.Read(
            arguments,
            environment ?? [],
            new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build()));
}
