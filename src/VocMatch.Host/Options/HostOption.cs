using System.Collections.Immutable;

namespace VocMatch.Host.Options;

/// <summary>One option, by its three names.</summary>
/// <param name="Name">On the command line, without the dashes.</param>
/// <param name="Value">What stands for its value in the help; null for a switch.</param>
/// <param name="Roles">The processes that it means something to; to any other it is refused.</param>
internal sealed record HostOption(string Name, string? Value, Roles Roles, string Help)
{
    public static readonly HostOption Role = new("role", "all|silo|gateway", Roles.Every, "What this process does; all is the default. The others need --postgres.");

    public static readonly HostOption Data = new("data", "DIR", Roles.All | Roles.Silo, "Where the embedded database and the key are kept; ./data is the default.");

    public static readonly HostOption Postgres = new("postgres", "CONNECTION", Roles.Every, "Keep everything in PostgreSQL instead (an Npgsql connection string).");

    public static readonly HostOption Port = new("port", "N", Roles.All | Roles.Gateway, "Port to listen on, on the loopback addresses; 5080 is the default, 0 takes a free one.");

    public static readonly HostOption Urls = new("urls", "URLS", Roles.All | Roles.Gateway, "Addresses to listen on instead, separated by ';'. Loopback only, until there is sign-in.");

    public static readonly HostOption NoDemo = new("no-demo", null, Roles.All, "Do not load demo data at the first start. Into PostgreSQL they are loaded only where --demo-scale is given.");

    public static readonly HostOption DemoScale = new("demo-scale", "N", Roles.All, "Size of the demo data, 1 to 100; 1 is the default: 20,000 placements, 30,000 students.");

    public static readonly HostOption SiloPort = new("silo-port", "N", Roles.All | Roles.Silo, "Port other silos reach this one at; a free one is taken where it is left out.");

    public static readonly HostOption ClientPort = new("client-port", "N", Roles.Silo, "Port gateways reach this silo at; 30000 is the default.");

    public static readonly HostOption KeyFile = new("key-file", "FILE", Roles.All | Roles.Silo, "Secret for pseudonyms, the same for every silo; DIR/pseudonyms.key is the default, made at the first start.");

    public static readonly HostOption ReportYearBegins = new("report-year-begins", "MONTH", Roles.All | Roles.Silo, "Month, 1 to 12, with which the years begin that reports are published of; 1 is the default. Once a report is published it stays.");

    public static readonly HostOption ShowHelp = new("help", null, Roles.Every, "Show this, and stop.");

    public static ImmutableArray<HostOption> All { get; } =
        [Role, Data, Postgres, Port, Urls, NoDemo, DemoScale, SiloPort, ClientPort, KeyFile, ReportYearBegins, ShowHelp];

    /// <summary>Its environment variable: <c>VOCMATCH_DEMO_SCALE</c>.</summary>
    public string Variable => OptionSources.VariablePrefix + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Its key in the section of appsettings: <c>DemoScale</c>.</summary>
    public string Key => string.Concat(Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
