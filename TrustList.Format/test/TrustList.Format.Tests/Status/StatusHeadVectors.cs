using System.Text.Json.Nodes;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing;

namespace TrustList.Format.Tests.Status;

/// <summary>The vectors that are signed: heads and packages, by test keys with repeatable signatures.</summary>
internal static class StatusHeadVectors
{
    private const string KeyId = "test-status-key-1";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly RepeatableSigner Signer = new(20_260_301);
    private static readonly RepeatableSigner Stranger = new(20_260_302);

    public static JsonObject Keys() => new() { [KeyId] = Signer.PublicKey.ToPem() };

    public static IEnumerable<JsonObject> Heads()
    {
        var state = StatusCodecTests.Sample(2, 50, 4);
        var first = new StatusHeadClaims("510000", 1, Now.AddMinutes(-2), 2, state.Root(), StatusHeadClaims.NoPrevious);
        state.Set(9, 2);
        var second = first with { Version = 2, IssuedAt = Now.AddMinutes(-1), StateRoot = state.Root(), Previous = StatusHead.Hash(first) };
        var good = StatusHead.Sign(second, Signer, KeyId);
        yield return Head("the first of a region", StatusHead.Sign(first, Signer, KeyId));
        yield return Head("its successor", good);
        yield return Head("a large version and no block", StatusHead.Sign(second with { Version = 4_000_000_000_000, Blocks = 0 }, Signer, KeyId));
        yield return Head("from the future", StatusHead.Sign(second with { IssuedAt = Now.AddSeconds(61) }, Signer, KeyId));
        yield return Head("60 seconds ahead", StatusHead.Sign(second with { IssuedAt = Now.AddSeconds(60) }, Signer, KeyId));
        yield return Head("of another region", good, "320000");
        yield return Head("signed by a stranger", StatusHead.Sign(second, Stranger, KeyId));
        yield return Head("of an unknown key", StatusHead.Sign(second, Signer, "test-status-key-2"));
        yield return Head("a version 2 without predecessor", SignAnyway(second with { Previous = StatusHeadClaims.NoPrevious }, StatusHead.MediaType));
        yield return Head("129 blocks", SignAnyway(second with { Blocks = 129 }, StatusHead.MediaType));
        yield return Head("signed for another use", SignAnyway(second, StatusListToken.CwtMediaType));
        yield return Head("without the tag", good[1..]);
        yield return Head("cut short", good[..^1]);
        yield return Head("a byte more", [.. good, 0]);
        yield return Head("another signature of the same key", [.. good[..^1], (byte)(good[^1] ^ 1)]);
    }

    public static IEnumerable<JsonObject> Packages()
    {
        var (one, two) = (StatusCodecTests.Sample(1, 60, 21), StatusCodecTests.Sample(2, 90, 22));
        var (before1, before2) = (one.Copy(), two.Copy());
        var (changes1, changes2) = (StatusCodecTests.Delta(new SeededGenerator(6), 1, 7), StatusCodecTests.Delta(new SeededGenerator(7), 3, 12));
        one.Apply(changes1);
        two.Apply(changes2);
        VerifiedStatusHead[] heads = [Verified("110000", one), Verified("510000", two)];
        var third = Verified("650000", StatusCodecTests.Sample(1, 3, 23));
        var others = (third.Claims.Region, third.Hash);
        var rollup = new StatusPackage
        {
            Kind = StatusPackageKind.Rollup,
            FromEpoch = 41,
            Heads = [.. heads.Select(head => CompactHead.Of(head))],
            Others = [others],
            Payloads = [StatusDeltaCodec.Encode(StatusDelta.Concat([changes1, changes2]))],
            LogProof = new byte[] { 1, 2, 3 },
        };
        var snapshot = rollup with
        {
            Kind = StatusPackageKind.Snapshot,
            FromEpoch = 0,
            Payloads = [StatusSnapshotCodec.Encode(one), StatusSnapshotCodec.Encode(two)],
            LogProof = default,
        };
        var root = HeadsTree.Root([.. heads.Select(head => (head.Claims.Region, head.Hash)), others]);
        yield return Package("two regions whole, one by its hash", snapshot, root);
        var before = new JsonObject { ["110000"] = StatusVectors.Entries(before1.Exceptions()), ["510000"] = StatusVectors.Entries(before2.Exceptions()) };
        yield return Package("two regions since epoch 41", rollup, root, before);
        yield return Package("heads alone", new StatusPackage
        {
            Kind = StatusPackageKind.Heads,
            Heads = [.. heads.Append(third).Select(head => CompactHead.Of(head, withRoot: true))],
        }, root);
        yield return Package("nothing at all", new StatusPackage { Kind = StatusPackageKind.Heads }, HeadsTree.Root([]));
        var written = snapshot.Write();
        yield return Refused("cut short", written[..^1]);
        yield return Refused("a byte more", [.. written, 0]);
        yield return Refused("an unknown kind", Replace(written, "snapshot"u8, "snapshod"u8));
        yield return Refused("regions out of order", Replace(written, "110000"u8, "910000"u8));
        yield return Refused("a region twice", Replace(written, "650000"u8, "510000"u8));
        yield return Refused("nothing", []);
    }

