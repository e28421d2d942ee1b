using System.Globalization;
using System.Net;
using VocMatch.Storage;

namespace VocMatch.Host.Options;

/// <summary>Makes options of texts, and refuses what cannot be followed.</summary>
internal static class OptionReading
{
    /// <summary>Pairs of which one leaves nothing for the other to say.</summary>
    private static readonly (HostOption, HostOption)[] Contradictions = [(HostOption.Port, HostOption.Urls), (HostOption.NoDemo, HostOption.DemoScale)];

    /// <exception cref="OptionRefusedException">A value is out of range, contradicts another, or means nothing to the role.</exception>
    public static StartOptions Read(IReadOnlyDictionary<HostOption, OptionText> given)
    {
        var role = Of(given, HostOption.Role, Role.All, RoleOf);
        var postgres = Of(given, HostOption.Postgres, null, (_, text) => ConnectionOf(text));
        if (role != Role.All && postgres is null)
        {
            throw new OptionRefusedException(
                $"{given[HostOption.Role].Source} {given[HostOption.Role].Text} needs --postgres CONNECTION: the embedded database belongs to one process.");
        }

        RefuseUnused(given, role);
        var options = new StartOptions
        {
            Role = role,
            Postgres = postgres,
            Data = Of(given, HostOption.Data, Path.GetFullPath("data"), DirectoryOf),
            Urls = given.ContainsKey(HostOption.Urls)
                ? Of(given, HostOption.Urls, [], UrlsOf)
                : [UrlOf(Of<int>(given, HostOption.Port, 5080, (option, text) => Whole(option, text, 0, 65_535)))],
            Demo = !Of(given, HostOption.NoDemo, false, Switch) && (postgres is null || given.ContainsKey(HostOption.DemoScale)),
            DemoScale = Of(given, HostOption.DemoScale, 1, (option, text) => Whole(option, text, 1, 100)),
            SiloPort = Of<int?>(given, HostOption.SiloPort, null, (option, text) => Whole(option, text, 1, 65_535)),
            ClientPort = Of(given, HostOption.ClientPort, 30_000, (option, text) => Whole(option, text, 1, 65_535)),
            ReportYearBegins = Of(given, HostOption.ReportYearBegins, 1, (option, text) => Whole(option, text, 1, 12)),
            KeyFile = Of(given, HostOption.KeyFile, null, (option, text) => PathOf(text, "a file")),
        };
        RefuseUnusedData(given, options);
        return options;
    }

    /// <summary>What would be ignored is refused: whoever gave it expects something of it.</summary>
    private static void RefuseUnused(IReadOnlyDictionary<HostOption, OptionText> given, Role role)
    {
        foreach (var (option, text) in given.OrderBy(one => HostOption.All.IndexOf(one.Key)))
        {
            if (!option.Roles.HasFlag((Roles)(1 << (int)role)))
            {
                throw new OptionRefusedException($"{text.Source} means nothing to --role {Name(role)}: it is for {For(option.Roles)}. Leave it out.");
            }
        }

        foreach (var (first, second) in Contradictions)
        {
            if (given.TryGetValue(first, out var one) && given.TryGetValue(second, out var other) && !(one.Text == "false" && first.Value is null))
            {
                throw new OptionRefusedException($"{one.Source} and {other.Source} contradict each other: give one of them.");
            }
        }
    }

    /// <summary>Beside PostgreSQL the directory holds the key, and how far the demo data are loaded.</summary>
    private static void RefuseUnusedData(IReadOnlyDictionary<HostOption, OptionText> given, StartOptions options)
    {
        if (options is { Postgres: not null, KeyFile: not null, Demo: false } && given.TryGetValue(HostOption.Data, out var data))
        {
            throw new OptionRefusedException(
                $"{data.Source} means nothing beside {given[HostOption.Postgres].Source} and {given[HostOption.KeyFile].Source}: " +
                $"everything is in PostgreSQL, and the key in its file. Leave it out of --role {Name(options.Role)}.");
        }
    }

    private static string For(Roles roles) => string.Join(" and ", Enum.GetValues<Role>().Where(role => roles.HasFlag((Roles)(1 << (int)role))).Select(role => $"--role {Name(role)}"));

    private static string Name(Role role) => role.ToString().ToLowerInvariant();

    private static T Of<T>(IReadOnlyDictionary<HostOption, OptionText> given, HostOption option, T absent, Func<HostOption, OptionText, T> read) =>
        given.TryGetValue(option, out var text) ? read(option, text) : absent;

    private static Role RoleOf(HostOption option, OptionText text) => text.Text switch
    {
        "all" => Role.All,
        "silo" => Role.Silo,
        "gateway" => Role.Gateway,
        _ => throw Refused(text, "a role is all, silo or gateway"),
    };

    private static bool Switch(HostOption option, OptionText text) => text.Text switch
    {
        "true" => true,
        "false" => false,
        _ => throw Refused(text, "a switch is true or false"),
    };

    private static int Whole(HostOption option, OptionText text, int least, int most) =>
        int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Refused(text, $"a whole number from {least} to {most} is needed");

    /// <summary>The text is not shown: it may hold a password.</summary>
    private static string? ConnectionOf(OptionText text) => StorageOptions.IsPostgreSqlConnection(text.Text)
        ? text.Text
        : throw new OptionRefusedException($"{text.Source} needs a connection string such as Host=localhost;Database=vocmatch;Username=vocmatch;Password=...");

    private static string DirectoryOf(HostOption option, OptionText text)
    {
        var path = PathOf(text, "a directory");
        return File.Exists(path) ? throw Refused(text, "that is a file, and a directory is needed") : path;
    }

    private static string PathOf(OptionText text, string what) => string.IsNullOrWhiteSpace(text.Text) || text.Text.Contains('\0', StringComparison.Ordinal)
        ? throw Refused(text, $"{what} is needed")
        : Path.GetFullPath(text.Text);

    /// <summary>No free port can be asked for under the name localhost, which stands for two addresses.</summary>
    private static string UrlOf(int port) => port == 0 ? "http://127.0.0.1:0" : $"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}";

    private static IReadOnlyList<string> UrlsOf(HostOption option, OptionText text)
    {
        var urls = text.Text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0)
        {
            throw Refused(text, "an address such as http://localhost:5080 is needed");
        }

        foreach (var url in urls)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            {
                throw Refused(text, $"'{url}' is no address such as http://localhost:5080");
            }

            if (address is { Host: "localhost", Port: 0 })
            {
                throw Refused(text, $"'{url}' stands for two addresses, and a free port can be asked for on one: http://127.0.0.1:0");
            }

            if (!IsLoopback(address))
            {
                throw Refused(text, $"'{url}' can be reached from other machines, and without sign-in anybody there could read and change everything; until there is sign-in only loopback addresses are taken");
            }
        }

        return urls;
    }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static OptionRefusedException Refused(OptionText text, string why) => new($"{text.Source} '{text.Text}': {why}.");
}
