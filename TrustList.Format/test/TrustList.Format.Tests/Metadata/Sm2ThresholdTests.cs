using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Metadata;

/// <summary>SM2 signatures stand beside the others and never add up with them (SPEC.md §4.4).</summary>
public sealed class Sm2ThresholdTests
{
    // Two people, each with a key of either suite.
    private readonly SoftwareSigner anna = SampleRepository.Signer(), bo = SampleRepository.Signer();
    private readonly SoftwareSigner annaSm2 = SoftwareSigner.Create(SignatureAlgorithm.SM2), boSm2 = SoftwareSigner.Create(SignatureAlgorithm.SM2);
    private readonly SampleRepository repository = new();

    [Fact]
    public void Accepts_a_region_whose_operators_sign_with_both_suites_or_with_the_strangers_suite_alone()
    {
        Assert.Null(Verify(2, [anna, annaSm2, bo, boSm2], anna, annaSm2, bo, boSm2));
        Assert.Null(Verify(2, [anna, annaSm2, bo, boSm2], anna, bo));
    }

    [Fact]
    public void Rejects_one_person_with_keys_of_two_suites_counted_twice()
    {
        Assert.Equal(MetadataFault.BelowThreshold, Verify(2, [anna, annaSm2, bo, boSm2], anna, annaSm2));
        Assert.Equal(MetadataFault.BelowThreshold, Verify(2, [anna, annaSm2, bo, boSm2], annaSm2, anna));
        Assert.Equal(MetadataFault.BelowThreshold, Verify(2, [anna, annaSm2, bo, boSm2], anna, boSm2));
    }

    [Fact]
    public void Rejects_SM2_signatures_alone_for_a_role_that_strangers_must_follow()
    {
        Assert.Equal(MetadataFault.BelowThreshold, Verify(2, [anna, annaSm2, bo, boSm2], annaSm2, boSm2));
        Assert.Equal(MetadataFault.BelowThreshold, Verify(1, [anna, annaSm2], annaSm2));
    }

    [Fact]
    public void Accepts_a_role_that_has_SM2_keys_alone_and_rejects_one_signature_less()
    {
        Assert.Null(Verify(2, [annaSm2, boSm2], annaSm2, boSm2));
        Assert.Equal(MetadataFault.BelowThreshold, Verify(2, [annaSm2, boSm2], annaSm2));
        Assert.Equal(MetadataFault.BelowThreshold, Verify(2, [annaSm2, boSm2], annaSm2, SoftwareSigner.Create(SignatureAlgorithm.SM2)));
    }

    [Fact]
    public void Rejects_SM2_alone_beside_a_key_that_only_others_can_count()
    {
        var foreign = new MetadataKey(new string('0', 64), "rsa", "rsassa-pss-sha256", null) { Public = "whatever" };
        var keys = SampleRepository.Keys([annaSm2, boSm2]);
        keys[foreign.KeyId] = foreign;
        var role = new RoleKeys([.. keys.Keys], 2);
        Assert.Equal(MetadataFault.BelowThreshold, Verify(keys, role, annaSm2, boSm2));
        // As is a key identifier that nothing explains.
        keys.Remove(foreign.KeyId);
        Assert.Equal(MetadataFault.BelowThreshold, Verify(keys, role, annaSm2, boSm2));
    }

    [Fact]
    public void Rejects_a_P256_signature_in_the_place_of_an_SM2_key()
    {
        var file = MetadataWriter.Write(repository.RegionRole, anna);
        var asSm2 = Forgery.Tamper(file, json => json["signatures"]![0]!["keyid"] = MetadataKey.Of(annaSm2.PublicKey).KeyId);
        var delegations = Delegate(SampleRepository.Keys([annaSm2]), SampleRepository.Of(1, annaSm2));
        Assert.Equal(MetadataFault.BelowThreshold, TrustedMetadata.VerifyDelegation(delegations, "region-310000", MetadataReader.Targets(asSm2).Value));
    }

    [Fact]
    public void Rejects_a_root_that_lists_an_SM2_key_under_another_type_or_off_its_curve()
    {
        var key = MetadataKey.Of(annaSm2.PublicKey);
        Assert.Equal(("sm2", "sm2-sm3"), (key.KeyType, key.Scheme));
        Assert.True(Read(key).Ok);
        Assert.False(Read(key with { KeyType = "ecdsa", Scheme = "ecdsa-sha2-nistp256" }).Ok);
        Assert.False(Read(key with { Public = MetadataKey.Of(anna.PublicKey).Public }).Ok);
        Assert.False(Read(key with { Public = "whatever" }).Ok);
        // Of a scheme that is not known it is kept and never counts.
        Assert.Null(Read(key with { Scheme = "sm2-sha256" }).Value.Signed.Delegations!.Keys.Single().Value.Key);
    }

    private MetadataFault? Verify(int threshold, SoftwareSigner[] listed, params SoftwareSigner[] signers)
        => Verify(SampleRepository.Keys(listed), SampleRepository.Of(threshold, listed), signers);

    private MetadataFault? Verify(Dictionary<string, MetadataKey> keys, RoleKeys role, params SoftwareSigner[] signers)
        => TrustedMetadata.VerifyDelegation(
            Delegate(keys, role), "region-310000", MetadataReader.Targets(MetadataWriter.Write(repository.RegionRole, signers)).Value);

    private static Delegations Delegate(Dictionary<string, MetadataKey> keys, RoleKeys role)
        => new(keys, [new("region-310000", role, true, ["regions/310000/*"], [])]);

    // The identifier is the hash of whatever the entry says: only what it says can be wrong.
    private Decoded<SignedMetadata<TargetsRole>> Read(MetadataKey key)
    {
        var json = new JsonObject
        {
            ["keytype"] = key.KeyType,
            ["scheme"] = key.Scheme,
            ["keyval"] = new JsonObject { ["public"] = key.Public },
        };
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(CanonicalJson.Encode(json)));
        var role = repository.RegionRole with { Delegations = Delegate(new() { [id] = key with { KeyId = id } }, new([id], 1)) };
        return MetadataReader.Targets(MetadataWriter.Write(role, anna));
    }
}
