using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Metadata;

public class MetadataReaderTests
{
    private readonly SampleRepository repository = new();

    [Fact]
    public void Accepts_every_file_that_it_wrote_with_the_same_content()
    {
        var root = MetadataReader.Root(repository.RootFile).Value;
        Assert.Equal(repository.Root.Keys, root.Signed.Keys);
        Assert.Equal(repository.Root.Roles["root"].KeyIds.AsEnumerable(), root.Signed.Roles["root"].KeyIds);
        Assert.True(root.Signed.ConsistentSnapshot);
        Assert.Equal(3, root.Signatures.Length);
        Assert.Equal(repository.Timestamp, MetadataReader.Timestamp(repository.TimestampFile).Value.Signed);
        Assert.Equal(repository.Snapshot.Meta, MetadataReader.Snapshot(repository.SnapshotFile).Value.Signed.Meta);
        var targets = MetadataReader.Targets(repository.TargetsFile).Value.Signed;
        Assert.Equal(repository.Targets.Targets, targets.Targets);
        Assert.Equal("regions/310000/*", Assert.Single(targets.Delegations!.Find("region-310000")!.Paths));
        Assert.Null(targets.Delegations.Find("region-320000"));
    }

    [Fact]
    public void Accepts_unknown_members_and_keeps_them_signed()
    {
        var file = Forgery.Of(repository.TimestampFile, signed => signed["x-note"] = new JsonObject { ["b"] = 1, ["a"] = "\n" }, repository.TimestampSigner);
        Assert.True(repository.Start().WithTimestamp(file, SampleRepository.Now).Ok);
        var stripped = Forgery.Tamper(file, json => json["signed"]!.AsObject().Remove("x-note"));
        Assert.Equal(MetadataFault.BelowThreshold, repository.Start().WithTimestamp(stripped, SampleRepository.Now).Fault);
    }

    [Fact]
    public void Accepts_keys_of_an_unknown_type_that_never_count()
    {
        var foreign = new JsonObject { ["keytype"] = "rsa", ["scheme"] = "rsassa-pss-sha256", ["keyval"] = new JsonObject { ["public"] = "whatever" } };
        var id = LowerHex.Of(System.Security.Cryptography.SHA256.HashData(CanonicalJson.Encode(foreign)));
        var file = Forgery.Of(repository.RootFile, signed =>
        {
            signed["keys"]![id] = foreign;
            signed["roles"]!["root"]!["keyids"]!.AsArray().Add((JsonNode)id);
        }, repository.RootSigners);
        var read = MetadataReader.Root(file).Value.Signed;
        Assert.Null(read.Keys[id].Key);
        Assert.True(TrustedMetadata.Start(file).Ok);
        Assert.True(MetadataReader.Root(MetadataWriter.Write(read)).Ok);
    }

    [Fact]
    public void Accepts_Ed25519_operators()
    {
        var signer = SoftwareSigner.Create(SignatureAlgorithm.Ed25519);
        repository.Rotate(root => root with
        {
            Keys = SampleRepository.Keys([.. repository.TargetsSigners, repository.TimestampSigner, repository.SnapshotSigner, signer]),
            Roles = new Dictionary<string, RoleKeys>(root.Roles) { ["root"] = SampleRepository.Of(1, signer) },
        }, signer);
        Assert.True(TrustedMetadata.Start(repository.RootFile).Ok);
    }

    [Fact]
    public void Accepts_a_placeholder_signature_that_does_not_count()
    {
        var file = Forgery.Tamper(repository.RootFile, json =>
        {
            json["signatures"]![0]!["sig"] = "";
            json["signatures"]!.AsArray().Add((JsonNode)new JsonObject { ["keyid"] = "stranger", ["sig"] = "zz" });
        });
        Assert.True(TrustedMetadata.Start(file).Ok);
    }

    [Theory]
    [InlineData("2.0.0")]
    [InlineData("0.9")]
    [InlineData("1")]
    [InlineData("1.0.0.0")]
    [InlineData("1.x")]
    [InlineData("1.-1")]
    [InlineData("10.0.0")]
    public void Rejects_another_specification(string version)
    {
        var file = Forgery.Of(repository.RootFile, signed => signed["spec_version"] = version, repository.RootSigners);
        Assert.Equal(MetadataFault.UnsupportedSpecVersion, TrustedMetadata.Start(file).Fault);
    }

    public static TheoryData<string, Action<JsonObject>> Malformed => new()
    {
        { "version 0", signed => signed["version"] = 0 },
        { "version as text", signed => signed["version"] = "1" },
        { "no version", signed => signed.Remove("version") },
        { "expiry with a fraction", signed => signed["expires"] = "2030-01-01T00:00:00.5Z" },
        { "no expiry", signed => signed.Remove("expires") },
        { "no type", signed => signed.Remove("_type") },
        { "no roles", signed => signed.Remove("roles") },
        { "a top-level role missing", signed => signed["roles"]!.AsObject().Remove("snapshot") },
        { "a key identifier that is not its hash", signed => Rename(signed["keys"]!.AsObject(), new string('0', 64)) },
        { "a key identifier twice in one role", signed => signed["roles"]!["root"]!["keyids"]!.AsArray().Add(signed["roles"]!["root"]!["keyids"]![0]!.DeepClone()) },
        { "a threshold as text", signed => signed["roles"]!["root"]!["threshold"] = "2" },
        { "a threshold beyond 32 bits", signed => signed["roles"]!["root"]!["threshold"] = 1L << 32 },
        { "keys as an array", signed => signed["keys"] = new JsonArray() },
        { "consistent_snapshot as text", signed => signed["consistent_snapshot"] = "true" },
    };

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public void Rejects_a_root_with(string flaw, Action<JsonObject> change)
    {
        var result = TrustedMetadata.Start(Forgery.Of(repository.RootFile, change, repository.RootSigners));
        Assert.True(result.Fault == MetadataFault.Malformed, $"{flaw}: {result.Fault}");
    }

