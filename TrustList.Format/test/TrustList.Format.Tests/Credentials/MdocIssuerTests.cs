using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Credentials;

public sealed class MdocIssuerTests
{
    private readonly Scene scene = new();

    [Fact]
    public void Salts_every_item_afresh_with_32_bytes()
    {
        var salts = Items(MdocIssuer.Issue(scene.Issue)).Concat(Items(MdocIssuer.Issue(scene.Issue)))
            .Select(item => Convert.ToHexString(item["random"].ToBytes())).ToList();

        Assert.All(salts, salt => Assert.Equal(64, salt.Length));
        Assert.Equal(salts.Count, salts.Distinct().Count());
    }

    [Fact]
    public void Shuffles_the_digest_numbers()
    {
        var orders = Enumerable.Range(0, 8)
            .Select(_ => string.Join(',', Items(MdocIssuer.Issue(scene.Issue)).Select(item => Convert.ToHexString(item["digestID"].Encode()))));

        Assert.True(orders.Distinct().Count() > 1);
    }

    [Fact]
    public void Rejects_a_validity_beyond_the_signers_certificate() =>
        Refuses(scene.Issue with { ValidUntil = scene.Issue.Signer.NotAfter.AddSeconds(1) });

    [Fact]
    public void Rejects_a_validity_of_more_than_a_year() =>
        Refuses(scene.Issue with { ValidUntil = scene.Issue.ValidFrom.AddDays(366) });

    [Fact]
    public void Rejects_a_device_key_that_cannot_present() =>
        Refuses(scene.Issue with { DeviceKey = SoftwareSigner.Create(SignatureAlgorithm.Ed25519).PublicKey });

    [Fact]
    public void Rejects_an_element_twice() =>
        Refuses(scene.Issue with { Elements = [.. scene.Issue.Elements, scene.Issue.Elements[0]] });

    [Fact]
    public void Rejects_a_certificate_of_another_key() =>
        Assert.False(DocumentSigner.Of(scene.DeviceKey, scene.Certificate).Ok);

    private static void Refuses(IssuanceRequest request) => Assert.Throws<ArgumentException>(() => MdocIssuer.Issue(request));

    private static IEnumerable<CborMap> Items(byte[] issuerSigned) =>
        ((CborMap)CborNode.Parse(issuerSigned)).Map("nameSpaces").Pairs
        .SelectMany(pair => ((CborList)pair.Value).Items).Select(item => (CborMap)item.Unembed());
}
