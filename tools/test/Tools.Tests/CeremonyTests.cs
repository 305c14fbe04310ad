using Federation.Ceremonies;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Tools.Tests;

public sealed class CeremonyTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 1, 2, 3, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Certifies_a_node_and_lets_its_next_signer_sign_two_days_later()
    {
        var province = ProvinceFolder.Create(folder.File("offline"), "310000", "Shanghai", "CN-SH", Now);
        var (inception, inbox) = (folder.File("inception"), folder.File("inbox"));
        province.CertifyNode(Request("310000"), inception, Now);
        province.AddDocumentSigner(SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey, inbox, Now.AddDays(10));

        var first = IssuersDocument.Read(File.ReadAllBytes(Path.Combine(inception, "1.issuers.json"))).Value;
        var second = IssuersDocument.Read(File.ReadAllBytes(Path.Combine(inbox, "2.issuers.json"))).Value;
        Assert.Null(second.CheckSuccessor(first));
        var signers = second.Certificates.Where(certificate => certificate.Role == CertificateRole.DocumentSigner).ToArray();
        Assert.Equal([KeyState.Active, KeyState.Pending], signers.Select(signer => KeyLifecycle.StateAt(signer, Now.AddDays(11)) ?? default));
        Assert.Equal([KeyState.Retiring, KeyState.Active], signers.Select(signer => KeyLifecycle.StateAt(signer, Now.AddDays(13)) ?? default));
    }

    [Fact]
    public void Publishes_parties_with_whatever_is_signed_after_them()
    {
        var province = ProvinceFolder.Create(folder.File("offline"), "310000", "Shanghai", "CN-SH", Now);
        province.CertifyNode(Request("310000"), folder.File("inception"), Now);
        Assert.False(File.Exists(Path.Combine(folder.File("inception"), "1.parties.json")));
        var inbox = folder.File("inbox");
        var police = TrustList.Testing.SampleParties.Party("police", Now.AddMilliseconds(-Now.Millisecond)) with { TlsPins = [new string('a', 64)] };
        province.RegisterParties([police], inbox, Now);
        province.RegisterParties([police with { PerDay = 7, History = [] }], inbox, Now.AddDays(1));
        province.Renew(inbox, Now.AddDays(2));
        var after = PartiesDocument.Read(File.ReadAllBytes(Path.Combine(inbox, "4.parties.json"))).Value;
        Assert.Null(after.CheckSuccessor(PartiesDocument.Read(File.ReadAllBytes(Path.Combine(inbox, "2.parties.json"))).Value));
        Assert.Equal(7, after.Find("police")!.PerDay);
    }

    [Fact]
    public void Rejects_the_request_of_another_regions_node()
    {
        var province = ProvinceFolder.Create(folder.File("offline"), "310000", "Shanghai", "CN-SH", Now);
        Assert.Throws<ArgumentException>(() => province.CertifyNode(Request("320000"), folder.File("inception"), Now));
        Assert.False(Directory.Exists(folder.File("inception")));
    }

    [Fact]
    public void Rejects_a_second_founding_in_the_same_folder()
    {
        ProvinceFolder.Create(folder.File("offline"), "310000", "Shanghai", "CN-SH", Now);
        Assert.Throws<IOException>(() => ProvinceFolder.Create(folder.File("offline"), "310000", "Shanghai", "CN-SH", Now));
    }

    private static NodeRequest Request(string code)
    {
        var key = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
        return new NodeRequest(code, key, key, key, SoftwareSigner.Create(SignatureAlgorithm.Ed25519).PublicKey, key.Thumbprint);
    }
}
