using System.Data.Common;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>
/// Brings a decided import into the registry, block by block: small enough that status heads and the feed get their turn between
/// them. In a block each driver's record, and what it means for the driver's licences, is one transaction with the place reached.
/// A province's first import has new drivers alone: so blocks are first put in as if all of it were new, two at once where the
/// database can, and where the primary key refuses that, again with a look at each driver. The next blocks are read meanwhile. A
/// block needs not be durable before the one behind it: what a crash takes is merged again. Of one thread.
/// </summary>
internal sealed class ImportMerge(IDurableStore store, StatusSignal statusSignal, TimeProvider clock)
{
    private const string Act = "merge import";
    private readonly DecidedBlocks blocks = new(store);
    private bool likelyNew = true;

    /// <summary>The next block or two of the open import; false when nothing is left to do.</summary>
    internal bool Next()
    {
        if (blocks.Next() is not { } block)
            return false;
        var (assumed, more) = (likelyNew, false);
        try
        {
            var other = assumed ? Second(block) : null;
            blocks.ReadAfter(other ?? block);
            more = other is null ? Merge(block, assumed) : MergeNew(block, other);
            return more;
        }
        catch (DbException) when (assumed)
        {
            likelyNew = false; // Somebody was known, or the store is out: the next look tells.
            return true;
        }
        finally
        {
            if (!more)
                blocks.Forget();
        }
    }

    /// <summary>The block behind another where both can go in at once; null where they cannot.</summary>
    private DecidedBlock? Second(DecidedBlock block)
    {
        blocks.ReadAfter(block);
        if (block.Rows is null || blocks.Next() is not { } other)
            return null;
        if (other.Rows is not null && block.IsApartFrom(other))
            return other;
        blocks.Return(other);
        return null;
    }

    private bool MergeNew(DecidedBlock block, DecidedBlock other)
    {
        var (first, second, now) = (JudgedBlock.AsNew(block), JudgedBlock.AsNew(other), clock.GetUtcNow());
        store.WriteTwo(
            Act,
            db =>
            {
                var import = At(db, block);
                Add(db, first, now);
                Record(db, import, first, stood: [], now);
            },
            db => Add(db, second, now),
            db => Record(db, At(db, other), second, stood: [], now));
        return true;
    }

    private bool Merge(DecidedBlock block, bool asIfNew)
    {
        var (more, changed) = store.Write(Act, db =>
        {
            var (import, now) = (At(db, block), clock.GetUtcNow());
            if (block.Rows is { } rows)
                return (true, Merge(db, import, block, asIfNew ? [] : KnownDriver.Of(db, rows), now));
            ImportTable.SetState(db, import.Id, ImportState.Finished, now);
            return (false, false);
        });
        if (changed)
            statusSignal.Changed();
        return more;
    }

    private bool Merge(StoreSession db, ImportRow import, DecidedBlock block, Dictionary<DriverKey, KnownDriver> known, DateTimeOffset now)
    {
        likelyNew = known.Count == 0;
        var judged = JudgedBlock.Of(db, block, known);
        var (access, changed) = (AccessOf(import), false);
        var stood = new List<StagedRow>(judged.Replaced.Count);
        foreach (var row in judged.Replaced)
        {
            var reach = known[row.Driver].Licensed != 0 ? LicensedDriver.Update(db, row, access, now) : RecordReach.Of(changed: false);
            changed |= reach.Changed;
            if (reach.Refusal is { } reason)
            {
                judged.Refused.Add(new RefusedRow(row, reason));
                continue;
            }
            DriverRecordTable.ReplaceImported(db, row, import.Id, now);
            stood.Add(row);
        }
        Add(db, judged, now);
        Record(db, import, judged, stood, now);
        return changed;
    }

    /// <summary>The open import, which stands where the block begins.</summary>
    private static ImportRow At(StoreSession db, DecidedBlock block) =>
        ImportTable.Open(db) is { ImportState: ImportState.Merging } import && import.Id == block.Import && import.MergedLine == block.After
            ? import
            : throw new InvalidOperationException($"import {block.Import} does not stand at line {block.After} any more");

    private static void Add(StoreSession db, JudgedBlock block, DateTimeOffset now)
    {
        db.DurableLater(); // With the end of the import, or whatever else is written before.
        DriverRecordTable.AddImported(db, block.Added, block.Import, now);
    }

    private static void Record(StoreSession db, ImportRow import, JudgedBlock block, List<StagedRow> stood, DateTimeOffset now)
    {
        if (block.Refused.Count > 0)
            RefusedLineTable.Add(db, import.Id, block.Refused.Select(one => one.ToLine()));
        Note(db, import.Id, AccessOf(import), block, stood, now);
        ImportTable.Merged(db, import.Id, block.Last, block.Added.Count, stood.Count, block.Refused.Count, now);
        StagedBlockTable.Remove(db, block.After, block.Last);
    }

    private static Access AccessOf(ImportRow import) => new(import.OpenedBy, $"registry import {import.Name}");

    /// <summary>
    /// Who, why and when: one entry for a block of new drivers, whose records name import and line; one for each driver that was
    /// there before, also where what is recorded of them kept a line out.
    /// </summary>
    private static void Note(StoreSession db, string import, Access access, JudgedBlock block, List<StagedRow> stood, DateTimeOffset now)
    {
        AuditTrail.Note(
            db, access, AuditAct.RecordImported, AuditTrail.NoDriver,
            $"import {import} up to line {block.Last}: {block.Added.Count} new, {stood.Count} replaced, {block.Refused.Count} refused", now);
        if (stood.Count > 0)
            AuditTrail.NoteAll(db, access, AuditAct.RecordImported, stood.Select(row => row.Driver), $"import {import}", now);
        foreach (var kept in block.Refused.Where(one => one.Reason != LineReason.DuplicateLine).GroupBy(one => one.Reason))
            AuditTrail.NoteAll(db, access, AuditAct.RecordImported, kept.Select(one => one.Row.Driver), $"import {import} refused: {kept.Key}", now);
    }
}
