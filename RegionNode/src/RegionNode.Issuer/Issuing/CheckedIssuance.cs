using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Keys;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Issuing;

/// <summary>
/// A licence that may be signed, once. Holding one proves that the application is eligible, that index and device key were
/// recorded before, that the signer may sign at <see cref="SignedAt"/>, that the dates lie inside the signer's and the
/// driver's, and that the data have their form. Made only by <see cref="Check"/>, which runs every check.
/// </summary>
internal sealed class CheckedIssuance
{
    private int redeemed;

    private CheckedIssuance(RecordedLicence licence, LicenceData data, DocumentSigner signer, DateTimeOffset signedAt, DateTimeOffset validUntil) =>
        (Licence, Data, Signer, SignedAt, ValidUntil) = (licence, data, signer, signedAt, validUntil);

    internal RecordedLicence Licence { get; }

    internal LicenceData Data { get; }

    internal DocumentSigner Signer { get; }

    /// <summary>Also the first instant of validity. Whole seconds.</summary>
    internal DateTimeOffset SignedAt { get; }

    internal DateTimeOffset ValidUntil { get; }

    /// <summary>Runs every check; the reason when one fails.</summary>
    internal static (CheckedIssuance? Issuance, string? Why) Check(
        EligibleApplication application, RecordedLicence licence, SigningCertificate signing, TimeSpan longest, DateTimeOffset now)
    {
        var signedAt = Instants.WholeSeconds(now);
        if (licence.Row.Driver != application.Driver)
            return (null, "the reserved index belongs to another driver");
        if (signing.Jurisdiction is not { } jurisdiction)
            return (null, "the signer's certificate names no jurisdiction");
        var signer = DocumentSigner.Of(signing.Signer, signing.Certificate.Der);
        if (!signer.Ok)
            return (null, signer.Detail);
        if (signedAt < signer.Value.NotBefore)
            return (null, "the signer's certificate is not valid yet");
        var data = application.Record.ToLicenceData(jurisdiction, application.Photo.Image);
        if (data.Faults() is { IsEmpty: false } faults)
            return (null, string.Join("; ", faults));
        var validUntil = Instants.WholeSeconds(new[]
        {
            signedAt + longest, signer.Value.NotAfter, signing.Certificate.VerifyUntil, application.PeriodEnd,
        }.Min());
        return validUntil > signedAt
            ? (new CheckedIssuance(licence, data, signer.Value, signedAt, validUntil), null)
            : (null, "no time of validity is left");
    }

    /// <summary>Takes the right to sign; throws when it was taken before.</summary>
    internal void Redeem()
    {
        if (Interlocked.Exchange(ref redeemed, 1) == 1)
            throw new InvalidOperationException("a checked issuance is signed once");
    }
}
