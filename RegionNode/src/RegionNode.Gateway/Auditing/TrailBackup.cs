using Federation.Hosting.Backups;

namespace RegionNode.Gateway.Auditing;

/// <summary>What of a gateway is backed up: its trail, and the pins that its operator wrote. All else it fetches anew.</summary>
internal static class TrailBackup
{
    internal static BackedUpProgram Program { get; } = new("RegionNode.Gateway", null, [], ["trail", "peers"], []);
}
