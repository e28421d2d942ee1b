
namespace VocMatch.Host.Options;

/// <summary>An option's text, and where it was found.</summary>
internal sealed record OptionText(string Text, string Source);

/// <summary>The options given, in the order in which they win: command line, environment, appsettings.</summary>
internal static class OptionSources
{
    public const string VariablePrefix = "VOCMATCH_";

    public const string Section = "VocMatch";

    /// <summary>Variables of the tests and of the scenario tool, which the processes they start inherit.</summary>
    private static readonly string[] NotOurs = ["VOCMATCH_REQUIRE_ALL", "VOCMATCH_OPEN_DATA", "VOCMATCH_TEST_"];

    /// <exception cref="OptionRefusedException">An option is not known, given twice, or without its value.</exception>
    public static Dictionary<HostOption, OptionText> Read(
        IReadOnlyList<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment,
        IConfiguration settings)
    {
        var given = new Dictionary<HostOption, OptionText>();
        FromSettings(settings, given);
        FromEnvironment(environment, given);
        FromCommandLine(arguments, given);
        return given;
    }

    private static void FromSettings(IConfiguration settings, Dictionary<HostOption, OptionText> given)
    {
        if (settings[Section] is { } single)
        {
            throw new OptionRefusedException($"{Section} in appsettings.json '{single}': an object with a member for each option is needed.");
        }

        foreach (var setting in settings.GetSection(Section).GetChildren())
        {
            var option = HostOption.All.FirstOrDefault(one => string.Equals(one.Key, setting.Key, StringComparison.OrdinalIgnoreCase));
            var source = $"{Section}:{setting.Key} in appsettings.json";
            if (option is null || option == HostOption.ShowHelp)
            {
                throw new OptionRefusedException($"{source} is no option. Known are {Names(one => one.Key, HostOption.ShowHelp)}.");
            }

            if (setting.Value is not { } text)
            {
                throw new OptionRefusedException($"{source} must be a single value.");
            }

            given[option] = new(text, source);
        }
    }

    private static void FromEnvironment(IEnumerable<KeyValuePair<string, string>> environment, Dictionary<HostOption, OptionText> given)
    {
        foreach (var (name, text) in environment)
        {
            if (!name.StartsWith(VariablePrefix, StringComparison.Ordinal) || NotOurs.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                continue;
            }

            var option = HostOption.All.FirstOrDefault(one => one.Variable == name);
            if (option is null || option == HostOption.ShowHelp)
            {
                throw new OptionRefusedException($"The environment variable {name} is no option. Known are {Names(one => one.Variable, HostOption.ShowHelp)}.");
            }

            given[option] = new(text, $"the environment variable {name}");
        }
    }

    private static void FromCommandLine(IReadOnlyList<string> arguments, Dictionary<HostOption, OptionText> given)
    {
        var seen = new HashSet<HostOption>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, inline) = Split(arguments[i]);
            var option = HostOption.All.FirstOrDefault(one => name == $"--{one.Name}")
                ?? throw new OptionRefusedException($"{(name.Length == 0 ? "An empty argument" : name)} is no option. Known are {Names(one => $"--{one.Name}")}.");
            if (!seen.Add(option))
            {
                throw new OptionRefusedException($"{name} is given twice.");
            }

            if (option.Value is null)
            {
                given[option] = new(inline ?? "true", name);
            }
            else if (inline is not null)
            {
                given[option] = new(inline, name);
            }
            else if (i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                given[option] = new(arguments[++i], name);
            }
            else
            {
                throw new OptionRefusedException($"{name} needs a value: {name} {option.Value}.");
            }
        }
    }

    private static (string Name, string? Value) Split(string argument) =>
        argument.Split('=', 2) is [var name, var value] ? (name, value) : (argument, null);

    private static string Names(Func<HostOption, string> name, HostOption? but = null) =>
        string.Join(", ", HostOption.All.Where(option => option != but).Select(name));
}
