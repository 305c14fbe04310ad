namespace TrustHub.Admission;

/// <summary>
/// Why a submission was refused: a closed list. The names are the codes that callers see; a name is never reused
/// for another meaning.
/// </summary>
public enum AdmissionFault
{
    /// <summary>The submission id is not 8 to 128 characters of A-Z a-z 0-9 . _ : -</summary>
    BadSubmissionId,

    /// <summary>This submission id was used for other bytes.</summary>
    SubmissionIdReused,

    /// <summary>The role is not root, targets, emergency, region-CODE or node-CODE.</summary>
    UnknownRole,

    /// <summary>A file or the whole message is larger than its limit.</summary>
    TooLarge,

    /// <summary>The bytes are not the metadata, token or message that they should be.</summary>
    Malformed,

    /// <summary>The metadata sets up a role or a delegation that has no place in this repository.</summary>
    BadDelegation,

    /// <summary>No trusted metadata delegates to this role.</summary>
    NotDelegated,

    /// <summary>Too few valid signatures of the keys that the delegation names.</summary>
    BelowThreshold,

    /// <summary>The threshold signed, but fewer keys of one suite than the root's x-suites demands.</summary>
    BelowSuites,

    /// <summary>The version is lower than one that is admitted.</summary>
    Rollback,

    /// <summary>Other bytes are admitted under the same version. Of status heads both are kept as evidence.</summary>
    Equivocation,

    /// <summary>A root, a status head and a batch must follow their predecessor by exactly one.</summary>
    VersionGap,

    /// <summary>The version in the message is not the one in the signed bytes.</summary>
    VersionMismatch,

    /// <summary>The signed bytes expire now or have expired.</summary>
    Expired,

    /// <summary>The signed bytes are dated after now.</summary>
    FromTheFuture,

    /// <summary>A target file that the metadata lists is neither in the message nor admitted before.</summary>
    TargetFileMissing,

    /// <summary>The metadata lists, or the message brings, a target file that this role does not have.</summary>
    TargetFileUnexpected,

    /// <summary>A target file does not have the listed length or hash.</summary>
    TargetFileMismatch,

    /// <summary>A document belongs to another region than the role, a status head to another than the message says.</summary>
    WrongRegion,

    /// <summary>The region is not in registry.json, or is withdrawn there.</summary>
    RegionNotAdmitted,

    /// <summary>The region has no issuers.json or no node.json yet, which this submission needs.</summary>
    RegionNotReady,

    /// <summary>A document drops, loosens or rewrites a record of the present one; a status head is older or has fewer blocks than the admitted one.</summary>
    NotSuccessor,

    /// <summary>An IACA certificate in issuers.json is not pinned for this region in registry.json.</summary>
    IacaNotPinned,

    /// <summary>A new key has less than 48 hours' notice without good reason, or one may sign for longer than the registry allows.</summary>
    BadKeyDates,

    /// <summary>A notice is dated wrongly, reaches back too far, or names a region, key or targets version that is not there.</summary>
    BadNotice,

    /// <summary>A document cannot be read, or breaks a rule of its kind; the detail names it.</summary>
    BadDocument,

    /// <summary>The caller's TLS key is not one of the issuer pins in the region's node.json.</summary>
    PinNotListed,

    /// <summary>A status address is not of this region: a base that does not end in /status/CODE/, a list that is not below it.</summary>
    BadStatusUri,

    /// <summary>A certificate or status key of an algorithm that the policy does not allow.</summary>
    AlgorithmNotAllowed,

    /// <summary>The token names a key that is not a status key of the region.</summary>
    StatusKeyUnknown,

    /// <summary>The status key is pending, retired, compromised or under an emergency notice now.</summary>
    StatusKeyNotActive,

    /// <summary>The token's signature does not verify.</summary>
    BadSignature,

    /// <summary>The two tokens do not say the same.</summary>
    TokensDiffer,

    /// <summary>A status head or batch names another predecessor than the admitted one.</summary>
    BrokenChain,

    /// <summary>The delta of a status head cannot be read, or has other blocks than the head.</summary>
    BadDelta,

    /// <summary>The delta does not lead from the admitted state to the state root of the head.</summary>
    RootMismatch,

    /// <summary>The leaves sent with an issuance batch are not those that it counts and hashes.</summary>
    LeavesMismatch,

    /// <summary>The deadline of a transfer has passed: it can never happen.</summary>
    TransferTooLate,

    /// <summary>The licence that a transfer ends is that of another transfer, logged or waiting: a licence moves once.</summary>
    EntrySpent,

    /// <summary>Too many submissions wait; try again later.</summary>
    Busy,
}
