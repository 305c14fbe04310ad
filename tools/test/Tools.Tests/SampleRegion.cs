using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Credentials;

namespace Tools.Tests;

/// <summary>A region with fresh test keys that issues the synthetic sample licence.</summary>
internal sealed class SampleRegion
{
    private static readonly DateTimeOffset Admitted = new(2020, 10, 12, 0, 0, 0, TimeSpan.Zero);
    private readonly RegionSimulator region = RegionSimulator.Create("310000", "CN-SH", Admitted, new Uri("http://hub.test"));

    internal byte[] Iaca => region.Iaca;

    internal byte[] SignerCertificate => region.SignerCertificate;

    internal byte[] Compact(PublicKey deviceKey) =>
        CompactIssuer.Issue(Issue(deviceKey), region.Code, DocumentSigner.Of(region.SignerKey, region.SignerCertificate).Value, Admitted.AddDays(1));

    internal byte[] Issue(PublicKey deviceKey) => MdocIssuer.Issue(new IssuanceRequest
    {
        Elements = SampleLicence.Data().ToElements(),
        DeviceKey = deviceKey,
        SignedAt = Admitted.AddDays(1),
        ValidFrom = Admitted.AddDays(1),
        ValidUntil = Admitted.AddDays(90),
        StatusUri = region.Node!.StatusBase + "0",
        StatusIndex = 7,
        Signer = DocumentSigner.Of(region.SignerKey, region.SignerCertificate).Value,
    });
}
