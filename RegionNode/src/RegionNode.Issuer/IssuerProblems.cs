using Federation.Hosting.Problems;

namespace RegionNode.Issuer;

/// <summary>The issuer's own refusals (RFC 9457), beside <see cref="CommonProblems"/>. A released code keeps its meaning.</summary>
internal static class IssuerProblems
{
    internal static readonly ProblemCode RecordRefused = new("RecordRefused", 400, "The driver's record breaks a rule.");
    internal static readonly ProblemCode RecordOlder = new("RecordOlder", 409, "What is stored of the driver is newer: the record, an event of the feed, or what was recorded here since.");
    internal static readonly ProblemCode LettersRefused = new("LettersRefused", 409, "The record's letters would lift what was decided; the reason says what is needed.");
    internal static readonly ProblemCode NoSuchEvent = new("NoSuchEvent", 404, "No refused event of that number waits for people.");
    internal static readonly ProblemCode DismissalRefused = new("DismissalRefused", 400, "A dismissal has a reason of 1 to 200 characters, without personal data.");
    internal static readonly ProblemCode UnknownLetterTable = new("UnknownLetterTable", 400, "There is no letter table of that version.");
    internal static readonly ProblemCode ImportRefused = new("ImportRefused", 400, "An import has a name of 1 to 100 characters, and NDJSON is UTF-8.");
    internal static readonly ProblemCode AnotherImportOpen = new("AnotherImportOpen", 409, "Another import is open; finish or cancel it first.");
    internal static readonly ProblemCode NoSuchImport = new("NoSuchImport", 404, "There is no such import.");
    internal static readonly ProblemCode ImportClosed = new("ImportClosed", 409, "The import takes no more data.");
    internal static readonly ProblemCode WrongOffset = new("WrongOffset", 409, "The data does not begin where the last ended; 'offset' says where.");
    internal static readonly ProblemCode HeaderRefused = new("HeaderRefused", 400, "The header lacks columns; nothing was taken.");
    internal static readonly ProblemCode TooManyRefused = new("TooManyRefused", 409, "More lines are refused than allowed; nothing is decided.");
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
    internal static readonly ProblemCode OfferBound = new("OfferBound", 403, "The identity check for this offer was made with another device key.");
    internal static readonly ProblemCode OfferExpired = new("OfferExpired", 410, "The offer was not collected in time.");
    internal static readonly ProblemCode NotThisDevice = new("NotThisDevice", 403, "This device key holds no licence at that place.");
    internal static readonly ProblemCode DeviceWasLost = new("DeviceWasLost", 410, "The device was reported lost: apply again.");
    internal static readonly ProblemCode LicenceEnded = new("LicenceEnded", 409, "The licence has expired, or a newer one replaced it.");
    internal static readonly ProblemCode RefreshRefused = new("RefreshRefused", 409, "The licence cannot be refreshed; the reason says why.");
    internal static readonly ProblemCode EventRefused = new("EventRefused", 409, "The event cannot follow on what is recorded; the reason says why.");
    internal static readonly ProblemCode EventMalformed = new("EventMalformed", 400, "Not an event of a licence's life: the kind is unknown or a field is missing or wrong.");
    internal static readonly ProblemCode DatabaseOld = new("DatabaseOld", 503, "This node's database is older than what it has signed; nothing is issued until the newest is back.");
    internal static readonly ProblemCode NoSuchProof = new("NoSuchProof", 404, "No licence of that list, index and security object was issued here.");
    internal static readonly ProblemCode NotLoggedYet = new("NotLoggedYet", 503, "The licence is not in a witnessed epoch of the log yet.");
    internal static readonly ProblemCode NotFollowingTrust = new("NotFollowingTrust", 503, "This node holds no trust list that is in date, and so knows no other region.");
    internal static readonly ProblemCode NoSuchTransfer = new("NoSuchTransfer", 404, "There is no such transfer.");
    internal static readonly ProblemCode MoveRefused = new("MoveRefused", 409, "The driver may not move; the reasons say why.");
    internal static readonly ProblemCode TransferPending = new("TransferPending", 409, "A move of this driver is signed, and the log has not said yet what became of it.");
    internal static readonly ProblemCode TransferSigned = new("TransferSigned", 409, "The transfer is signed: the log alone decides what becomes of it.");
    internal static readonly ProblemCode NoSuchSubmission = new("NoSuchSubmission", 404, "There is no parked submission of that id.");
    internal static readonly ProblemCode NoStatusKey = new("NoStatusKey", 503, "No status key may sign now.");
    internal static readonly ProblemCode NoSuchEntries = new("NoSuchEntries", 404, "The audit trail has no entry between these instants.");
}
