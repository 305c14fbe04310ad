using System.Security.Cryptography;
using Google.Protobuf;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Status;
using TrustList.Protocol;

namespace RegionNode.Issuer.Status;

/// <summary>
/// Signs status heads, one chain of versions. Version, state root, the changes it holds and its submission are recorded in one
/// transaction before it leaves: no version is signed twice. Nothing is signed while the hub has not said that it holds no
/// newer head than this database. Of one thread: the publisher's.
/// </summary>
internal sealed class StatusHeads(
    NodeOptions options, SigningKeys signing, IDurableStore store, Outbox outbox, Chains chains, ChainIds ids, TimeProvider clock)
{
    private HeadState? state;

    /// <summary>Why no head can be signed although one may be due; null where nothing is wrong.</summary>
    internal string? Fault { get; private set; }

    /// <summary>Signs a head where one is due: urgent changes, others where <paramref name="routineToo"/>, a new block, another key than the last. False while none may be signed.</summary>
    internal bool SignDue(bool routineToo)
    {
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        if (!chains.IsClear(ChainLanes.Head) || signing.StatusKey(now) is not { } key)
            return false;
        try
        {
            state ??= store.Read(HeadState.Load);
            for (var due = store.Read(db => IsDue(db, routineToo, key.KeyId)); due;)
            {
                (var head, due) = store.Write("sign status head", db => Sign(db, state, key, now)); // What one head cannot hold follows at once.
                state.Advance(head);
                outbox.Wake();
            }
            Fault = null;
            return true;
        }
        catch (Exception e)
        {
            state = null; // What was recorded is open: the next look reads it.
            Fault = (e as HeadStateException)?.Message;
            throw;
        }
    }

    private static bool IsDue(StoreSession db, bool routineToo, string keyId)
    {
        var blocks = StatusTables.Blocks(db).Count;
        if (blocks == 0)
            return false;
        if (HeadTable.Newest(db) is not { } newest || newest.Blocks < blocks || newest.KeyId != keyId)
            return true;
        var (any, urgent) = HeadTable.Waiting(db);
        return urgent || (any && routineToo);
    }

    private (SignedHead Head, bool More) Sign(StoreSession db, HeadState state, StatusSigner key, DateTimeOffset now)
    {
        var share = HeadShare.Next(db, options.HeadChanges);
        var delta = share.Delta;
        if (state.Newest is { } last && delta.Changes.IsEmpty && delta.Blocks == last.Blocks && key.KeyId == last.KeyId)
        {
            HeadTable.MarkChanges(db, last.Version); // Letters changed, no value did.
            return (last, More: false);
        }
        state.Apply(delta);
        var claims = new StatusHeadClaims(
            options.Code,
            (state.Newest?.Version ?? 0) + 1,
            state.Newest is { } before && before.IssuedAt > now ? before.IssuedAt : now, // The clock may have gone back.
            delta.Blocks,
            state.Root,
            state.Newest?.Hash ?? new byte[SHA256.HashSizeInBytes]);
        var head = Record(db, claims, StatusHead.Sign(claims, key.Signer, key.KeyId), delta, key.KeyId);
        share.Mark(db, claims.Version);
        return (head, share.More);
    }

    private SignedHead Record(StoreSession db, StatusHeadClaims claims, byte[] head, StatusDelta delta, string keyId)
    {
        var request = new SubmitStatusHeadRequest
        {
            Region = options.Code, Head = ByteString.CopyFrom(head), Delta = ByteString.CopyFrom(StatusDeltaCodec.Encode(delta)),
        };
        // The hub knows the caller by node.json.
        var submission = OutboundSubmission.Of(request, claims.Version, ids, needs: RoleNames.Node(options.Code));
        var signed = new SignedHead(
            claims.Version, SignedContent.HashOf(head), claims.Blocks, claims.StateRoot.ToArray(), claims.IssuedAt, keyId, submission.Id);
        HeadTable.Add(db, signed);
        outbox.Enqueue(db, submission);
        return signed;
    }
}
