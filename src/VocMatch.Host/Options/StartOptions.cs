namespace VocMatch.Host.Options;

/// <summary>What whoever starts the host has decided.</summary>
internal sealed record StartOptions
{
    public Role Role { get; init; } = Role.All;

    /// <summary>Directory of the embedded database and of the key; absolute.</summary>
    public string Data { get; init; } = Path.GetFullPath("data");

    /// <summary>Npgsql connection string; null: the embedded database.</summary>
    public string? Postgres { get; init; }

    /// <summary>Addresses listened on, each <c>http://</c> on a loopback address.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://localhost:5080"];

    /// <summary>Load demo data where there is nothing yet.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>Size of the demo data: 1 is 30,000 students.</summary>
    public int DemoScale { get; init; } = 1;

    /// <summary>Port other silos reach this one at; null: a free one.</summary>
    public int? SiloPort { get; init; }

    /// <summary>Port gateways reach this silo at.</summary>
    public int ClientPort { get; init; } = 30000;

    /// <summary>Month with which the years of reports begin, 1 to 12.</summary>
    public int ReportYearBegins { get; init; } = 1;

    /// <summary>File of the secret that pseudonyms are made from; made where it does not exist.</summary>
    public string? KeyFile { get; init; }
}
