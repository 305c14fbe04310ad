using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Sync.Tests.Adapter;

/// <summary>Target files, as the adapter's program fetches and keeps them.</summary>
public sealed class DownloadTests
{
    [Fact]
    public async Task Downloads_once_and_again_only_what_changed()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.AddTarget(RoleNames.Targets, "path/to/one.txt", "one");
        bed.Publish(RoleNames.Targets);
        Assert.Equal(0, await bed.Client.DownloadAsync("path/to/one.txt"));
        bed.Requests();
        Assert.Equal(0, await bed.Client.DownloadAsync("path/to/one.txt"));
        Assert.Equal(["2.root.json", "timestamp.json"], bed.Requests());

        bed.Roles[RoleNames.Targets] = bed.Roles[RoleNames.Targets] with { Targets = new Dictionary<string, TargetFile>() };
        bed.AddTarget(RoleNames.Targets, "path/to/one.txt", "another");
        bed.Publish(RoleNames.Targets);
        Assert.Equal(0, await bed.Client.DownloadAsync("path/to/one.txt"));
        Assert.Equal(["another"], bed.Downloaded());
    }

    [Fact]
    public async Task Rejects_another_file_of_the_same_length()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.AddTarget(RoleNames.Targets, "one.txt", "one");
        bed.Publish(RoleNames.Targets);
        bed.ServeTarget("one.txt", bed.Roles[RoleNames.Targets].Targets["one.txt"].Sha256, "ten"u8.ToArray());
        bed.AssertRefused(await bed.Client.DownloadAsync("one.txt"), MetadataFault.HashMismatch);
        Assert.Empty(bed.Downloaded());
    }

    [Fact]
    public async Task Stops_at_the_first_that_cannot_be_had()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.AddTarget(RoleNames.Targets, "one.txt", "one");
        bed.AddTarget(RoleNames.Targets, "two.txt", "two");
        bed.Publish(RoleNames.Targets);
        Assert.Equal(1, await bed.Client.DownloadAsync("one.txt", "none.txt", "two.txt"));
        Assert.Equal(["one"], bed.Downloaded());
    }

    [Fact]
    public async Task Checks_every_hash_it_knows_and_takes_no_file_without_one()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        var one = bed.AddTarget(RoleNames.Targets, "one.txt", "one");
        var (sha256, sha512) = (Convert.ToHexStringLower(SHA256.HashData(one)), Convert.ToHexStringLower(SHA512.HashData(one)));
        bed.ServeTarget("one.txt", sha512, one);
        foreach (var (code, hashes) in new (int, JsonObject)[]
        {
            (0, new() { ["sha512"] = sha512 }),
            (1, new() { ["sha256"] = sha256, ["sha512"] = new string('0', 128) }),
            (1, new() { ["sha3-256"] = sha256 }),
        })
        {
            bed.Publish(RoleNames.Targets);
            var version = bed.Roles[RoleNames.Targets].Version;
            bed.PutRole(RoleNames.Targets, TufBed.Forge(bed.Hub.Files[$"{version}.targets.json"], signed => signed["targets"]!["one.txt"]!["hashes"] = hashes, bed.Signers[RoleNames.Targets]));
            bed.PublishSnapshot(new Dictionary<string, MetaFile> { ["targets.json"] = new(version) });
            Assert.Equal(code, await bed.Client.DownloadAsync("one.txt"));
        }
    }

    [Fact]
    public async Task Asks_for_no_target_that_leads_outside()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        bed.Roles[RoleNames.Targets] = bed.Roles[RoleNames.Targets] with { Targets = new Dictionary<string, TargetFile> { ["../../one.txt"] = new(3, new string('0', 64)) } };
        bed.Publish(RoleNames.Targets);
        Assert.Equal(1, await bed.Client.DownloadAsync("../../one.txt"));
        Assert.Equal(4, bed.Requests().Count);
    }

    [Fact]
    public async Task Counts_an_RSA_key_and_no_signature_that_is_not_its_own()
    {
        await using var bed = await TufBed.StartTrustedAsync();
        using var rsa = RSA.Create(2048);
        var key = new JsonObject
        {
            ["keytype"] = "rsa",
            ["scheme"] = "rsassa-pss-sha256",
            ["keyval"] = new JsonObject { ["public"] = rsa.ExportSubjectPublicKeyInfoPem() },
        };
        var id = LowerHex.Of(SHA256.HashData(CanonicalJson.Encode(key)));
        bed.PublishRoot();
        bed.Put("2.root.json", TufBed.Forge(bed.Hub.Files["2.root.json"], signed =>
        {
            signed["keys"]![id] = key;
            signed["roles"]!["timestamp"]!["keyids"]!.AsArray().Add((JsonNode)id);
            signed["roles"]!["timestamp"]!["threshold"] = 2;
        }, bed.Signers[RoleNames.Root]));
        await bed.RefusedAsync(MetadataFault.BelowThreshold);

        var timestamp = CanonicalJson.Parse(bed.Hub.Files["timestamp.json"], Limits.MetadataBytes).Value;
        var signature = rsa.SignData(CanonicalJson.Encode(timestamp["signed"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        Sign(signature);
        await bed.RefreshedAsync();
        signature[9] ^= 1;
        Sign(signature);
        await bed.RefusedAsync(MetadataFault.BelowThreshold);

        void Sign(byte[] value)
        {
            var signed = timestamp.DeepClone();
            signed["signatures"]!.AsArray().Add((JsonNode)new JsonObject { ["keyid"] = id, ["sig"] = LowerHex.Of(value) });
            bed.Put("timestamp.json", CanonicalJson.EncodeText(signed));
        }
    }
}
