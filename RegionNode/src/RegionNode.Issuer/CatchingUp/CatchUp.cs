using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using System.Security.Cryptography;
using TrustList.Format.Status;

namespace RegionNode.Issuer.CatchingUp;

/// <summary>What an older database took over from the hub.</summary>
/// <param name="Stricter">Licences that are worse at the hub than here: they have its value now.</param>
/// <param name="Milder">Licences that are worse here: they stay so, and the next head says it.</param>
/// <param name="Offers">Licences that were offered and not collected: each is superseded, somebody may have collected it.</param>
/// <param name="Entries">Entries that are not VALID and belong to no licence here.</param>
/// <param name="Leaves">Leaves of licences that are not here.</param>
internal sealed record CaughtUp(IReadOnlyList<string> Stricter, IReadOnlyList<string> Milder, IReadOnlyList<string> Offers, IReadOnlyList<(long Block, long Idx, long Value)> Entries, long Leaves);

/// <summary>
/// Brings an older database to where the hub stands, in one transaction: heads and batches go on above the hub's newest; of each licence the stricter
/// of both words holds; every block that may have given an index is closed for ever, a fresh one is open; no list keeps its version.
/// </summary>
internal sealed class CatchUp(StoreSession db, ChainIds ids, HubWord word, Access access, DateTimeOffset now)
{
    // Far above what any lost list could have had: one a minute for some two years.
    private const long ListVersions = 1 << 20;

    private readonly List<string> stricter = [], milder = [];
    private long leaves;

    internal CaughtUp Take()
    {
        Heads();
        Blocks();
        Licences();
        var offers = Offers();
        Batches();
        return new CaughtUp(stricter, milder, offers, ForgottenTables.Entries(db), leaves);
    }

    private void Heads()
    {
        db.Execute("UPDATE outbox SET state = 1, decided_at = @at, log_index = coalesce(log_index, 0) WHERE lane = @lane AND state <> 1", new { lane = ChainLanes.Head, at = now.Stored() });
        var newest = HeadTable.Newest(db)?.Version ?? 0;
        if (word.Head is not { } head || head.Claims.Version <= newest)
            return;
        if (head.Claims.Version > newest + 1)
            ForgottenTables.AddHead(db, head.Claims.Version, newest + 1, head.Claims.Previous.ToArray());
        var id = Link(ChainLanes.Head, head.Claims.Version, SubmissionKind.StatusHead, head.Bytes);
        HeadTable.Add(db, new SignedHead(head.Claims.Version, head.Hash.ToArray(), head.Claims.Blocks, head.Claims.StateRoot.ToArray(), head.Claims.IssuedAt, head.KeyId, id));
    }

    private void Blocks()
    {
        db.Execute("UPDATE status_lists SET version = version + @ListVersions, key_id = ''", new { ListVersions });
        var open = StatusTables.Blocks(db).DefaultIfEmpty(-1).Max();
        var fresh = Math.Max(open + 1, word.State.Blocks);
        for (var block = open + 1; block <= fresh; block++)
        {
            StatusTables.OpenBlock(db, block, now);
            StatusTables.PutList(db, block, new PublishedList(ListVersions, now, now, ""));
        }
    }

    private void Licences()
    {
        var exceptions = word.State.Exceptions().ToDictionary(entry => entry.Entry, entry => entry.Value);
        foreach (var (id, block, idx) in db.Query<(string, long, long)>("SELECT id, block, idx FROM licences ORDER BY id").ToList())
        {
            var there = (StatusValue)exceptions.GetValueOrDefault(StatusSpace.EntryOf(block, (int)idx));
            exceptions.Remove(StatusSpace.EntryOf(block, (int)idx));
            if (word.Head is not null)
                db.Execute("UPDATE licences SET headed = @value WHERE id = @id", new { id, value = (long)there });
            var licence = LicenceTable.Find(db, id)!;
            if (there.Severity() > licence.StatusValue.Severity())
                Worsen(licence, there);
            else if (there.Severity() < licence.StatusValue.Severity())
            {
                milder.Add(id);
                StatusTables.AppendChange(db, new StatusChangeRow(id, block, licence.Letters, licence.StatusValue, Urgent: false, now));
            }
        }
        foreach (var (entry, value) in exceptions)
            ForgottenTables.AddEntry(db, StatusSpace.BlockOf(entry), StatusSpace.IndexOf(entry), value);
    }

    /// <summary>The hub's word is worse: a letter that says so, or the mark; who knows better corrects it.</summary>
    private void Worsen(LicenceRow licence, StatusValue there)
    {
        stricter.Add(licence.Id);
        if (there == StatusValue.Superseded)
        {
            Supersede(licence);
            return;
        }
        var letter = there switch { StatusValue.Restricted => "B", StatusValue.Suspended => "J", StatusValue.Transferred => "C", _ => "E" };
        var outcome = LifeBook.Record(db, licence.Driver, new LettersCorrected(LetterSet.Change(licence.Letters, letter, ""), access.Why, Urgent: true), access, now);
        if (LicenceTable.Find(db, licence.Id)!.StatusValue.Severity() < there.Severity())
            throw new InvalidOperationException($"licence {licence.Id} cannot be made {there}: {outcome}");
    }

    /// <summary>What was offered may have been collected since, under the index that it has: nobody collects it again.</summary>
    private List<string> Offers()
    {
        var offered = db.Query<string>("SELECT id FROM licences WHERE issuer_signed IS NULL AND superseded = 0 ORDER BY id").ToList();
        foreach (var id in offered)
            Supersede(LicenceTable.Find(db, id)!);
        return offered;
    }

    private void Supersede(LicenceRow licence)
    {
        var value = DriverStatus.ValueOf(licence.Letters, superseded: true, licence.Lost != 0);
        LicenceTable.SetStatus(db, licence.Id, licence.Letters, superseded: true, value);
        StatusTables.AppendChange(db, new StatusChangeRow(licence.Id, licence.Block, licence.Letters, value, Urgent: false, now));
    }

    private void Batches()
    {
        db.Execute("UPDATE outbox SET state = 1, decided_at = @at, log_index = coalesce(log_index, 0) WHERE lane = @lane AND state <> 1", new { lane = ChainLanes.Issuance, at = now.Stored() });
        foreach (var (batch, hashes) in word.Batches)
        {
            var claims = batch.Claims;
            var id = Link(ChainLanes.Issuance, claims.Number, SubmissionKind.IssuanceBatch, batch.Bytes);
            IssuanceTables.AddBatch(db, new SignedBatch(claims.Number, batch.Hash.ToArray(), claims.Leaves, claims.IssuedAt, id));
            for (var position = 0; position < hashes.Count; position++)
            {
                var leaf = hashes[position].ToArray();
                if (db.Execute("UPDATE issuance_leaves SET batch = @Number, position = @position WHERE leaf = @leaf AND batch IS NULL", new { claims.Number, position, leaf }) == 1)
                    continue;
                ForgottenTables.AddLeaf(db, claims.Number, position, leaf);
                leaves++;
            }
        }
    }

    /// <summary>A link that the hub has: its place in the outbox, without the bytes of what went with it.</summary>
    private string Link(string lane, long number, SubmissionKind kind, ReadOnlyMemory<byte> signed)
    {
        var id = ids.Of(lane, number);
        OutboxTable.Enqueue(db, new OutboundSubmission(id, lane, null, kind, [], new ChainLink(number, Convert.ToHexStringLower(SHA256.HashData(signed.Span)))), now);
        OutboxTable.Accept(db, id, 0, now);
        return id;
    }
}
