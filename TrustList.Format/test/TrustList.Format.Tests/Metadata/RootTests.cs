using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Metadata;

public class RootTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now;
    private readonly SampleRepository repository = new();

    [Fact]
    public void Accepts_an_anchor_signed_by_its_threshold_and_rejects_one_less()
    {
        var (a, b, c) = (repository.RootSigners[0], repository.RootSigners[1], repository.RootSigners[2]);
        Assert.True(TrustedMetadata.Start(MetadataWriter.Write(repository.Root, a, c)).Ok);
        Assert.Equal(MetadataFault.BelowThreshold, TrustedMetadata.Start(MetadataWriter.Write(repository.Root, b)).Fault);
        Assert.Equal(MetadataFault.BelowThreshold, TrustedMetadata.Start(MetadataWriter.Write(repository.Root)).Fault);
        Assert.Equal(MetadataFault.BelowThreshold, TrustedMetadata.Start(MetadataWriter.Write(repository.Root, a, repository.SnapshotSigner)).Fault);
    }

    [Fact]
    public void Rejects_one_operator_signing_twice()
    {
        var file = Forgery.Tamper(MetadataWriter.Write(repository.Root, repository.RootSigners[0]), json =>
            json["signatures"]!.AsArray().Add(json["signatures"]![0]!.DeepClone()));
        Assert.Equal(MetadataFault.Malformed, TrustedMetadata.Start(file).Fault);
    }

    [Theory]
    [InlineData("an unknown member in the key object")]
    [InlineData("a line end after the PEM block")]
    public void Rejects_one_key_under_two_identifiers_reaching_the_threshold(string trick)
    {
        var signer = repository.RootSigners[0];
        var honest = MetadataKey.Of(signer.PublicKey);
        var alias = JsonOf(honest);
        if (trick.Contains("member", StringComparison.Ordinal))
            alias["note"] = "the same key";
        else
            alias["keyval"]!["public"] = honest.Public + "\n";
        var aliasId = Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Encode(alias)));
        var file = Forgery.Of(repository.RootFile, signed =>
        {
            signed["keys"]![aliasId] = alias.DeepClone();
            signed["roles"]!["root"]!["keyids"]!.AsArray().Add((JsonNode)aliasId);
        }, signer);
        var forged = Forgery.Tamper(file, json =>
        {
            var covered = CanonicalJson.Encode(json["signed"]);
            json["signatures"]!.AsArray().Add((JsonNode)new JsonObject { ["keyid"] = aliasId, ["sig"] = Convert.ToHexStringLower(signer.Sign(covered, SignatureForm.Der)) });
        });
        Assert.True(MetadataReader.Root(forged).Ok, MetadataReader.Root(forged).Detail);
        Assert.Equal(MetadataFault.BelowThreshold, TrustedMetadata.Start(forged).Fault);
    }

    [Fact]
    public void Accepts_a_rotation_signed_by_both_thresholds_and_rejects_one_signed_by_either()
    {
        var old = repository.RootSigners;
        SoftwareSigner[] fresh = [SampleRepository.Signer(), SampleRepository.Signer()];
        var start = repository.Start();
        repository.Rotate(root => root with
        {
            Keys = SampleRepository.Keys([.. fresh, .. repository.TargetsSigners, repository.TimestampSigner, repository.SnapshotSigner]),
            Roles = new Dictionary<string, RoleKeys>(root.Roles) { ["root"] = SampleRepository.Of(2, fresh) },
        });
        Assert.Equal(MetadataFault.BelowThreshold, start.WithRoot(MetadataWriter.Write(repository.Root, old)).Fault);
        Assert.Equal(MetadataFault.BelowThreshold, start.WithRoot(MetadataWriter.Write(repository.Root, fresh)).Fault);
        Assert.Equal(MetadataFault.BelowThreshold, start.WithRoot(MetadataWriter.Write(repository.Root, [old[0], .. fresh])).Fault);
        var rotated = start.WithRoot(MetadataWriter.Write(repository.Root, [old[0], old[2], .. fresh]));
        Assert.True(rotated.Ok, rotated.Detail);
        Assert.Equal(2, rotated.Next!.Root.Version);
        Assert.False(rotated.Next.OnlineKeysRotated);
    }

    [Fact]
    public void Rejects_a_root_that_is_old_repeated_or_skips_a_version()
    {
        var first = repository.RootFile;
        var second = SampleRepository.Step(repository.Start(), set => set.WithRoot(repository.Rotate(root => root)));
        Assert.Equal(MetadataFault.Rollback, second.WithRoot(first).Fault);
        Assert.Equal(MetadataFault.Rollback, second.WithRoot(repository.RootFile).Fault);
        repository.Rotate(root => root);
        Assert.Equal(MetadataFault.VersionMismatch, second.WithRoot(repository.Rotate(root => root)).Fault);
    }

    [Fact]
    public void Accepts_an_expired_root_on_the_way_and_rejects_it_at_the_end()
    {
        var expired = SampleRepository.Step(repository.Start(), set => set.WithRoot(repository.Rotate(root => root with { Expires = Now })));
        Assert.Equal(MetadataFault.Expired, expired.CheckRootExpiry(Now));
        Assert.Null(expired.CheckRootExpiry(Now.AddSeconds(-1)));
        Assert.Equal(MetadataFault.Expired, expired.WithTimestamp(repository.TimestampFile, Now).Fault);
        var renewed = SampleRepository.Step(expired, set => set.WithRoot(repository.Rotate(root => root with { Expires = SampleRepository.Later })));
        Assert.True(renewed.WithTimestamp(repository.TimestampFile, Now).Ok);
    }

    [Fact]
    public void Rejects_endless_rotations()
    {
        var trusted = repository.Start();
        for (var i = 0; i < Limits.RootRotations; i++)
            trusted = SampleRepository.Step(trusted, set => set.WithRoot(repository.Rotate(root => root, repository.RootSigners[0], repository.RootSigners[1])));
        Assert.Equal(MetadataFault.TooManyRoots, trusted.WithRoot(repository.Rotate(root => root)).Fault);
    }

    [Fact]
    public void Recovers_from_a_fast_forward_attack_when_the_online_keys_are_rotated()
    {
        // Whoever stole the online keys published version 2^62, and clients hold it.
        repository.PublishTimestamp(1L << 62, repository.Timestamp.Snapshot with { Version = 1L << 62 });
        var poisoned = repository.ToTimestamp();
        repository.TimestampSigner = SampleRepository.Signer();
        repository.PublishTimestamp(2, SampleRepository.MetaOf(repository.Snapshot.Version, repository.SnapshotFile));
        repository.Rotate(root => root with
        {
            Keys = SampleRepository.Keys([.. repository.RootSigners, .. repository.TargetsSigners, repository.TimestampSigner, repository.SnapshotSigner]),
            Roles = new Dictionary<string, RoleKeys>(root.Roles) { ["timestamp"] = SampleRepository.Of(1, repository.TimestampSigner) },
        });
        var rotated = SampleRepository.Step(poisoned, set => set.WithRoot(repository.RootFile));
        Assert.True(rotated.OnlineKeysRotated);
        Assert.Null(rotated.Timestamp);
        Assert.Equal(2, SampleRepository.Step(rotated, set => set.WithTimestamp(repository.TimestampFile, Now)).Timestamp!.Version);
    }

    [Fact]
    public void Keeps_the_timestamp_and_drops_targets_when_other_keys_are_rotated()
    {
        var trusted = repository.Trust();
        var rotated = SampleRepository.Step(trusted, set => set.WithRoot(repository.Rotate(root => root)));
        Assert.False(rotated.OnlineKeysRotated);
        Assert.Equal(trusted.Timestamp, rotated.Timestamp);
        Assert.Equal(trusted.Snapshot, rotated.Snapshot);
        Assert.Empty(rotated.TargetsRoles);
    }

    [Theory]
    [InlineData("threshold", 0, MetadataFault.BadThreshold)]
    [InlineData("threshold", -1, MetadataFault.BadThreshold)]
    [InlineData("threshold", 4, MetadataFault.BelowThreshold)]
    public void Rejects_thresholds_that_nobody_or_too_few_reach(string member, int value, MetadataFault fault)
    {
        var file = Forgery.Of(repository.RootFile, signed => signed["roles"]!["root"]![member] = value, repository.RootSigners);
        Assert.Equal(fault, TrustedMetadata.Start(file).Fault);
    }

    [Fact]
    public void Rejects_a_threshold_of_zero_in_any_role()
    {
        var file = Forgery.Of(repository.RootFile, signed => signed["roles"]!["snapshot"]!["threshold"] = 0, repository.RootSigners);
        Assert.Equal(MetadataFault.BadThreshold, TrustedMetadata.Start(file).Fault);
    }

    private static JsonObject JsonOf(MetadataKey key) => new()
    {
        ["keytype"] = key.KeyType,
        ["scheme"] = key.Scheme,
        ["keyval"] = new JsonObject { ["public"] = key.Public },
    };
}
