using Federation.Ceremonies;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Credentials;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Tools.Tests;

/// <summary>The ceremonies of an SM2 region and of a root that demands both suites.</summary>
public sealed class Sm2CeremonyTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 1, 2, 3, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Certifies_an_SM2_node_by_operators_who_sign_with_both_suites()
    {
        var chengdu = Region.Chengdu;
        var province = ProvinceFolder.Create(folder.File("offline"), chengdu.Code, chengdu.NameEn, chengdu.Iso3166, Now, chengdu.Algorithm);
        var issuing = SoftwareSigner.Create(SignatureAlgorithm.SM2).PublicKey;
        var node = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
        var witness = SoftwareSigner.Create(SignatureAlgorithm.Ed25519).PublicKey;
        province.CertifyNode(new NodeRequest(chengdu.Code, issuing, issuing, node, witness, node.Thumbprint), folder.File("inception"), Now);

        var issuers = IssuersDocument.Read(File.ReadAllBytes(Path.Combine(folder.File("inception"), "1.issuers.json"))).Value;
        Assert.All(issuers.Certificates, certificate => Assert.Equal("SM2", certificate.Alg));
        Assert.All(issuers.Certificates, certificate => Assert.Equal(SignatureAlgorithm.SM2, DocumentCertificates.KeyOf(certificate.Der).Value.Algorithm));
        Assert.Empty(issuers.CheckAgainst(chengdu.ToRecord(province.IacaThumbprint, Now), SamplePolicy.Build()));

        // Strangers reach the threshold with what they know, and the SM2 signatures stand beside.
        var group = ProvinceFolder.Open(folder.File("offline")).Operators;
        var file = MetadataReader.Targets(File.ReadAllBytes(Path.Combine(folder.File("inception"), $"1.{RoleNames.Region(chengdu.Code)}.json"))).Value;
        Assert.Equal((6, 2, 4), (group.Keys.Length, group.Threshold, file.Signatures.Length));
        Assert.Null(TrustedMetadata.VerifyDelegation(Delegate(group), "region-510100", file));
        var strangers = OperatorGroup.Of(2, group.Keys.Where(key => key.Algorithm == SignatureAlgorithm.ES256));
        Assert.Null(TrustedMetadata.VerifyDelegation(Delegate(strangers), "region-510100", file));
        var sm2 = OperatorGroup.Of(2, group.Keys.Where(key => key.Algorithm == SignatureAlgorithm.SM2));
        Assert.Null(TrustedMetadata.VerifyDelegation(Delegate(sm2), "region-510100", file));
    }

    [Fact]
    public void Rejects_a_threshold_that_only_both_suites_together_would_reach()
    {
        var keys = new[] { SignatureAlgorithm.ES256, SignatureAlgorithm.SM2 }.Select(algorithm => SoftwareSigner.Create(algorithm).PublicKey).ToArray();
        Assert.Throws<ArgumentException>(() => OperatorGroup.Of(2, keys));
        Assert.Equal(1, OperatorGroup.Of(1, keys).Threshold);
    }

    [Fact]
    public void Drafts_a_root_that_demands_both_suites()
    {
        SoftwareSigner[] signers = [.. Enumerable.Range(0, 4).Select(n => SoftwareSigner.Create(n < 2 ? SignatureAlgorithm.ES256 : SignatureAlgorithm.SM2))];
        var group = OperatorGroup.Of(2, signers.Select(signer => signer.PublicKey));
        var online = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
        var ceremony = new RootCeremony(group, group, online, online);
        ceremony = ceremony with { Suites = ceremony.Suites.Add(SignatureAlgorithm.ES256, 2).Add(SignatureAlgorithm.SM2, 2) };
        Assert.True(TrustedMetadata.Start(MetadataWriter.Write(ceremony.Draft(1, Now), signers)).Ok);
        Assert.Equal(MetadataFault.BelowSuites, TrustedMetadata.Start(MetadataWriter.Write(ceremony.Draft(1, Now), signers[..3])).Fault);
    }

    private static Delegations Delegate(OperatorGroup group) => new(
        group.Keys.Select(MetadataKey.Of).ToDictionary(key => key.KeyId),
        [new DelegatedRole("region-510100", new RoleKeys([.. group.Keys.Select(key => MetadataKey.Of(key).KeyId)], group.Threshold), true, ["regions/510100/*"], [])]);
}
