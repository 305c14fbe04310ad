namespace TrustList.Format.Verification;

/// <summary>
/// Why a presentation was not simply accepted: a closed list. SPEC.md §8.3. The numbers are permanent, grouped by
/// area in hundreds, never given out twice; <see cref="ReasonText"/> holds each one's effect and texts.
/// </summary>
public enum Reason
{
    // 1xx Encoding
    /// <summary>The input has no bytes.</summary>
    Empty = 101,
    /// <summary>The input is larger than the limit.</summary>
    TooLarge = 102,
    /// <summary>The input is not well-formed CBOR.</summary>
    NotCbor = 103,
    /// <summary>Bytes follow the one CBOR item.</summary>
    TrailingBytes = 104,
    /// <summary>A map holds the same key twice.</summary>
    DuplicateKey = 105,
    /// <summary>Nesting or the number of items passes the limit.</summary>
    TooDeep = 106,
    /// <summary>A member is missing or has another type than ISO/IEC 18013-5 §8.3.2.1.2.2 says.</summary>
    WrongStructure = 107,
    /// <summary>The response's version is not 1.0.</summary>
    UnsupportedVersion = 108,
    /// <summary>The response's status is not 0: the wallet reports a failure.</summary>
    ResponseStatus = 109,
    /// <summary>The response holds no document.</summary>
    NoDocument = 110,
    /// <summary>The response holds more than one document; a verdict is about one.</summary>
    SeveralDocuments = 111,
    /// <summary>The mobile security object is not wrapped in tag 24.</summary>
    MsoNotTagged = 112,
    /// <summary>A signature's algorithm is not in the protected header, or stands in the unprotected one.</summary>
    AlgorithmNotProtected = 113,
    /// <summary>A signature's algorithm is none that this verifier knows.</summary>
    AlgorithmUnknown = 114,
    /// <summary>The text is not a code of this system.</summary>
    QrMalformed = 115,

    // 2xx Mso
    /// <summary>The signed document type is not the document's.</summary>
    DocTypeMismatch = 201,
    /// <summary>The mobile security object's version is not 1.0.</summary>
    MsoVersion = 202,
    /// <summary>The digest algorithm is not SHA-256, SHA-384 or SHA-512.</summary>
    DigestAlgorithm = 203,
    /// <summary>A disclosed item has no signed digest.</summary>
    DigestMissing = 204,
    /// <summary>A disclosed item is not the one that was signed.</summary>
    DigestMismatch = 205,
    /// <summary>An element or a digest number is disclosed twice.</summary>
    DuplicateItem = 206,
    /// <summary>An item's random value has fewer than 16 bytes.</summary>
    SaltTooShort = 207,
    /// <summary>A disclosed namespace has no signed digests.</summary>
    NamespaceNotListed = 208,
    /// <summary>The instant is before the licence's validFrom.</summary>
    NotYetValid = 209,
    /// <summary>The instant is at or after the licence's validUntil.</summary>
    Expired = 210,
    /// <summary>The dates contradict each other: signed &lt;= validFrom &lt; validUntil does not hold.</summary>
    ValidityInconsistent = 211,
    /// <summary>The licence was signed outside the certificate's validity.</summary>
    SignedOutsideCertificate = 212,
    /// <summary>The issuer's signature does not verify.</summary>
    IssuerSignatureInvalid = 213,

