namespace RegionNode.Issuer.Issuing;

/// <summary>An application for a licence on a record.</summary>
internal sealed record ApplyBody(string FileNumber);

/// <summary>An offer for one holder.</summary>
/// <param name="LicenceId">Names the licence in this interface.</param>
/// <param name="StatusUri">The status list the licence will name.</param>
/// <param name="StatusIndex">Its index there.</param>
/// <param name="Offer">For the person whose identity was checked, and for nobody else. Shown once.</param>
/// <param name="OfferExpires">Until when it can be collected.</param>
internal sealed record OfferBody(string LicenceId, string StatusUri, int StatusIndex, string Offer, DateTimeOffset OfferExpires);

/// <summary>
/// A licence as its issuer sees it; no personal data but the file number. Letters and value are those of now; signer is
/// the thumbprint of the certificate that signed it, once collected.
/// </summary>
internal sealed record LicenceBody(
    string LicenceId, string FileNumber, string StatusUri, int StatusIndex, string Letters, string Value, bool Collected,
    DateTimeOffset? SignedAt, DateTimeOffset? ValidUntil, string? Signer);

/// <summary>A change of status.</summary>
/// <param name="Letters">The driver's letters from now on.</param>
/// <param name="Reason">For the history, without personal data.</param>
/// <param name="Urgent">Whether it must reach verifiers at once; absent: when it makes the licence worse.</param>
internal sealed record StatusChangeBody(string Letters, string Reason, bool? Urgent = null);
