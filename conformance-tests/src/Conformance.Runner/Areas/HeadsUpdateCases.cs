using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>A pushed head with one change, of itself or of its delta. What was held stays, and the honest head is taken after.</summary>
internal static class HeadsUpdateCases
{
    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Heads().Concat(Deltas())];

    private static IEnumerable<ConformanceCase> Heads()
    {
        yield return Head("signed-by-a-stranger", "The next head signed by another key", token => token.Signer = TestKeys.Create(TrustList.Format.Signing.SignatureAlgorithm.ES256), "BadSignature");
        yield return Head("signed-by-another-region", "The next head signed by another region's key, under that key's name", (token, scene) =>
            (token.Signer, token.KeyId) = (scene.Acceptor.StatusKey, scene.Acceptor.StatusKey.PublicKey.Thumbprint), "UnknownKey") with { Severity = Severity.Critical };
        yield return Head("by-a-key-of-nobody", "The next head by a key that nobody lists", token => token.KeyId = "nobody", "UnknownKey");
        yield return Head("signature-bit", "A bit of the next head's signature", token => token.Seal = (signature, _) => [(byte)(signature[0] ^ 1), .. signature[1..]], "BadSignature");
        yield return Head("version-jumps", "The next head under the number after", token => Claim(token, HeadToken.Version, CborNode.Number(3)), "Gap");
        yield return Head("version-jumps-far", "The next head under a number far away", token => Claim(token, HeadToken.Version, CborNode.Number(long.MaxValue)), "Gap");
        yield return Head("after-another-head", "The next head after one that nobody saw", token => Claim(token, HeadToken.Previous, CborNode.Bytes(Enumerable.Repeat((byte)7, 32).ToArray())), "Gap");
        yield return Head("another-root", "The next head with the root of a state in which all are valid", token => Claim(token, HeadToken.StateRoot, CborNode.Bytes(new RegionStatus(1).Root().Span)), "RootMismatch");
        yield return Head("more-blocks-than-its-delta", "The next head with a block more than its delta opens", token => Claim(token, HeadToken.Blocks, CborNode.Number(2)), "Malformed", "RootMismatch");
        yield return Head("from-the-future", "The next head issued an hour after now", token => Claim(token, HeadToken.IssuedAt, CborNode.Number(StatusToken.Seconds(Scene.Shown.AddHours(1)))), "FromTheFuture", "Malformed");
        yield return Head("claims-in-another-order", "The next head with its claims in another order", token => token.Content += map => map.Pairs.Reverse(), "Malformed");
        yield return Head("byte-behind", "A byte behind the next head", token => token.Token = bytes => [.. bytes, 0], "Malformed");
        yield return Head("typed-as-a-list", "The next head under the type of a status list", token => token.Type = "application/statuslist+cwt", "WrongType", "Malformed");
        yield return Update("of-another-region", "The next head under another region's code", (_, head) => head with { Region = "320000" }, "UnknownKey");
        yield return Update("of-a-region-of-nobody", "The next head under a code that no region has", (_, head) => head with { Region = "990000" }, "UnknownKey");
        yield return Update("empty", "A head of no bytes", (_, head) => head with { Head = [] }, "Malformed");
    }

    private static IEnumerable<ConformanceCase> Deltas()
    {
        yield return Delta("delta-of-nothing", "A delta that changes nothing", new StatusDelta(1, []));
        yield return Delta("delta-without-a-change", "A delta without one of its changes", new StatusDelta(1, [new(Scene.StatusIndex, 2)]));
        yield return Delta("delta-with-a-change-more", "A delta with a change that the region did not sign", new StatusDelta(1, [new(Scene.StatusIndex, 2), new(StateWorld.Revoked, 0), new(StateWorld.Suspended, 0)]));
        yield return Delta("delta-with-another-value", "A delta with another value", new StatusDelta(1, [new(Scene.StatusIndex, 1), new(StateWorld.Revoked, 0)]));
        yield return Delta("delta-with-another-entry", "A delta with another entry", new StatusDelta(1, [new(Scene.StatusIndex - 1, 2), new(StateWorld.Revoked, 0)]));
        yield return Delta("delta-that-opens-a-block", "A delta that opens a block which its head has not", new StatusDelta(2, [new(Scene.StatusIndex, 2), new(StateWorld.Revoked, 0)]));
        yield return Delta("delta-of-no-blocks", "A delta of no blocks", new StatusDelta(0, []));
        yield return Update("delta-from-another-state", "The delta of the head before", (world, head) => head with { Delta = world.Status.HeadOf("310000", 1).Delta }, "RootMismatch");
        yield return Coded("delta-cut", "A delta cut by a byte", coded => coded[..^1]);
        yield return Coded("delta-byte-behind", "A byte behind a delta", coded => [.. coded, 0]);
        yield return Coded("delta-empty", "A delta of no bytes", _ => []);
        yield return Coded("delta-bit", "A bit of a delta's last byte", coded => [.. coded[..^1], (byte)(coded[^1] ^ 1)]);
        yield return Coded("delta-one-entry-more", "A delta that names one entry more than it holds", coded => [coded[0], (byte)(coded[1] + 1), .. coded[2..]]);
        yield return Coded("delta-more-entries-than-there-are", "A delta that names more entries than its blocks have", coded => [coded[0], 0x81, 0x80, 0x40, .. coded[2..]]);
        yield return Coded("delta-of-too-many-blocks", "A delta of 1,025 blocks", coded => [0x81, 0x08, .. coded[1..]]);
        yield return Coded("delta-five-million-changes", "A delta that names five million changes", coded => [8, 0xC0, 0x96, 0xB1, 0x02, .. coded[2..]]);
        yield return Coded("delta-long-number", "A delta whose number of blocks is not in its shortest form", coded => [(byte)(coded[0] | 0x80), 0, .. coded[1..]]);
        yield return Update("delta-entry-outside", "A delta with an entry beyond its blocks", (_, head) =>
        {
            var coded = StatusDeltaCodec.Encode(new StatusDelta(2, [new(Scene.StatusIndex, 2), new(StatusSpace.EntryOf(1, 0), 1)]));
            coded[0] = 1;
            return head with { Delta = coded };
        }, "Malformed", "RootMismatch");
        yield return Update("snapshot-as-its-delta", "The new state in the place of a delta", (world, head) => head with { Delta = StatusSnapshotCodec.Encode(world.Status.StateOf("310000", 2)) }, "Malformed", "RootMismatch");
    }

    private static ConformanceCase Update(string name, string title, Func<StateWorld, SimulatedHead, SimulatedHead> change, params string[] reasons) => HeadsCase.Of(
        $"heads/push/{name}", title, HeadsPushCases.Next, ["7.8", "7.9", "7.14"], async run =>
        {
            var world = await StateWorld.HoldingAsync(run);
            var head = HeadsPushCases.Harder(world);
            await world.NotPushedAsync(change(world, head), reasons);
            await world.StandsAsync();
            await world.AcceptedAsync();
            await world.PushedAsync(head, 0, 2, 1);
            await world.SaysAsync(Scene.StatusIndex, StatusValue.Suspended);
        });

    private static ConformanceCase Head(string name, string title, Action<StatusToken> change, params string[] reasons) => Head(name, title, (token, _) => change(token), reasons);

    private static ConformanceCase Head(string name, string title, Action<StatusToken, Scene> change, params string[] reasons) => Update(name, title, (world, head) =>
    {
        var token = HeadToken.Of(world.Scene, world.HeadOf(world.Scene.Home, 2).Claims);
        change(token, world.Scene);
        return head with { Head = token.Write(asJwt: false) };
    }, reasons);

    private static ConformanceCase Delta(string name, string title, StatusDelta delta) =>
        Update(name, title, (_, head) => head with { Delta = StatusDeltaCodec.Encode(delta) }, "RootMismatch", "Malformed");

    private static ConformanceCase Coded(string name, string title, Func<byte[], byte[]> change) =>
        Update(name, title, (_, head) => head with { Delta = change(head.Delta) }, "Malformed", "RootMismatch");

    private static void Claim(StatusToken token, long label, CborNode value) => token.Content += map => map.Set(label, value);
}