    // 3xx Certificates
    /// <summary>No certificate stands in the signature's header.</summary>
    CertificateMissing = 301,
    /// <summary>The certificate cannot be read.</summary>
    CertificateMalformed = 302,
    /// <summary>More than the document signer's certificate is in the header.</summary>
    ChainNotLeafOnly = 303,
    /// <summary>No trusted anchor issued the certificate.</summary>
    UnknownIssuer = 304,
    /// <summary>The anchor's signature on the certificate does not verify.</summary>
    CertificateSignatureInvalid = 305,
    /// <summary>The instant is before the certificate's validity.</summary>
    CertificateNotYetValid = 306,
    /// <summary>The instant is after the certificate's validity.</summary>
    CertificateExpired = 307,
    /// <summary>The instant is outside the anchor certificate's validity.</summary>
    AnchorNotInForce = 308,
    /// <summary>The extended key usage is not 1.0.18013.5.1.2.</summary>
    WrongExtendedKeyUsage = 309,
    /// <summary>The key usage is not digitalSignature alone.</summary>
    WrongKeyUsage = 310,
    /// <summary>The signer's certificate is that of a certificate authority.</summary>
    SignerIsAuthority = 311,
    /// <summary>The certificate that issued the signer is not that of a certificate authority.</summary>
    AnchorNotAuthority = 312,
    /// <summary>The anchor's path length constraint is not 0.</summary>
    AnchorPathLength = 313,
    /// <summary>The certificate names no CRL distribution point.</summary>
    RevocationPointMissing = 314,
    /// <summary>The certificate has no issuer alternative name.</summary>
    IssuerAltNameMissing = 315,
    /// <summary>The signer's country is not the anchor's.</summary>
    CountryMismatch = 316,
    /// <summary>The signer's state or province is not the anchor's.</summary>
    StateMismatch = 317,
    /// <summary>The licence's issuing_country is not the certificate's country.</summary>
    IssuingCountryMismatch = 318,
    /// <summary>The licence's issuing_jurisdiction is not the certificate's state.</summary>
    IssuingJurisdictionMismatch = 319,
    /// <summary>The certificate is valid for more than 457 days.</summary>
    CertificateTooLong = 320,
    /// <summary>The licence was signed with the anchor's own key.</summary>
    SignedByAnchor = 321,
    /// <summary>The certificate has a critical extension that this verifier does not know.</summary>
    UnknownCriticalExtension = 322,
    /// <summary>The authority key identifier is missing or is not the anchor's.</summary>
    KeyIdentifierMismatch = 323,
    /// <summary>The certificate's key is not on a curve that this verifier knows.</summary>
    SignerKeyUnsupported = 324,

    // 4xx Device
    /// <summary>The document has no deviceSigned: nothing proves possession.</summary>
    DeviceSignedMissing = 401,
    /// <summary>deviceAuth does not hold exactly one of signature and MAC.</summary>
    DeviceAuthAmbiguous = 402,
    /// <summary>The device key is not a point on a supported curve.</summary>
    DeviceKeyInvalid = 403,
    /// <summary>The device's signature does not verify over the session transcript.</summary>
    DeviceSignatureInvalid = 404,
    /// <summary>The device's MAC does not verify over the session transcript.</summary>
    DeviceMacInvalid = 405,
    /// <summary>The device answered with a MAC and the reader's key was not given.</summary>
    MacKeyMissing = 406,
    /// <summary>No session transcript was given, so possession cannot be checked.</summary>
    TranscriptMissing = 407,
    /// <summary>The session transcript given is not one CBOR array of three.</summary>
    TranscriptMalformed = 408,
    /// <summary>The device signed an element that the issuer did not authorise it to sign.</summary>
    DeviceElementNotAuthorised = 409,
    /// <summary>A static code was shown: it proves that the licence was issued, not who holds it.</summary>
    QrStaticOnly = 410,
    /// <summary>The dynamic code is older than its life.</summary>
    QrExpired = 411,
    /// <summary>The dynamic code was made later than the verdict's instant.</summary>
    QrFromFuture = 412,
    /// <summary>The dynamic code was shown before.</summary>
    QrReplayed = 413,
    /// <summary>The code answers no challenge, another verifier's, or one that this verifier does not know; or a DeviceResponse stands where a challenge was shown.</summary>
    ChallengeWrong = 414,
    /// <summary>The holder showed the code for another purpose.</summary>
    PurposeMismatch = 415,
    /// <summary>The verifier showed no challenge, so another verifier may have been shown the same code.</summary>
    NoVerifierChallenge = 416,
    /// <summary>Whether the code was shown before could not be checked.</summary>
    ReplayUnchecked = 417,

