using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing;
using TrustList.Testing.Credentials;

namespace Conformance.Areas;

/// <summary>One head with one chunk proof: each check of a head by itself, and each of a proof.</summary>
internal static class HeadsProofCases
{
    private const string Twin = "heads/proof/an-exception";
    private const int Index = StateWorld.Suspended;

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Honest().Concat(Heads()).Concat(Proofs())];

    private static IEnumerable<ConformanceCase> Honest()
    {
        yield return Says(Twin, "An entry that is suspended", Index, StatusValue.Suspended);
        yield return Says("heads/proof/beside-an-exception", "An entry of the same chunk that is valid", Index + 1, StatusValue.Valid);
        yield return Says("heads/proof/a-chunk-without-exceptions", "An entry of a chunk in which all are valid", 700_000, StatusValue.Valid);
        yield return Says("heads/proof/the-last-entry", "The last entry of a block", 1_048_575, StatusValue.Valid);
        yield return Of("heads/proof/a-later-block", "An entry of a region's second block", null, "7.7", async (run, world) =>
        {
            var uri = world.Scene.Acceptor.Node!.StatusBase + "1";
            await AskAsync(run, world, uri, 3, world.Status.HeadOf("320000", 1).Head, world.Status.StateOf("320000", 1).Prove(StatusSpace.EntryOf(1, 3)).Bytes.ToArray(), StatusPlay.Says(uri, 3, StatusValue.Restricted));
        });
        yield return Good("issued-a-minute-ahead", "A head issued sixty seconds after now", (token, world) => Claim(token, HeadToken.IssuedAt, CborNode.Number(StatusToken.Seconds(world.Now.AddSeconds(60)))));
    }

    private static IEnumerable<ConformanceCase> Heads()
    {
        yield return Head("signed-by-a-stranger", "A head signed by another key under the region's key's name", (token, _) => token.Signer = TestKeys.Create(SignatureAlgorithm.ES256), "BadSignature");
        yield return Head("signed-by-another-region", "A head signed by another region's key", (token, world) => (token.Signer, token.KeyId) = (world.Scene.Acceptor.StatusKey, world.Scene.Acceptor.StatusKey.PublicKey.Thumbprint), "UnknownKey");
        yield return Head("by-a-key-of-nobody", "A head by a key that nobody lists", (token, _) => token.KeyId = "nobody", "UnknownKey");
        yield return Head("without-key", "A head that names no key", (token, _) => token.KeyId = null, "Malformed", "UnknownKey");
        yield return Head("typed-as-a-list", "A head under the type of a status list", (token, _) => token.Type = "application/statuslist+cwt", "WrongType");
        yield return Head("typed-as-an-answer", "A head under the type of a live answer", (token, _) => token.Type = LiveAssertion.MediaType, "WrongType");
        yield return Head("without-type", "A head without type", (token, _) => token.Type = null, "WrongType", "Malformed");
        yield return Head("of-another-region", "A head about another region", (token, _) => Claim(token, HeadToken.Region, CborNode.Text("320000")), "WrongSubject");
        yield return Head("from-the-future", "A head issued 61 seconds after now", (token, world) => Claim(token, HeadToken.IssuedAt, CborNode.Number(StatusToken.Seconds(world.Now.AddSeconds(61)))), "FromTheFuture");
        yield return Head("of-version-0", "A head of version 0", (token, _) => Claim(token, HeadToken.Version, CborNode.Number(0)), "Malformed");
        yield return Head("of-129-blocks", "A head of 129 blocks", (token, _) => Claim(token, HeadToken.Blocks, CborNode.Number(129)), "Malformed");
        yield return Head("with-a-root-of-31-bytes", "A state root of 31 bytes", (token, world) => Claim(token, HeadToken.StateRoot, CborNode.Bytes(world.HeadOf(world.Scene.Home, 1).Claims.StateRoot.Span[..31])), "Malformed");
        yield return Head("first-with-a-predecessor", "A head of version 1 that follows another", (token, _) => Claim(token, HeadToken.Previous, CborNode.Bytes(MerkleTree.EmptyRoot.Span)), "Malformed");
        yield return Head("second-without-a-predecessor", "A head of version 2 that follows none", (token, _) => Claim(token, HeadToken.Version, CborNode.Number(2)), "Malformed");
        foreach (var (name, label) in new[] { ("region", HeadToken.Region), ("instant", HeadToken.IssuedAt), ("version", HeadToken.Version), ("blocks", HeadToken.Blocks), ("root", HeadToken.StateRoot), ("predecessor", HeadToken.Previous) })
            yield return Head($"without-{name}", $"A head without {name}", (token, _) => Claim(token, label, null), "Malformed");
        yield return Head("with-a-claim-more", "A head with a claim that there is not", (token, _) => Claim(token, -1, CborNode.Number(1)), "Malformed");
        yield return Head("with-a-claim-twice", "A head with its region twice", (token, _) => token.Content += map => map.Pairs.Add(map.Pairs[0]), "Malformed");
        yield return Head("claims-in-another-order", "A head whose claims stand in another order", (token, _) => token.Content += map => map.Pairs.Reverse(), "Malformed");
        yield return Head("claim-in-a-longer-form", "A head with a number that takes a byte more than it needs", (token, _) => Claim(token, HeadToken.Blocks, new CborLeaf([0x18, 0x01])), "Malformed");
        yield return Head("byte-behind-the-claims", "A byte behind a head's claims", (token, _) => token.Payload = claims => [.. claims, 0], "Malformed");
        yield return Head("without-its-tag", "A head without tag 18", (token, _) => token.Token = bytes => bytes[1..], "Malformed");
        yield return Head("byte-behind", "A byte behind a head", (token, _) => token.Token = bytes => [.. bytes, 0], "Malformed");
        yield return Head("cut", "A head cut by a byte", (token, _) => token.Token = bytes => bytes[..^1], "Malformed");
        yield return Head("with-an-open-header", "A head with an unprotected header", (token, _) => token.Headers = (_, open) => open.Pairs.Add((CborNode.Number(99), CborNode.Number(1))), "Malformed");
        yield return Head("with-a-header-more", "A head with a protected header more", (token, _) => token.Headers = (guarded, _) => guarded.Pairs.Add((CborNode.Number(99), CborNode.Number(1))), "Malformed");
        yield return Head("larger-than-its-limit", "A head of more than 1,024 bytes", (token, _) => Claim(token, -1, CborNode.Bytes(new byte[1_024])), "TooLarge", "Malformed");
        yield return Head("signature-of-zeros", "A head whose signature is zero", (token, _) => token.Seal = (signature, _) => new byte[signature.Length], "BadSignature");
    }

    private static IEnumerable<ConformanceCase> Proofs()
    {
        yield return Proof("of-another-chunk", "The proof of the next chunk", (_, state) => state.Prove(Index + 4_096).Bytes.ToArray(), "WrongSubject");
        yield return Bent("under-another-number", "The proof of the next chunk under this one's number", (list, state) =>
        {
            var other = (CborList)CborNode.Parse(state.Prove(Index + 4_096).Bytes);
            (list[2], list[3]) = (other[2], other[3]);
        }, "RootMismatch");
        yield return Bent("without-its-exceptions", "A proof whose chunk has no exceptions any more", (list, _) => list[2] = CborNode.Bytes([]), "RootMismatch");
        yield return Bent("with-another-value", "A proof with another value", (list, _) => list[2] = CborNode.Bytes([list[2].ToBytes()[0], (byte)(list[2].ToBytes()[1] ^ 1)]), "RootMismatch");
        yield return Bent("path-with-another-hash", "A proof with another hash in its path", (list, _) => ((CborList)list[3])[0] = CborNode.Bytes(new byte[32]), "RootMismatch");
        yield return Bent("path-shorter", "A proof with a hash less", (list, _) => ((CborList)list[3]).Items.RemoveAt(7), "RootMismatch");
        yield return Bent("path-longer", "A proof with a hash more", (list, _) => ((CborList)list[3]).Items.Add(CborNode.Bytes(new byte[32])), "RootMismatch");
        yield return Bent("path-empty", "A proof without path", (list, _) => ((CborList)list[3]).Items.Clear(), "RootMismatch");
        yield return Bent("hash-of-31-bytes", "A proof with a hash of 31 bytes", (list, _) => ((CborList)list[3])[0] = CborNode.Bytes(new byte[31]), "Malformed");
        yield return Bent("of-another-format", "A proof of another format", (list, _) => list[0] = CborNode.Text("chunk-proof/2"), "Malformed");
        yield return Bent("with-five-items", "A proof with a fifth item", (list, _) => list.Items.Add(CborNode.Number(0)), "Malformed");
        yield return Bent("larger-than-its-limit", "A proof of more than 16,384 bytes", (list, _) => list[2] = CborNode.Bytes(new byte[16_384]), "TooLarge");
        yield return Proof("cut", "A proof cut by a byte", (_, state) => state.Prove(Index).Bytes.ToArray()[..^1], "Malformed");
        yield return Proof("byte-behind", "A byte behind a proof", (_, state) => [.. state.Prove(Index).Bytes.Span, 0], "Malformed");
        yield return Proof("indefinite", "A proof whose array has no length", (_, state) => [0x9F, .. state.Prove(Index).Bytes.Span[1..], 0xFF], "Malformed");
        yield return Proof("long-head", "A proof whose array's length takes two bytes", (_, state) => [0x98, 0x04, .. state.Prove(Index).Bytes.Span[1..]], "Malformed");
        yield return Proof("of-a-later-state", "The proof of the state after the head's", (world, _) =>
        {
            world.Change((Index, StatusValue.Valid));
            return world.Status.StateOf("310000", 2).Prove(Index).Bytes.ToArray();
        }, "RootMismatch");
        yield return Of("heads/proof/of-a-block-that-is-not-open", "An entry of a block that is not opened", Twin, "7.7", (run, world) => AskAsync(
            run, world, world.Scene.Home.Node!.StatusBase + "1", Index, world.Status.HeadOf("310000", 1).Head, world.Status.StateOf("310000", 1).Prove(Index).Bytes.ToArray(), Expectation.Rejected("WrongSubject", "StatusIndexUnknown")));
        yield return Leaf("exceptions-descending", "A region signs a chunk whose exceptions descend", [0x38, 0x92, 0x38, 0x82]);
        yield return Leaf("exception-twice", "A region signs a chunk with an exception twice", [0x38, 0x81, 0x38, 0x82]);
        yield return Leaf("exception-of-value-0", "A region signs a chunk with an exception that is none", [0x38, 0x80, 0x38, 0x92]);
        yield return Leaf("exceptions-of-an-odd-number-of-bytes", "A region signs a chunk with half an exception", [0x38, 0x82, 0x38]);
    }

    private static ConformanceCase Of(string id, string title, string? twin, string section, Func<CaseRun, StateWorld, Task> play) =>
        HeadsCase.Of(id, title, twin, section == "7.7" ? ["7.7"] : [section, "7.7"], async run => await play(run, await StateWorld.BeginAsync(run)));

    private static ConformanceCase Says(string id, string title, int index, StatusValue value) => Of(id, title, null, "7.8", (run, world) => AskAsync(
        run, world, world.Scene.StatusUri, index, HeadToken.Of(world.Scene, world.HeadOf(world.Scene.Home, 1).Claims).Write(asJwt: false),
        world.Status.StateOf("310000", 1).Prove(index).Bytes.ToArray(), StatusPlay.Says(world.Scene.StatusUri, index, value)));

    private static ConformanceCase Good(string name, string title, Action<StatusToken, StateWorld> change) => Of($"heads/proof/{name}", title, null, "7.8", (run, world) =>
        AskAsync(run, world, change, StatusPlay.Says(world.Scene.StatusUri, Index, StatusValue.Suspended)));

    private static ConformanceCase Head(string name, string title, Action<StatusToken, StateWorld> change, params string[] reasons) => Of($"heads/head/{name}", title, Twin, "7.8", (run, world) =>
        AskAsync(run, world, change, Expectation.Rejected(reasons)));

    private static Task AskAsync(CaseRun run, StateWorld world, Action<StatusToken, StateWorld> change, Expectation expected)
    {
        var token = HeadToken.Of(world.Scene, world.HeadOf(world.Scene.Home, 1).Claims);
        change(token, world);
        return AskAsync(run, world, world.Scene.StatusUri, Index, token.Write(asJwt: false), world.Status.StateOf("310000", 1).Prove(Index).Bytes.ToArray(), expected);
    }

    private static ConformanceCase Proof(string name, string title, Func<StateWorld, RegionStatus, byte[]> proof, params string[] reasons) => Of($"heads/proof/{name}", title, Twin, "7.7", (run, world) => AskAsync(
        run, world, world.Scene.StatusUri, Index, world.Status.HeadOf("310000", 1).Head, proof(world, world.Status.StateOf("310000", 1)), Expectation.Rejected([.. reasons, "Malformed"])));

    private static ConformanceCase Bent(string name, string title, Action<CborList, RegionStatus> change, params string[] reasons) => Proof(name, title, (_, state) =>
    {
        var list = (CborList)CborNode.Parse(state.Prove(Index).Bytes);
        change(list, state);
        return list.Encode();
    }, reasons);

    // Entry 5,000 is position 904 (0x388) of chunk 1: the region signs a root over leaf data that no honest state has.
    private static ConformanceCase Leaf(string name, string title, byte[] leaf) => Of($"heads/proof/{name}", title, Twin, "7.7", (run, world) =>
    {
        var leaves = Enumerable.Range(0, 256).Select(chunk => MerkleTree.LeafHash(chunk == 1 ? leaf : [])).ToList();
        var head = HeadToken.Of(world.Scene, world.HeadOf(world.Scene.Home, 1).Claims with { StateRoot = MerkleTree.Root(leaves) }).Write(asJwt: false);
        var path = new CborList();
        path.Items.AddRange(MerkleTree.Path(leaves, 1).Select(hash => CborNode.Bytes(hash.Span)));
        var proof = new CborList { Items = { CborNode.Text("chunk-proof/1"), CborNode.Number(1), CborNode.Bytes(leaf), path } };
        return AskAsync(run, world, world.Scene.StatusUri, Index, head, proof.Encode(), Expectation.Rejected("Malformed"));
    });

    private static void Claim(StatusToken token, long label, CborNode? value) => token.Content += map => map.Set(label, value);

    private static Task AskAsync(CaseRun run, StateWorld world, string uri, long index, byte[] head, byte[] proof, Expectation expected) =>
        run.AskAsync(new System.Text.Json.Nodes.JsonObject
        {
            ["cmd"] = "status",
            ["uri"] = uri,
            ["index"] = index,
            ["now"] = TrustList.Format.Encoding.Instants.Format(world.Now),
            ["head"] = Convert.ToBase64String(head),
            ["chunkProof"] = Convert.ToBase64String(proof),
        }, expected, CaseRun.ShortPatience);
}
