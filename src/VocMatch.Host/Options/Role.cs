namespace VocMatch.Host.Options;

/// <summary>What a process does.</summary>
internal enum Role
{
    /// <summary>Silo and gateway in one.</summary>
    All,

    /// <summary>Grains only, for gateways of other processes.</summary>
    Silo,

    /// <summary>REST and pages only, over the silos of other processes.</summary>
    Gateway,
}

/// <summary>Several roles.</summary>
[Flags]
internal enum Roles
{
    None = 0,
    All = 1 << Role.All,
    Silo = 1 << Role.Silo,
    Gateway = 1 << Role.Gateway,
    Every = All | Silo | Gateway,
}
