namespace Federation.Ceremonies.Proposals;

/// <summary>Why a proposal was not signed, assembled or published. A closed list (SPEC.md §11.3); nothing on disk or at the hub has changed.</summary>
public enum ProposalFault
{
    /// <summary>Not a proposal file in the form of SPEC.md §11.</summary>
    Malformed,

    /// <summary>Larger than its limit.</summary>
    TooLarge,

    /// <summary>The roots in the file do not follow one another.</summary>
    BrokenChain,

    /// <summary>The operator's own anchor is not among the roots in the file, or another root stands in its place.</summary>
    AnchorContradicts,

    /// <summary>What the file says is in force now is not signed by the threshold of who may sign it.</summary>
    BaseNotTrusted,

    /// <summary>The version is not the one after what is in force.</summary>
    WrongVersion,

    /// <summary>A file of the proposal is not the one that the metadata lists, or one too many or too few.</summary>
    FileMismatch,

    /// <summary>A document cannot be read, or breaks a rule that the hub will hold it to.</summary>
    BadDocument,

    /// <summary>The proposal's days are over, or the metadata in it has expired; draft it anew.</summary>
    ProposalExpired,

    /// <summary>Something newer is in force than what the proposal was drafted against; draft it anew.</summary>
    BaseMoved,

    /// <summary>The key is none of those that may sign this role.</summary>
    WrongKey,

    /// <summary>This key has signed already, in this copy or in another; one person counts once.</summary>
    AlreadySigned,

    /// <summary>The proposal carries a signature that does not verify, or of a key that may not sign.</summary>
    BadSignature,

    /// <summary>The copies do not propose the same.</summary>
    DifferentProposals,

    /// <summary>Too few have signed.</summary>
    BelowThreshold,

    /// <summary>A verifier that follows the list refuses it with this change, or loses a region by it.</summary>
    StagingRefused,

    /// <summary>The hub refused it; the detail carries its reason.</summary>
    HubRefused,

    /// <summary>The hub did not answer: it may have admitted it nevertheless, and publishing again is harmless.</summary>
    HubNotReached,
}
