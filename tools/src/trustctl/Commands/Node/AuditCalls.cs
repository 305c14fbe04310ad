namespace Trustctl.Commands.Node;

/// <summary>`trustctl node audit …`: who got at whose record, and why.</summary>
internal static class AuditCalls
{
    public static readonly NodeCall[] All =
    [
        new("audit", "list", HttpMethod.Get, "/audit", "Who got at whose record, and why; looking is itself recorded")
        {
            IsPaged = true,
            Members = [NodeMember.Query("driver", "Of one driver, by the key that entries show"), NodeMember.Query("fileNumber", "Of one driver, by file number")],
        },
        new("audit", "export", HttpMethod.Get, "/audit/export", "The entries with signed checkpoints, for trustctl audit verify")
        {
            IsDownload = true, Members = [NodeMember.Query("from", "From this instant"), NodeMember.Query("to", "To this instant")],
        },
    ];
}
