namespace TrustList.Sync;

/// <summary>Why a sync ended without a newer trust list (SPEC.md §5.8). A closed list; whatever it is, the good state is kept.</summary>
public enum SyncFault
{
    /// <summary>No connection, or it broke before an answer began.</summary>
    Unreachable,

    /// <summary>The connection broke in the middle of a file.</summary>
    Interrupted,

    /// <summary>A file, or the whole run, took longer than its limit: also a host that drips.</summary>
    TimedOut,

    /// <summary>A file larger than its limit or than its lister states, or more root rotations than one run follows.</summary>
    TooLarge,

    /// <summary>The host does not have a file that its own lists name, or answers with something else than the file.</summary>
    NotServed,

    /// <summary>The host says that it failed (5xx).</summary>
    ServerError,

    /// <summary>The trust anchor given is not a root file.</summary>
    AnchorRefused,

    /// <summary>Older than what was accepted before.</summary>
    RolledBack,

    /// <summary>Expired: the host withholds what is newer, or nobody signed anew.</summary>
    Frozen,

    /// <summary>Parts of two lists: a file is not the one that its lister states.</summary>
    Mixed,

    /// <summary>Fewer valid signatures than the threshold demands.</summary>
    Forged,

    /// <summary>A file that cannot be read as what it should be.</summary>
    Malformed,

    /// <summary>The metadata stands, but a file that is needed (of the trust list: registry or policy) is not listed or unusable.</summary>
    Incomplete,

    /// <summary>The list verifies, and the log that policy names does not show it as its newest to the quorum of witnesses.</summary>
    NotWitnessed,

    /// <summary>The log is smaller than one seen before, or another of the same size.</summary>
    LogRolledBack,

    /// <summary>The new list was verified but could not be stored; the one before is still in force.</summary>
    StoreFailed,
}
