using Google.Protobuf;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Metadata;
using TrustList.Protocol;

namespace RegionNode.Issuer.Issuing;

/// <summary>
/// Closes batches of leaves, one chain of numbers (SPEC.md §13.2). Number, which leaves it holds and its submission are recorded in
/// one transaction before it leaves: no number is signed twice, no leaf is in two batches, none is forgotten.
/// </summary>
internal sealed class IssuanceBatches(
    NodeOptions options, SigningKeys signing, IDurableStore store, Outbox outbox, Chains chains, ChainIds ids, TimeProvider clock)
{
    /// <summary>Closes a batch where leaves wait; false where none do or none may be signed.</summary>
    internal bool CloseDue()
    {
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        if (!chains.IsClear(ChainLanes.Issuance) || !store.Read(IssuanceTables.AnyWaiting) || signing.StatusKey(now) is not { } key)
            return false;
        var closed = store.Write("close issuance batch", db => Close(db, key, now));
        outbox.Wake();
        return closed;
    }

    private bool Close(StoreSession db, StatusSigner key, DateTimeOffset now)
    {
        var waiting = IssuanceTables.Waiting(db, Limits.IssuanceBatchLeaves);
        if (waiting.Count == 0)
            return false;
        var last = IssuanceTables.NewestBatch(db);
        var leaves = waiting.Select(row => (ReadOnlyMemory<byte>)row.Leaf).ToList();
        var claims = IssuanceBatchClaims.Of(
            options.Code, (last?.Number ?? 0) + 1, last is not null && last.IssuedAt > now ? last.IssuedAt : now, leaves,
            last is null ? IssuanceBatchClaims.NoPrevious : last.Hash);
        var batch = IssuanceBatch.Sign(claims, key.Signer, key.KeyId);
        var request = new SubmitIssuanceBatchRequest
        {
            Region = options.Code, Batch = ByteString.CopyFrom(batch), Leaves = ByteString.CopyFrom([.. waiting.SelectMany(row => row.Leaf)]),
        };
        var submission = OutboundSubmission.Of(request, claims.Number, ids, needs: RoleNames.Node(options.Code));
        IssuanceTables.AddBatch(db, new SignedBatch(
            claims.Number, IssuanceBatch.HashOf(claims).ToArray(), claims.Leaves, claims.IssuedAt, submission.Id));
        for (var position = 0; position < waiting.Count; position++)
            IssuanceTables.Place(db, waiting[position].Id, claims.Number, position);
        outbox.Enqueue(db, submission);
        return true;
    }
}
