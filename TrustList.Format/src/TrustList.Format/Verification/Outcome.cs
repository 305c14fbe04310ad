namespace TrustList.Format.Verification;

/// <summary>What a verifier may say of a presentation. SPEC.md §8.1.</summary>
public enum Outcome
{
    /// <summary>Every check that the request allowed was made and passed; warnings may stand beside it.</summary>
    Accepted,

    /// <summary>At least one check failed in a way that no further information can heal.</summary>
    Refused,

    /// <summary>Nothing speaks against the presentation, but something needed to accept it is missing.</summary>
    Undecided,
}

/// <summary>How strictly ISO/IEC 18013-5 Annex B is read. SPEC.md §8.4.</summary>
public enum VerificationProfile
{
    /// <summary>Every rule refuses.</summary>
    Strict,

    /// <summary>The rules that <see cref="ReasonText.Waivable"/> names become warnings; no other rule changes.</summary>
    Lenient,
}
