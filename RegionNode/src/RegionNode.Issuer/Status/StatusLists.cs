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
/// Signs status lists. A list is always built from the whole of its block; its version, the changes it holds and its
/// submission are recorded in one transaction: no version is signed twice, and none is sent that was not recorded.
/// </summary>
internal sealed class StatusLists(NodeOptions options, SigningKeys signing, IDurableStore store, Outbox outbox, Chains chains, TimeProvider clock)
{
    private const int BitsPerEntry = 4;

    /// <summary>The address of a block's list, as licences carry it.</summary>
    internal string UriOf(long block) => $"{options.StatusBaseUri}/{block}";

    /// <summary>The block of an address of ours, or null.</summary>
    internal long? BlockOf(string uri)
    {
        var start = options.StatusBaseUri + "/";
        return uri.StartsWith(start, StringComparison.Ordinal)
            && long.TryParse(uri.AsSpan(start.Length), System.Globalization.NumberStyles.None, null, out var block)
            && UriOf(block) == uri ? block : null;
    }

    /// <summary>Signs the lists that are due: new blocks, signed by another key than now, half their life over, urgent changes, and other changes where <paramref name="routineToo"/>. False while no status key may sign, or a change waits for the hub.</summary>
    internal bool SignDue(bool routineToo)
    {
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        if (chains.DatabaseIsOld || signing.StatusKey(now) is not { } key)
            return false; // An old database would give what was revoked its life back.
        if (store.Read(StatusTables.Blocks).Count == 0)
            store.Write("open first block", db => StatusBlocks.OpenFirst(db, now)); // So that there is a list before the first licence.
        var (due, held) = store.Read(db => Due(db, routineToo, key.KeyId, now));
        foreach (var block in due)
        {
            store.Write("sign status list", db =>
            {
                Sign(db, block, key, now);
                return true;
            });
        }
        if (due.Count > 0)
            outbox.Wake();
        return !held;
    }

    /// <summary>The blocks that need a list now; and whether another one does, of which a list waits for a hub that is away: what follows on it says all that those between would have said.</summary>
    private (List<long> Due, bool Held) Due(StoreSession db, bool routineToo, string keyId, DateTimeOffset now)
    {
        var changed = StatusTables.Unlisted(db).Where(block => block.Urgent || routineToo).ToLookup(block => OutboxTable.IsStuck(db, UriOf(block.Block)), block => block.Block);
        return ([.. StatusTables.Blocks(db).Where(block =>
            changed[false].Contains(block) || StatusTables.List(db, block) is not { } list || list.KeyId != keyId || now >= list.IssuedAt + ((list.Expires - list.IssuedAt) / 2))],
            changed[true].Any());
    }

    private void Sign(StoreSession db, long block, StatusSigner key, DateTimeOffset now)
    {
        var version = (StatusTables.List(db, block)?.Version ?? 0) + 1;
        var expires = now.AddHours(options.StatusListHours);
        var claims = new StatusListClaims(
            UriOf(block), now, expires, TimeSpan.FromSeconds(options.StatusTtlSeconds), options.StatusBaseUri, version);
        var entries = new StatusListBuilder(BitsPerEntry, StatusBlocks.Size);
        foreach (var (idx, value) in LicenceTable.NotValid(db, block))
            entries[(int)idx] = (byte)value;
        foreach (var (_, idx, value) in ForgottenTables.Entries(db).Where(entry => entry.Block == block))
            entries[(int)idx] = (byte)value;
        var list = entries.ToList();
        var submission = OutboundSubmission.Of(
            new SubmitStatusListRequest
            {
                Region = options.Code,
                Uri = claims.Uri,
                Version = (ulong)version,
                Cwt = ByteString.CopyFrom(StatusListToken.ToCwt(list, claims, key.Signer, key.KeyId)),
                Jwt = StatusListToken.ToJwt(list, claims, key.Signer, key.KeyId),
            },
            needs: RoleNames.Node(options.Code)); // The hub knows whose lists these are by node.json.
        StatusTables.PutList(db, block, new PublishedList(version, now, expires, key.KeyId));
        StatusTables.MarkListed(db, block, version);
        outbox.Enqueue(db, submission);
    }
}