    private static VerifiedStatusHead Verified(string region, RegionStatus state)
    {
        var claims = new StatusHeadClaims(region, 1, Now.AddMinutes(-1), state.Blocks, state.Root(), StatusHeadClaims.NoPrevious);
        return VerifiedStatusHead.Verify(StatusHead.Sign(claims, Signer, KeyId), region, Key, Now).Value;
    }

    private static JsonObject Head(string name, byte[] head, string region = "510000")
    {
        var vector = new JsonObject { ["name"] = name, ["region"] = region, ["now"] = Now.ToUnixTimeSeconds() };
        var verified = VerifiedStatusHead.Verify(head, region, Key, Now);
        if (verified.Ok)
        {
            var claims = verified.Value.Claims;
            (vector["version"], vector["issued"], vector["blocks"]) = (claims.Version, claims.IssuedAt.ToUnixTimeSeconds(), claims.Blocks);
            vector["stateRoot"] = StatusVectors.Hex(claims.StateRoot);
            vector["previous"] = StatusVectors.Hex(claims.Previous);
            vector["hash"] = StatusVectors.Hex(verified.Value.Hash);
        }
        else
        {
            vector["fault"] = verified.Fault.ToString();
        }
        vector["head"] = StatusVectors.Hex(head);
        return vector;
    }

    private static JsonObject Package(string name, StatusPackage package, ReadOnlyMemory<byte> root, JsonObject? before = null) => new()
    {
        ["name"] = name,
        ["kind"] = package.Kind.ToString().ToLowerInvariant(),
        ["fromEpoch"] = package.FromEpoch,
        ["now"] = Now.ToUnixTimeSeconds(),
        ["headsRoot"] = StatusVectors.Hex(root),
        ["before"] = before,
        ["package"] = StatusVectors.Hex(package.Write()),
    };

    private static JsonObject Refused(string name, byte[] package) => new()
    {
        ["name"] = name,
        ["fault"] = StatusPackage.Read(package).Fault.ToString(),
        ["package"] = StatusVectors.Hex(package),
    };

    private static byte[] SignAnyway(StatusHeadClaims claims, string type) => CoseSign1.Sign(
        Signer, new CoseHeaders { KeyId = System.Text.Encoding.UTF8.GetBytes(KeyId), Type = type }, claims.ToPayload(), tagged: true);

    private static byte[] Replace(byte[] bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> with)
    {
        var replaced = bytes.ToArray();
        with.CopyTo(replaced.AsSpan(bytes.AsSpan().IndexOf(old)));
        return replaced;
    }

    private static PublicKey? Key(string keyId) => keyId == KeyId ? Signer.PublicKey : null;
}