    public static TheoryData<string, Action<JsonObject>> MalformedTargets => new()
    {
        { "a delegation to a top-level role", role => role["name"] = "snapshot" },
        { "neither paths nor hash prefixes", role => role.Remove("paths") },
        { "both paths and hash prefixes", role => role["path_hash_prefixes"] = new JsonArray("00") },
        { "no statement whether it terminates", role => role.Remove("terminating") },
        { "a path that is no text", role => role["paths"] = new JsonArray(1) },
        { "an empty name", role => role["name"] = "" },
        { "a delegated role twice", role => role.Parent!.AsArray().Add(role.DeepClone()) },
    };

    [Theory]
    [MemberData(nameof(MalformedTargets), DisableDiscoveryEnumeration = true)]
    public void Rejects_targets_with(string flaw, Action<JsonObject> change)
    {
        var read = MetadataReader.Targets(Forgery.Of(repository.TargetsFile, signed => change(signed["delegations"]!["roles"]![0]!.AsObject())));
        Assert.False(read.Ok, flaw);
        Assert.Equal(DecodeFault.Malformed, read.Fault);
    }

    [Theory]
    [InlineData("hashes without SHA-256", "{\"sha512\":\"00\"}")]
    [InlineData("a hash of another length", "{\"sha256\":\"00\"}")]
    [InlineData("a hash in upper case", "{\"sha256\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}")]
    [InlineData("no hash at all", "{}")]
    public void Rejects_target_hashes(string flaw, string hashes)
    {
        var read = MetadataReader.Targets(Forgery.Of(repository.TargetsFile, signed => signed["targets"]!["registry.json"]!["hashes"] = JsonNode.Parse(hashes)));
        Assert.False(read.Ok, flaw);
    }

    [Fact]
    public void Rejects_a_threshold_of_zero_in_a_delegation()
    {
        repository.Targets = repository.Targets with { Delegations = repository.Targets.Delegations! with { Roles = [repository.Targets.Delegations.Roles[0] with { Keys = new RoleKeys([], 0) }] } };
        repository.Publish();
        Assert.Equal(MetadataFault.BadThreshold, repository.ToSnapshot().WithTargets(repository.TargetsFile, SampleRepository.Now).Fault);
    }

    [Fact]
    public void Rejects_files_beyond_their_limit_without_reading_them()
    {
        byte[] large = [.. repository.TimestampFile, .. Enumerable.Repeat((byte)' ', Limits.TimestampBytes)];
        Assert.Equal(MetadataFault.TooLarge, repository.Start().WithTimestamp(large, SampleRepository.Now).Fault);
        Assert.Equal(DecodeFault.TooLarge, MetadataReader.Root(new byte[Limits.RootBytes + 1]).Fault);
    }

    [Fact]
    public void Adds_and_replaces_signatures_without_touching_what_is_signed()
    {
        var bare = Forgery.Of(repository.RootFile, signed => signed["x-note"] = 1);
        var once = MetadataWriter.AddSignature(bare, repository.RootSigners[0]).Value;
        var again = MetadataWriter.AddSignature(once, repository.RootSigners[0]).Value;
        var both = MetadataReader.Root(MetadataWriter.AddSignature(again, repository.RootSigners[1]).Value).Value;
        Assert.Equal(2, both.Signatures.Length);
        Assert.Equal(MetadataReader.Root(bare).Value.SignedBytes.ToArray(), both.SignedBytes.ToArray());
        Assert.True(TrustedMetadata.Start(both.Bytes).Ok);
        Assert.False(MetadataWriter.AddSignature("{}"u8.ToArray(), repository.RootSigners[0]).Ok);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("timestamp")]
    [InlineData("snapshot")]
    [InlineData("targets")]
    public void Survives_mutated_files_without_a_false_acceptance(string role)
    {
        var start = repository.Start();
        var timestamp = repository.ToTimestamp();
        repository.PublishSnapshot(new Dictionary<string, MetaFile> { ["targets.json"] = new(1) });
        var snapshot = repository.ToSnapshot();
        var (file, step) = role switch
        {
            "root" => (repository.RootFile, (Func<byte[], TrustResult>)(bytes => TrustedMetadata.Start(bytes))),
            "timestamp" => (repository.TimestampFile, bytes => start.WithTimestamp(bytes, SampleRepository.Now)),
            "snapshot" => (repository.SnapshotFile, bytes => timestamp.WithSnapshot(bytes, SampleRepository.Now)),
            _ => (repository.TargetsFile, bytes => snapshot.WithTargets(bytes, SampleRepository.Now)),
        };
        var covered = Covered(file);
        Mutations.Of(file, seed: 41, count: 4_000, mutant =>
        {
            if (step(mutant).Ok)
                Assert.Equal(covered, Covered(mutant));
        });

        static byte[] Covered(byte[] bytes) => CanonicalJson.Encode(CanonicalJson.Parse(bytes, Limits.MetadataBytes).Value["signed"]);
    }

    private static void Rename(JsonObject keys, string name)
    {
        var (old, key) = keys.First();
        keys.Remove(old);
        keys[name] = key;
    }
}
