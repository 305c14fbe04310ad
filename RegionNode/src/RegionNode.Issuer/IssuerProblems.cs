using Federation.Hosting.Problems;

namespace RegionNode.Issuer;

/// <summary>The issuer's own refusals (RFC 9457), beside <see cref="CommonProblems"/>. A released code keeps its meaning.</summary>
internal static class IssuerProblems
{
    internal static readonly ProblemCode RecordRefused = new("RecordRefused", 400, "The driver's record breaks a rule.");
    internal static readonly ProblemCode NoSuchDriver = new("NoSuchDriver", 404, "There is no record under that file number.");
    internal static readonly ProblemCode NotEligible = new("NotEligible", 409, "No licence may be issued on this record.");
    internal static readonly ProblemCode NoSigner = new("NoSigner", 503, "No document signer may sign now.");
    internal static readonly ProblemCode NoSuchLicence = new("NoSuchLicence", 404, "There is no such licence.");
    internal static readonly ProblemCode BadLetters = new("BadLetters", 400, "Status letters are 1 to 26 letters A to Z, each once; the reason has 1 to 200 characters.");
    internal static readonly ProblemCode NonceRefused = new("NonceRefused", 409, "The nonce is not ours, too old, or was used.");
    internal static readonly ProblemCode DeviceKeyRefused = new("DeviceKeyRefused", 400, "The device key is not a P-256 key.");
    internal static readonly ProblemCode ProofRefused = new("ProofRefused", 403, "The proof is not the device key's signature over this nonce and offer.");
    internal static readonly ProblemCode OfferRefused = new("OfferRefused", 403, "There is no such offer.");
    internal static readonly ProblemCode OfferUsed = new("OfferUsed", 409, "The offer was taken with another device key.");
    internal static readonly ProblemCode OfferExpired = new("OfferExpired", 410, "The offer was not collected in time.");
    internal static readonly ProblemCode DatabaseOld = new("DatabaseOld", 503, "This node's database is older than what it has signed; nothing is issued until the newest is back.");
    internal static readonly ProblemCode NoSuchProof = new("NoSuchProof", 404, "No licence of that list, index and security object was issued here.");
    internal static readonly ProblemCode NotLoggedYet = new("NotLoggedYet", 503, "The licence is not in a witnessed epoch of the log yet.");
    internal static readonly ProblemCode NoSuchSubmission = new("NoSuchSubmission", 404, "There is no parked submission of that id.");
}