    // 5xx Trust
    /// <summary>There is no trust list to decide by.</summary>
    NoTrustState = 501,
    /// <summary>The trust list at hand has expired.</summary>
    TrustStateExpired = 502,
    /// <summary>The region is registered, but its own documents are missing or not valid.</summary>
    RegionWithoutDocuments = 503,
    /// <summary>The region is suspended.</summary>
    RegionSuspended = 504,
    /// <summary>The region has been withdrawn.</summary>
    RegionWithdrawn = 505,
    /// <summary>The region does not list the signer's certificate.</summary>
    SignerNotListed = 506,
    /// <summary>The signer's key was published but is not in use yet.</summary>
    SignerPending = 507,
    /// <summary>The signer's key is retired, or its time to verify is over.</summary>
    SignerRetired = 508,
    /// <summary>The signer's key is compromised.</summary>
    SignerCompromised = 509,
    /// <summary>The licence was signed outside the time in which its key may sign.</summary>
    SignedOutsideWindow = 510,
    /// <summary>The region's list marks its anchor as pending, retired or compromised.</summary>
    AnchorNotTrusted = 511,
    /// <summary>The region or the signer may not issue this document type.</summary>
    DocTypeNotAllowed = 512,
    /// <summary>The policy does not allow the signature's algorithm.</summary>
    AlgorithmNotAllowed = 513,
    /// <summary>The key is distrusted from an instant on, and nothing proves that this licence is older.</summary>
    IssuanceUnproven = 514,
    /// <summary>The issuing office lies outside the issuer's territory.</summary>
    OutsideTerritory = 515,
    /// <summary>An emergency notice takes the region out of trust.</summary>
    RegionUnderNotice = 516,
    /// <summary>The emergency notices at hand may be out of date; those known before stay in force.</summary>
    NoticesStale = 517,
    /// <summary>The verdict's instant lies before the trust list was signed: the clock is wrong.</summary>
    ClockImplausible = 518,
    /// <summary>The region disowns this licence's leaf in the log: somebody else made it with a stolen key.</summary>
    IssuanceDisowned = 519,

    // 6xx Recognition
    /// <summary>No agreement makes the acceptor recognise this licence for this purpose now.</summary>
    NotRecognised = 601,
    /// <summary>The accepting region is not in the registry.</summary>
    AcceptorUnknown = 602,

    // 7xx Status
    /// <summary>The licence points to no status list.</summary>
    StatusReferenceMissing = 701,
    /// <summary>The licence points to a list that is not its region's.</summary>
    StatusReferenceForeign = 702,
    /// <summary>No verified copy of the status list is at hand.</summary>
    StatusListMissing = 703,
    /// <summary>The status index lies outside the list.</summary>
    StatusIndexUnknown = 704,
    /// <summary>The status list is older than the purpose allows.</summary>
    StatusTooOld = 705,
    /// <summary>The status list is past its own expiry.</summary>
    StatusListExpired = 706,
    /// <summary>The status list was signed after the verdict's instant.</summary>
    StatusFromFuture = 707,
    /// <summary>The status list is older than it should be and may still be used.</summary>
    StatusStale = 708,
    /// <summary>The licence is revoked, cancelled or has a status that is not known.</summary>
    Revoked = 709,
    /// <summary>The licence is held, seized, stopped or locked.</summary>
    Suspended = 710,
    /// <summary>The licence is over its points or overdue.</summary>
    Restricted = 711,
    /// <summary>A newer licence replaces this one.</summary>
    Superseded = 712,
    /// <summary>The licence has moved to another region.</summary>
    Transferred = 713,
    /// <summary>A live answer was asked for and none came.</summary>
    LiveUnavailable = 714,
    /// <summary>The live answer is about another licence, is out of its time, or its key is under an emergency notice.</summary>
    LiveMismatch = 715,
    /// <summary>A head of the region stays out of the log beyond the merge delay; what it makes more severe counts already.</summary>
    StatusUnproven = 716,
    /// <summary>The live assertion stapled to the licence is not about it, out of its time, or of no key that counts: it does not count.</summary>
    StapleMismatch = 717,
    /// <summary>The transfer proof shown with the licence is not about it or does not hold: where the licence went is not proved.</summary>
    TransferUnproven = 718,

    // 8xx Disclosure
    /// <summary>More was presented than the purpose needs; it is not passed on.</summary>
    ElementsWithheld = 801,
    /// <summary>The policy has no disclosure profile for the purpose, so nothing is passed on.</summary>
    NoDisclosureProfile = 802,

    // 9xx Scope
    /// <summary>Only an anchor given by hand was checked, no trust list.</summary>
    TrustListNotChecked = 901,
    /// <summary>No status was checked.</summary>
    StatusNotChecked = 902,
    /// <summary>No acceptor and purpose were given, so recognition was not checked.</summary>
    RecognitionNotChecked = 903,
    /// <summary>The signer's own certificate was given as the anchor; no chain was checked.</summary>
    SignerPinned = 904,
}
