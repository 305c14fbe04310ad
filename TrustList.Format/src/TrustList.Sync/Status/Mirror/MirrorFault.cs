namespace TrustList.Sync.Status;

/// <summary>Why a package, an update or an epoch was not taken. A closed list; whatever it is, what was held before stays.</summary>
public enum MirrorFault
{
    /// <summary>Not of the form, beyond a limit, or a payload that is cut, damaged or of another size than its heads say.</summary>
    Malformed,

    /// <summary>Policy names a log, and the epoch's proof is missing, not valid, without its quorum, or not of the newest leaf.</summary>
    NotWitnessed,

    /// <summary>Older than what is held: an earlier epoch, or an earlier head of a region.</summary>
    RolledBack,

    /// <summary>Its heads are not those of its epoch: parts of two packages, or a payload that gives another state.</summary>
    HeadsMismatch,

    /// <summary>The state that it gives does not have the state root that the region signed.</summary>
    RootMismatch,

    /// <summary>A head is not signed by the status key that it names.</summary>
    BadSignature,

    /// <summary>The region is not active, or the key is none that may sign its status.</summary>
    UnknownKey,

    /// <summary>Something before it is missing: catch up by a package.</summary>
    Gap,

    /// <summary>A region signed two heads of one version. Both are evidence.</summary>
    Equivocation,

    /// <summary>More heads of a region wait for their epoch than are kept.</summary>
    TooManyPending,
}
