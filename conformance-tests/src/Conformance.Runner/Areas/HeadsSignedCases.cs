using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Credentials;

namespace Conformance.Areas;

/// <summary>Packages with one change of a head, of its signature, or of the epoch that proves them.</summary>
internal static class HeadsSignedCases
{
    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Heads().Concat(Epochs())];

    private static IEnumerable<ConformanceCase> Heads()
    {
        yield return Head("signed-by-a-stranger", "A head signed by another key under the name of the region's", (world, head) => head with { Signature = Sign(world, TestKeys.Create(SignatureAlgorithm.ES256)) }, "BadSignature");
        yield return Head("signed-by-the-document-signer", "A head signed by the region's document signer", (world, head) => head with { Signature = Sign(world, world.Scene.Home.SignerKey) }, "BadSignature");
        yield return Head("signature-of-the-head-before", "A head with the signature of the one before", (world, head) => head with { Signature = world.HeadOf(world.Scene.Home, 1).Signature }, "BadSignature");
        yield return Head("signature-bit", "A bit of a head's signature", (_, head) => head with { Signature = Flipped(head.Signature) }, "BadSignature");
        yield return Head("signature-short", "A head's signature without its last byte", (_, head) => head with { Signature = head.Signature[..^1] }, "BadSignature");
        yield return Head("head-of-a-later-version", "A head whose version jumps", (_, head) => head with { Version = 4 }, "HeadsMismatch");
        yield return Head("head-of-a-later-instant", "A head with a later instant", (_, head) => head with { IssuedAt = head.IssuedAt.AddSeconds(1) }, "HeadsMismatch");
        yield return Head("head-of-another-predecessor", "A head that follows another", (_, head) => head with { Previous = Flipped(head.Previous) }, "HeadsMismatch");
        yield return Head("head-under-another-code", "A head under another region's code", (_, head) => head with { Region = "330000" }, "HeadsMismatch");
        foreach (var (name, title, change) in new (string, string, Action<CborList>)[]
        {
            ("head-of-version-0", "A head of version 0", head => head[1] = CborNode.Number(0)),
            ("head-of-129-blocks", "A head of 129 blocks", head => head[3] = CborNode.Number(129)),
            ("head-with-a-short-hash", "A head with a hash of 31 bytes before it", head => head[4] = CborNode.Bytes(new byte[31])),
            ("head-without-key", "A head whose key has no name", head => head[5] = CborNode.Bytes([])),
            ("head-without-signature", "A head without signature", head => head[6] = CborNode.Bytes([])),
            ("head-with-its-root", "A head that carries its state root in a rollup", head => head.Items.Add(CborNode.Bytes(new byte[32]))),
        })
            yield return HeadsBentCases.Bent(name, title, list => change((CborList)((CborList)list[3])[0]));
        yield return LeftWhere("signed-by-another-region", "A head signed by another region's key, under that key's name", (world, head) =>
            head with { KeyId = world.Scene.Acceptor.StatusKey.PublicKey.Thumbprint, Signature = Sign(world, world.Scene.Acceptor.StatusKey) });
        yield return LeftWhere("key-of-nobody", "A head by a key that no region lists", (_, head) => head with { KeyId = "nobody" });
    }

    private static IEnumerable<ConformanceCase> Epochs()
    {
        yield return Proof("without-proof", "A package without proof, where policy names a log", (_, _) => [], "NotWitnessed");
        yield return Proof("below-the-quorum", "One witness of two cosigned", (world, epoch) => world.Log!.Prove(epoch, world.Now, witnesses: ["310000"]), "NotWitnessed");
        yield return Proof("of-another-log", "The proof is of another log", (world, _) =>
        {
            var other = new SimulatedLog("310000", "320000");
            foreach (var epoch in world.Log!.Epochs)
                other.Append(epoch);
            return other.Prove(1, world.Now);
        }, "NotWitnessed");
        yield return Proof("not-of-the-newest-leaf", "The proof is under a checkpoint of a longer log", (world, epoch) =>
        {
            world.Status.Seal(world.Now);
            return world.Log!.Prove(epoch, world.Now);
        }, "NotWitnessed");
        yield return Proof("of-the-epoch-before", "The proof of the epoch before", (world, _) => world.Status.Proof(0), "HeadsMismatch");
        yield return Proof("proof-cut", "A proof cut by a byte", (world, epoch) => world.Status.Proof(epoch)[..^1], "NotWitnessed");
        yield return Proof("of-an-epoch-from-later", "An epoch from two minutes after now", (world, _) =>
        {
            var last = world.Log!.Epochs[^1];
            world.Log.Append(last with { Time = world.Now.AddMinutes(2) });
            return world.Log.Prove(2, world.Now);
        }, "NotWitnessed");
        yield return Proof("of-another-number-of-heads", "An epoch whose heads root is right and whose number of heads is not", (world, _) =>
        {
            var last = world.Log!.Epochs[^1];
            world.Log.Append(last with { Heads = 3 });
            return world.Log.Prove(2, world.Now);
        }, "HeadsMismatch");
        yield return HeadsBentCases.Of("since-a-later-epoch", "A rollup since an epoch after the one that is held", HeadsPackageCases.Rollup, world =>
        {
            world.Change((9, StatusValue.Invalid));
            return world.Status.Rollup(1, 2).Write();
        }, "Gap");
        yield return HeadsCase.Of(HeadsBentCases.Area + "since-a-later-epoch-that-changed-nothing", "A rollup since an epoch after the one that is held, though nothing had changed in it", HeadsPackageCases.Rollup, ["7.14"], async run =>
        {
            var world = await StateWorld.HoldingAsync(run);
            world.Status.Seal(world.Now);
            world.Step();
            world.Serve(world.Status.Rollup(1, 2).Write());
            await world.NotPulledAsync("Gap");
            await world.StandsAsync();
        });
        yield return HeadsCase.Of(HeadsBentCases.Area + "without-end", "A package that has no end", "heads/package/nation", ["7.11", "7.14"], async run =>
        {
            var world = await StateWorld.BeginAsync(run);
            world.Hub.Misbehave(Misbehaviour.Endless, path => path.StartsWith("/state/", StringComparison.Ordinal));
            await world.NotPulledAsync("TooLarge", "TooSlow");
            world.Hub.Behave();
            world.Serve(world.Status.Snapshot(0).Write());
            await world.PulledAsync(0, 1, 1);
        }) with { Flags = [CaseFlag.Live] };
        yield return HeadsBentCases.Of("since-a-later-epoch-under-an-earlier-name", "The same, and it names the epoch that is held", HeadsPackageCases.Rollup, world =>
        {
            world.Change((9, StatusValue.Invalid));
            return (world.Status.Rollup(1, 2) with { FromEpoch = 0 }).Write();
        }, "HeadsMismatch");
    }

    private static ConformanceCase Head(string name, string title, Func<StateWorld, CompactHead, CompactHead> change, params string[] reasons) =>
        HeadsBentCases.Of(name, title, HeadsPackageCases.Rollup, world => With(world, change).Write(), reasons);

    private static ConformanceCase Proof(string name, string title, Func<StateWorld, long, byte[]> proof, params string[] reasons) => HeadsCase.Of(
        HeadsBentCases.Area + name, title, HeadsPackageCases.Rollup, ["7.10", "7.14", "12.7"], async run =>
        {
            var world = await StateWorld.HoldingAsync(run);
            var package = world.Status.Rollup(0, world.Step());
            world.Serve((package with { LogProof = proof(world, 1) }).Write());
            await world.NotPulledAsync([.. reasons, "Malformed"]);
            await world.StandsAsync();
        }, Severity.Critical);

    // A region whose key does not count here is left where it was; the rest of the package is taken.
    private static ConformanceCase LeftWhere(string name, string title, Func<StateWorld, CompactHead, CompactHead> change) => HeadsCase.Of(
        HeadsBentCases.Area + name, title, HeadsPackageCases.Rollup, ["7.8", "7.14"], async run =>
        {
            var world = await StateWorld.HoldingAsync(run);
            world.Step();
            world.Serve(With(world, change).Write());
            await world.PulledAsync(1, 1, 1);
            await world.StandsAsync();
        });

    private static StatusPackage With(StateWorld world, Func<StateWorld, CompactHead, CompactHead> change)
    {
        var package = world.Status.Rollup(0, 1);
        return package with { Heads = [change(world, package.Heads[0])] };
    }

    private static ReadOnlyMemory<byte> Sign(StateWorld world, ISigner signer)
    {
        var claims = world.HeadOf(world.Scene.Home, 2).Claims;
        return VerifiedStatusHead.Verify(StatusHead.Sign(claims, signer, "any"), claims.Region, _ => signer.PublicKey, world.Now).Value.Signature;
    }

    private static byte[] Flipped(ReadOnlyMemory<byte> bytes) => [(byte)(bytes.Span[0] ^ 1), .. bytes[1..].Span];
}
