namespace TrustList.Format.Metadata;

/// <summary>Why metadata was not trusted. A closed list (SPEC.md §4.7).</summary>
public enum MetadataFault
{
    /// <summary>Not a metadata file in the form of SPEC.md §4.2.</summary>
    Malformed,
    /// <summary>Larger than its limit.</summary>
    TooLarge,
    /// <summary>A <c>spec_version</c> other than 1.x.</summary>
    UnsupportedSpecVersion,
    /// <summary>Metadata of another type than its place demands.</summary>
    WrongType,
    /// <summary>A threshold below 1.</summary>
    BadThreshold,
    /// <summary>Fewer distinct keys signed than the threshold demands.</summary>
    BelowThreshold,
    /// <summary>Fewer distinct keys of one suite signed than root's <c>x-suites</c> demands.</summary>
    BelowSuites,
    /// <summary>Older than what is already trusted, or dropping what was listed.</summary>
    Rollback,
    /// <summary>Not the version that its lister states, or not the next root.</summary>
    VersionMismatch,
    /// <summary>Not the hash that its lister states.</summary>
    HashMismatch,
    /// <summary>Not the length that its lister states.</summary>
    LengthMismatch,
    /// <summary>Expired at the instant given.</summary>
    Expired,
    /// <summary>The snapshot does not list it.</summary>
    NotListed,
    /// <summary>The parent is not trusted yet, or does not delegate to it.</summary>
    NotDelegated,
    /// <summary>More root rotations than one run may follow.</summary>
    TooManyRoots,
    /// <summary>More delegations than one run may visit.</summary>
    TooManyDelegations,
    /// <summary>Called before what it rests on was trusted.</summary>
    OutOfOrder,
}
