using RegionNode.Issuer.Api;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Live;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Audit;

/// <summary>The entries of an export: from the first number to the last, and the checkpoints that stand over them or after them.</summary>
internal sealed record AuditRange(long First, long Last, IReadOnlyList<StoredAuditCheckpoint> Checkpoints);

/// <summary>Shows the trail to those who supervise it. Every look at it is an entry of its own.</summary>
internal sealed class AuditDesk(IDurableStore store, SigningKeys signing, AuditSeals seals, TimeProvider clock)
{
    /// <summary>Entries of all, of a driver's key, or of the driver of a file number: the one way from a file number to its key.</summary>
    internal IReadOnlyList<StoredAuditEntry> Show(PageQuery page, string? driver, string? fileNumber, Access access) => store.Write("read audit", db =>
    {
        var key = fileNumber is null ? driver : db.KeyOf(fileNumber).Value;
        var rows = AuditTable.After(db, page.After ?? 0, key, page.Take);
        var what = fileNumber is not null ? "by file number" : driver is not null ? "by driver" : $"after {page.After ?? 0}";
        AuditTrail.Note(db, access, AuditAct.AuditRead, key is null ? AuditTrail.NoDriver : new DriverKey(key), what, clock.GetUtcNow());
        return rows;
    });

    /// <summary>Begins an export: signs its end and says which entries it has. Null: there are none.</summary>
    /// <exception cref="NoStatusKeyException">No status key may sign now.</exception>
    internal AuditRange? Begin(DateTimeOffset from, DateTimeOffset to, Access access)
    {
        var now = clock.GetUtcNow();
        var key = signing.StatusKey(now) ?? throw new NoStatusKeyException();
        return store.Write("export audit", db =>
        {
            if (AuditTable.Between(db, from, to) is not var (first, last))
                return null;
            var isTail = AuditTable.Last(db).Seq == last;
            // Of a tail that was cut off, the checkpoints over it still tell.
            var beyond = isTail ? AuditCheckpointTable.Over(db, last + 1, long.MaxValue) : [];
            seals.SealExport(db, key, first, AuditTable.Find(db, last)!, now);
            AuditTrail.Note(db, access, AuditAct.AuditExported, AuditTrail.NoDriver, $"entries {first} to {last}", now);
            var own = AuditCheckpointTable.Over(db, first, last);
            return new AuditRange(first, last, [.. own.SkipLast(1), .. beyond, own[^1]]);
        });
    }

    /// <summary>Some entries of an export.</summary>
    internal IReadOnlyList<StoredAuditEntry> Read(long after, int take) => store.Read(db => AuditTable.After(db, after, driver: null, take));
}
