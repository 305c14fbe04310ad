using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>An algorithm that policy does not list counts nowhere; nor does one that is listed for another key.</summary>
public sealed class AllowListTests
{
    private const int Sm2Cose = -66_037;
    private static readonly PolicyDocument Es256Alone = SamplePolicies.Policy with { Algorithms = ["ES256"] };

    [Fact]
    public void Rejects_an_SM2_licence_where_policy_has_no_SM2()
    {
        var scene = new Scene(SignatureAlgorithm.SM2);
        scene.Policy = scene.Policy with { Algorithms = ["ES256"] };
        var verdict = scene.Decide();
        Assert.Equal(Outcome.Refused, verdict.Outcome);
        Assert.Contains(verdict.Reasons, finding => finding.Reason == Reason.AlgorithmNotAllowed);
        Assert.Contains(verdict.Reasons, finding => finding.Reason == Reason.UnknownIssuer);
    }

    [Fact]
    public void Rejects_SM2_certificates_recorded_as_what_policy_allows()
    {
        var scene = new Scene(SignatureAlgorithm.SM2);
        scene.Policy = scene.Policy with { Algorithms = ["ES256"] };
        scene.Home.Issuers = scene.Home.Issuers with { Certificates = [.. scene.Home.Issuers.Certificates.Select(record => record with { Alg = "ES256" })] };
        Assert.DoesNotContain(scene.State().Authorities.Values, authority => authority.Region.Code == scene.Home.Code);
        Assert.Equal(Outcome.Refused, scene.Decide().Outcome);
    }

    [Fact]
    public void Rejects_a_licence_whose_alg_is_not_that_of_the_certificates_key()
    {
        var es256 = new Scene { IssuerAuth = parts => parts[0] = CborNode.Bytes(Protected(Sm2Cose)) };
        var sm2 = new Scene(SignatureAlgorithm.SM2) { IssuerAuth = parts => parts[0] = CborNode.Bytes(Protected(-7)) };
        var crossed = new Scene(SignatureAlgorithm.SM2) { SignerKey = SoftwareSigner.Create(SignatureAlgorithm.ES256) };
        foreach (var scene in new[] { es256, sm2, crossed })
            Assert.Equal([Reason.IssuerSignatureInvalid], scene.Decide().Reasons.Select(finding => finding.Reason));
    }

    [Fact]
    public void Rejects_Ed25519_for_licences_even_where_policy_lists_it()
    {
        var scene = new Scene();
        scene.Policy = scene.Policy with { Algorithms = ["ES256", "SM2", "Ed25519"] };
        scene.SignerKey = SoftwareSigner.Create(SignatureAlgorithm.Ed25519);
        Assert.Equal([Reason.AlgorithmUnknown], scene.Decide().Reasons.Select(finding => finding.Reason));
    }

    [Fact]
    public void Rejects_a_device_key_other_than_P256()
    {
        var request = new Scene().Issue with { DeviceKey = SoftwareSigner.Create(SignatureAlgorithm.SM2).PublicKey };
        Assert.Throws<ArgumentException>(() => MdocIssuer.Issue(request));
    }

    [Fact]
    public void Rejects_status_lists_and_live_answers_of_an_SM2_key_where_policy_has_no_SM2()
    {
        var scene = new Scene(SignatureAlgorithm.SM2);
        var allowed = scene.State();
        Assert.NotNull(allowed.FindStatusList(scene.Home.Code, scene.StatusUri));
        var keyId = scene.Home.StatusKey.PublicKey.Thumbprint;
        Assert.Equal(SignatureAlgorithm.SM2, allowed.FindStatusKey(scene.Home.Code, keyId, Scene.Shown)!.Algorithm);
        // Signed and held while it counted; then policy gives the algorithm up.
        var repository = new SimulatedRepository(scene.SyncedAt, scene.Home) { Policy = Es256Alone };
        repository.Publish();
        var narrowed = SimulatedTrust.StateOf(repository, scene.SyncedAt);
        Assert.Null(narrowed.FindStatusKey(scene.Home.Code, keyId, Scene.Shown));
        Assert.Empty(narrowed.KeepingStatusLists(allowed, scene.SyncedAt).StatusLists);
        var list = scene.Home.StatusList(scene.StatusUri, 2, Scene.Shown.AddMinutes(-10));
        Assert.Equal(StatusListRefusal.NotVerified, narrowed.WithStatusList(scene.Home.Code, scene.StatusUri, list, scene.SyncedAt).Refusal);
        Assert.Equal(StatusFault.UnknownKey, Ask(narrowed).Fault);
        Assert.True(Ask(allowed).Ok);

        StatusResult<LiveStatus> Ask(TrustState state)
        {
            var question = new LiveStatusQuestion(scene.Home.Code, scene.StatusUri, 7, new byte[16]);
            var claims = new LiveStatusClaims
            {
                Region = question.Region, StatusUri = question.StatusUri, Index = 7, Value = StatusValue.Valid, Letters = "A",
                IssuedAt = Scene.Shown, Expires = Scene.Shown.AddMinutes(5), Nonce = question.Nonce,
            };
            var assertion = LiveAssertion.Sign(claims, scene.Home.StatusKey, keyId);
            return LiveAssertion.Verify(assertion, question, id => state.FindStatusKey(scene.Home.Code, id, Scene.Shown), Scene.Shown);
        }
    }

    [Fact]
    public void Rejects_new_records_off_the_list_and_lets_a_region_go_on_that_had_them_before()
    {
        var region = RegionSimulator.Create(SignatureAlgorithm.SM2, "510100", "CN-SC", Scene.Admitted, new Uri("http://hub.test/"));
        var both = Es256Alone with { Algorithms = ["ES256", "SM2"] };
        Assert.Empty(region.Issuers.CheckAgainst(region.Record, both));
        var refused = region.Issuers.CheckAgainst(region.Record, Es256Alone).ToList();
        Assert.Equal(3, refused.Count); // IACA, document signer, status key
        Assert.All(refused, refusal => Assert.Equal(RegistryFault.AlgorithmNotAllowed, refusal.Fault));
        // Policy gave SM2 up: the old records cannot be dropped, and must not keep the region from publishing others.
        Assert.Empty(region.Issuers.CheckAgainst(region.Record, Es256Alone, region.Issuers));
        var more = region.Issuers with { StatusKeys = region.Issuers.StatusKeys.Add(
            RegionSimulator.StatusRecord(SoftwareSigner.Create(SignatureAlgorithm.SM2).PublicKey, Scene.Admitted, Scene.Admitted, Scene.Shown)) };
        Assert.Equal(RegistryFault.AlgorithmNotAllowed, Assert.Single(more.CheckAgainst(region.Record, Es256Alone, region.Issuers)).Fault);
    }

    [Fact]
    public void Rejects_metadata_signed_with_an_algorithm_that_this_system_does_not_know()
    {
        var key = MetadataKey.Of(SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey);
        foreach (var (type, scheme) in new[] { ("rsa", "rsassa-pss-sha256"), ("ecdsa", "ecdsa-sha2-nistp384"), ("sm2", "sm2-sha256"), ("ed25519", "ed448") })
        {
            var json = JsonFields.Of(new()
            {
                ["keytype"] = type, ["scheme"] = scheme, ["keyval"] = new JsonObject { ["public"] = key.Public },
            });
            var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(CanonicalJson.Encode(json.Source)));
            Assert.Null(MetadataKey.Read(id, json).Key);
            Assert.False(json.Failed);
        }
    }

    private static byte[] Protected(int algorithm) => new CborMap { Pairs = { (CborNode.Number(1), CborNode.Number(algorithm)) } }.Encode();
}
