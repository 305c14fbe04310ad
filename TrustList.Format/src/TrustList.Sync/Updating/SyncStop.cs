using Rule = TrustList.Format.Metadata.MetadataFault;

namespace TrustList.Sync;

/// <summary>Why a sync goes no further.</summary>
internal sealed record SyncStop(SyncFault Fault, string Detail, Rule? MetadataFault = null)
{
    /// <summary>The host published while the run went on: worth another at once.</summary>
    public bool MovedOn { get; init; }

    /// <summary>A file that did not come.</summary>
    internal static SyncStop From(Fetched fetched) =>
        new(fetched.Fault ?? SyncFault.NotServed, fetched.Detail);

    /// <summary>A file that came and was not trusted.</summary>
    internal static SyncStop From(Rule fault, string detail) => new(Meaning(fault), detail, fault);

    private static SyncFault Meaning(Rule fault) => fault switch
    {
        Rule.Rollback => SyncFault.RolledBack,
        Rule.Expired => SyncFault.Frozen,
        Rule.VersionMismatch or Rule.HashMismatch or Rule.LengthMismatch or Rule.NotListed => SyncFault.Mixed,
        Rule.BelowThreshold or Rule.BelowSuites or Rule.BadThreshold or Rule.NotDelegated => SyncFault.Forged,
        Rule.TooLarge or Rule.TooManyRoots or Rule.TooManyDelegations => SyncFault.TooLarge,
        _ => SyncFault.Malformed,
    };
}
