using System.Collections.Concurrent;
using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using RegionNode.Issuer.Witnessing;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Protocol;

namespace RegionNode.Issuer.Tests.World;

/// <summary>A log with a test key: honest unless a test says otherwise.</summary>
internal sealed class TestLog
{
    internal const string Origin = "test.example/log";
    private readonly Lock gate = new();
    private readonly List<byte[]> epochs = [];
    private readonly SoftwareSigner snapshotKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    internal TestLog() => Snapshot = SnapshotOf(emergency: 1);

    internal SoftwareSigner Key { get; } = SoftwareSigner.Create(SignatureAlgorithm.Ed25519);

    internal string KeySpki => Convert.ToBase64String(Key.PublicKey.SubjectPublicKeyInfo.Span);

    internal WatchedLog Watched => new(Origin, Key.PublicKey, TimeSpan.FromMinutes(5));

    /// <summary>The heads of the next epochs, by region.</summary>
    internal ImmutableSortedDictionary<string, (long Version, byte[] Hash)> Heads { get; set; } =
        ImmutableSortedDictionary.Create<string, (long, byte[])>(StringComparer.Ordinal).Add("320000", (7, new byte[32]));

    internal ulong OwnBatch { get; set; }

    internal byte[] Snapshot { get; set; }

    internal int Size
    {
        get
        {
            lock (gate)
                return epochs.Count;
        }
    }

    /// <summary>The lines that came, by size.</summary>
    internal ConcurrentQueue<(long Size, string Line)> Lines { get; } = new();

    /// <summary>As a hub whose policy does not name this witness.</summary>
    internal bool TakesNothing { get; set; }

    internal byte[] SnapshotOf(long emergency) => MetadataWriter.Write(
        new SnapshotRole(1, new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero), ImmutableDictionary<string, MetaFile>.Empty.Add("emergency.json", new MetaFile(emergency))),
        snapshotKey);

    internal TestLog Append(DateTimeOffset time)
    {
        lock (gate)
        {
            var heads = Heads.Select(head => (head.Key, (ReadOnlyMemory<byte>)head.Value.Hash)).ToList();
            epochs.Add(new Epoch(
                epochs.Count, Instants.WholeSeconds(time), System.Security.Cryptography.SHA256.HashData(Snapshot), HeadsTree.Root(heads), heads.Count, MerkleTree.EmptyRoot, 0).Write());
        }
        return this;
    }

    /// <summary>The note that this log signs of its first leaves. Ed25519: the same bytes each time.</summary>
    internal byte[] NoteOf(int size)
    {
        lock (gate)
        {
            var leaves = epochs.Take(size).Select(epoch => MerkleTree.LeafHash(epoch)).ToList();
            return SignedCheckpoint.Sign(new Checkpoint(Origin, size, MerkleTree.Root(leaves)), Key).Note.Write();
        }
    }

    /// <summary>A policy that names this log and one region as its only witness.</summary>
    internal LogPolicy Policy(string witnessSpki, string region = Province.Code) => new()
    {
        Origin = Origin,
        Key = Key.PublicKey,
        Witnesses = [Witness.Of(Origin, region, PublicKey.FromSpki(Convert.FromBase64String(witnessSpki)).Value)],
        Quorum = 1,
    };

    /// <summary>
    /// A batch as the hub serves it once it is logged: alone in the only epoch of a log of its own that has this key, cosigned by a
    /// witness of the test.
    /// </summary>
    internal byte[] Logged(HeldLink batch, SoftwareSigner witness, DateTimeOffset at)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(batch.Payload);
        var epoch = new Epoch(
            0, Instants.WholeSeconds(at), System.Security.Cryptography.SHA256.HashData(Snapshot), MerkleTree.EmptyRoot, 0, MerkleTree.LeafHash(hash), 1).Write();
        var checkpoint = new Checkpoint(Origin, 1, MerkleTree.LeafHash(epoch));
        var line = NoteSignature.Read(Cosignature.Sign(checkpoint, Witness.NameOf(Origin, "320000"), witness, Instants.WholeSeconds(at)))!;
        var proof = new LogProof(epoch, 0, [], SignedCheckpoint.Sign(checkpoint, Key).Note.With([line]).Write());
        return new LoggedBatch(batch.Body, new BatchPlace(batch.Signed, 0, [], proof.Write())).Write();
    }

    /// <summary>Takes leaves back, as no honest log does.</summary>
    internal TestLog Truncate(int size)
    {
        lock (gate)
            epochs.RemoveRange(size, epochs.Count - size);
        return this;
    }

    /// <summary>The honest offer.</summary>
    internal WitnessOffer Offer(long from)
    {
        lock (gate)
        {
            var leaves = epochs.Select(epoch => MerkleTree.LeafHash(epoch)).ToList();
            var offer = new WitnessOffer
            {
                Checkpoint = ByteString.CopyFrom(SignedCheckpoint.Sign(new Checkpoint(Origin, leaves.Count, MerkleTree.Root(leaves)), Key).Note.Write()),
                Epoch = ByteString.CopyFrom(epochs[^1]),
                OwnBatch = OwnBatch,
                Snapshot = ByteString.CopyFrom(Snapshot),
            };
            if (from > 0 && from < leaves.Count)
                offer.Consistency.AddRange(Bytes(MerkleTree.ConsistencyPath(leaves, (int)from, leaves.Count)));
            offer.EpochPath.AddRange(Bytes(MerkleTree.Path(leaves, leaves.Count - 1)));
            if (Heads.TryGetValue(Province.Code, out var own))
            {
                var (index, path) = HeadsTree.Prove([.. Heads.Select(head => (head.Key, (ReadOnlyMemory<byte>)head.Value.Hash))], Province.Code);
                offer.OwnHead = new HeadProof { Version = (ulong)own.Version, Hash = ByteString.CopyFrom(own.Hash), Index = (uint)index, Count = (uint)Heads.Count };
                offer.OwnHead.Path.AddRange(Bytes(path));
            }
            return offer;
        }
    }

    private static IEnumerable<ByteString> Bytes(IEnumerable<ReadOnlyMemory<byte>> hashes) => hashes.Select(hash => ByteString.CopyFrom(hash.Span));
}

/// <summary>The log over gRPC.</summary>
internal sealed class LogService(TestLog? log) : TransparencyLog.TransparencyLogBase
{
    public override Task<WitnessOffer> Offer(WitnessQuery request, ServerCallContext context) =>
        log is not { Size: > 0 } ? throw Fault(StatusCode.Unavailable)
        : request.Size > (ulong)log.Size ? throw Fault(StatusCode.FailedPrecondition)
        : Task.FromResult(log.Offer((long)request.Size));

    public override Task<CosignReceipt> Cosign(CosignRequest request, ServerCallContext context)
    {
        if (log!.TakesNothing)
            throw Fault(StatusCode.PermissionDenied);
        log.Lines.Enqueue(((long)request.Size, request.Line));
        return Task.FromResult(new CosignReceipt { Cosignatures = 1 });
    }

    private static RpcException Fault(StatusCode status) => new(new Grpc.Core.Status(status, "test"));
}
