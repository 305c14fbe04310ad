using RegionNode.Issuer.Submission;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using PublicKey = TrustList.Format.Signing.PublicKey;

namespace RegionNode.Issuer.CatchingUp;

/// <summary>
/// What the hub holds of this region, read from its public files. Holding one proves that this region's status keys signed the head, and so the
/// state, and the batches, one behind the other; not that there is nothing newer: the hub could withhold that.
/// </summary>
/// <param name="Head">The newest head that the newest epoch binds; null: none.</param>
/// <param name="State">Its state; every entry Valid where there is no head.</param>
/// <param name="Batches">The batches after those that are known, each with its leaves.</param>
internal sealed record HubWord(VerifiedStatusHead? Head, RegionStatus State, IReadOnlyList<(VerifiedIssuanceBatch Batch, IReadOnlyList<ReadOnlyMemory<byte>> Leaves)> Batches)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="HubUnreachableException">The hub does not answer, or what it shows is not this region's.</exception>
    internal static async Task<HubWord> ReadAsync(PublicHub hub, string region, IssuersDocument issuers, long knownBatches, ReadOnlyMemory<byte> lastBatch, DateTimeOffset now, CancellationToken cancellation)
    {
        PublicKey? Key(string id) => issuers.FindStatusKey(id) is { } record && PublicKey.FromSpki(record.Spki.Span) is { Ok: true } key ? key.Value : null;
        var (head, state) = await HeadAsync(hub, region, Key, now, cancellation);
        var batches = new List<(VerifiedIssuanceBatch, IReadOnlyList<ReadOnlyMemory<byte>>)>();
        for (var number = knownBatches + 1; await hub.LoggedBatchAsync(number, cancellation) is { } bytes; number++)
        {
            var logged = LoggedBatch.Read(bytes);
            if (!logged.Ok)
                throw Wrong($"batch {number}: {logged.Detail}");
            var batch = VerifiedIssuanceBatch.Verify(logged.Value.Place.Batch, region, Key, now);
            if (!batch.Ok)
                throw Wrong($"batch {number}: {batch.Fault} {batch.Detail}");
            var leaves = logged.Value.LeafHashes();
            if (batch.Value.Claims.Number != number || !batch.Value.Claims.Previous.Span.SequenceEqual(lastBatch.Span) || !batch.Value.Claims.Covers(leaves))
                throw Wrong($"batch {number} does not follow the one before, or not with these leaves");
            lastBatch = batch.Value.Hash;
            batches.Add((batch.Value, leaves));
        }
        return new HubWord(head, state, batches);
    }

    private static async Task<(VerifiedStatusHead?, RegionStatus)> HeadAsync(PublicHub hub, string region, Func<string, PublicKey?> key, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await hub.RegionStateAsync(cancellation) is not { } bytes)
            return (null, new RegionStatus(0));
        var package = StatusPackage.Read(bytes);
        if (!package.Ok || package.Value is not { Kind: StatusPackageKind.Snapshot, Heads: [var compact], Payloads: [var payload] })
            throw Wrong($"state/region/{region}: {package.Detail}");
        var state = StatusSnapshotCodec.Decode(payload);
        if (!state.Ok || key(compact.KeyId) is not { } signer)
            throw Wrong($"state/region/{region}: {state.Detail}");
        var head = VerifiedStatusHead.Verify(compact.ToHead(state.Value.Root(), signer.Algorithm), region, key, now);
        return head.Ok ? (head.Value, state.Value) : throw Wrong($"head {compact.Version}: {head.Fault} {head.Detail}");
    }

    private static HubUnreachableException Wrong(string what) => new($"the hub shows what this region did not sign: {what}", new InvalidDataException(what));
}
