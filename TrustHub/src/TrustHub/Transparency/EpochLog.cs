using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustHub.Log;
using TrustHub.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Status;
using TrustList.Format.Transfers;

namespace TrustHub.Transparency;

/// <summary>
/// The log itself: epochs in, checkpoints out. Each step is recorded before the next begins: the epoch, its tiles, then
/// the signature over the root, recorded, then shown; so a crash leaves at most an epoch that is signed on the next
/// start, and no root is ever signed twice. Calls come one at a time from any thread.
/// </summary>
public sealed partial class EpochLog(
    ILogStore store, IHubStore hub, IFileStore files, AdmissionLog admissions, IHeadSource heads, LogKeys keys, HubOptions options, WitnessedEpochs witnessed,
    SigningHold hold)
{
    /// <summary>The most batches that one epoch takes; the rest wait for the next.</summary>
    public const int BatchesPerEpoch = 4_096;

    private readonly Lock _gate = new();
    private readonly TileFolder _tiles = new(files);
    private ImmutableSortedDictionary<string, EpochHead> _heads = ImmutableSortedDictionary.Create<string, EpochHead>(StringComparer.Ordinal);
    private EpochRow? _newest;
    private bool _behind = true;
    private OfferedCheckpoint? _offered;

    /// <summary>The newest checkpoint; null before the first.</summary>
    public OfferedCheckpoint? Offered => Volatile.Read(ref _offered);

    /// <summary>The size of the newest witnessed checkpoint; 0 before the first.</summary>
    public long WitnessedSize => witnessed.Newest is { } newest ? newest.Number + 1 : 0;

    /// <summary>Why no log is kept although policy names one; else null.</summary>
    public string? Refusal => LogStanding.Of(admissions.State, keys, options).Refusal;

    /// <summary>Makes good what a crash left undone, then makes the next epoch where it has something new, or where it is due all the same.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="due">True makes an epoch that says nothing new.</param>
    /// <returns>True when an epoch was made.</returns>
    /// <exception cref="Exception">Of a store: it may have happened; the next call finds out.</exception>
    public bool Advance(DateTimeOffset now, bool due)
    {
        lock (_gate)
        {
            var standing = LogStanding.Of(admissions.State, keys, options);
            witnessed.Keep(standing.Policy is not null);
            if (standing.Policy is null)
                return false;
            CatchUp(standing, now);
            if (!hold.MaySign || Next(now, due) is not { } next)
                return false;
            _behind = true; // A failed write may have happened: then the store knows.
            store.Append(next);
            Take(next.Epoch, next.Changed);
            Sign(standing, now);
            _behind = false;
            return true;
        }
    }

    private void CatchUp(LogStanding standing, DateTimeOffset now)
    {
        if (!_behind)
            return;
        var first = _offered is null;
        foreach (var chunk in Missing(store.NewestCosignedSizes(standing.Policy!.Quorum, 1).FirstOrDefault()))
        {
            _tiles.Append([.. chunk.Select(row => row.Leaf)]);
            _newest = chunk[^1];
            _tiles.Write();
        }
        if (_newest is not null)
        {
            _heads = _heads.SetItems(store.Heads(_newest.Number).Select(head => KeyValuePair.Create(head.Region, head)));
            if (!hold.MaySign && store.Checkpoint(_tiles.Size) is null)
                return; // An epoch that was recorded and not signed: it is not before the witnesses were heard.
            Sign(standing, now);
            if (first)
                ShowNewestWitnessed(standing.Policy!, now);
        }
        _behind = false;
    }

    /// <summary>The epochs that the tree lacks, as they fill bundles. The tiles of the witnessed size are files of their own.</summary>
    private IEnumerable<IReadOnlyList<EpochRow>> Missing(long witnessedSize)
    {
        var chunk = new List<EpochRow>();
        foreach (var row in store.Epochs(_tiles.Size))
        {
            chunk.Add(row);
            if (chunk.Count < _tiles.Room && row.Number + 1 != witnessedSize)
                continue;
            yield return chunk;
            chunk = [];
        }
        if (chunk.Count > 0)
            yield return chunk;
    }

    private NewEpoch? Next(DateTimeOffset now, bool due)
    {
        if (hub.NewestSnapshot() is not { } snapshot)
            return null;
        var changed = Changed();
        var batches = store.WaitingBatches(BatchesPerEpoch);
        var time = now > _newest?.At ? now : _newest?.At ?? now;
        var transfers = store.WaitingTransfers(time, Limits.EpochTransfers); // Of the epoch's own time: none comes after its deadline.
        var sha256 = SHA256.HashData(snapshot.Bytes);
        if (!due && _offered is { } last && changed.Count == 0 && batches.IsEmpty && transfers.IsEmpty && last.Epoch.SnapshotSha256.Span.SequenceEqual(sha256))
            return null;
        var all = _heads.SetItems(changed.Select(head => KeyValuePair.Create(head.Region, head)));
        var epoch = new Epoch(
            _tiles.Size, time, sha256,
            HeadsTree.Root(all.Values.Select(head => (head.Region, head.Hash))), all.Count, BatchTree.Root(batches), batches.Length)
        {
            TransfersRoot = LoggedTransfers.Root(transfers.Select(transfer => transfer.Hash)),
            Transfers = transfers.Length,
        };
        return new NewEpoch(new EpochRow(epoch.Number, epoch.Write(), epoch.Time), changed, [.. batches.Select(batch => batch.Id)], [.. transfers.Select(transfer => transfer.Id)]);
    }

    /// <summary>The heads that are newer than those of the last epoch. No head ever goes back or goes missing.</summary>
    private List<EpochHead> Changed() =>
    [
        .. heads.Newest()
            .Where(head => !_heads.TryGetValue(head.Region, out var known) || head.Version > known.Version)
            .Select(head => new EpochHead(head.Region, head.Version, head.Hash))
            .OrderBy(head => head.Region, StringComparer.Ordinal),
    ];

    private void Take(EpochRow row, IReadOnlyList<EpochHead> changed)
    {
        _tiles.Append([row.Leaf]);
        _heads = _heads.SetItems(changed.Select(head => KeyValuePair.Create(head.Region, head)));
        _newest = row;
    }

    /// <summary>Signs the newest size, unless it is signed, and shows it.</summary>
    private void Sign(LogStanding standing, DateTimeOffset now)
    {
        _tiles.Write();
        var checkpoint = new Checkpoint(standing.Policy!.Origin, _tiles.Size, _tiles.Root);
        var signed = SignedCheckpoint.Sign(checkpoint, standing.Signer!);
        var note = store.Checkpoint(checkpoint.Size)?.Note ?? Record(new CheckpointRow(checkpoint.Size, signed.Note.Write(), now));
        if (!SignedCheckpoint.Verify(note, checkpoint.Origin, standing.Policy.Key).Ok)
            note = signed.Note.Write(); // Policy named another key or origin since; the root is the same.
        files.Replace(LogPaths.Pending, note);
        var epoch = Epoch.Read(_newest!.Leaf).Value;
        Volatile.Write(ref _offered, new OfferedCheckpoint(
            signed, note, epoch, _newest.Leaf, _tiles.Inclusion(epoch.Number, _newest.Leaf, checkpoint), [.. _heads.Values], SnapshotOf(epoch)));
    }

    private ReadOnlyMemory<byte> Record(CheckpointRow row)
    {
        store.Record(row);
        return row.Note;
    }

    private byte[] SnapshotOf(Epoch epoch)
    {
        bool Names(SnapshotRow? row) => row is not null && epoch.SnapshotSha256.Span.SequenceEqual(SHA256.HashData(row.Bytes));
        return hub.NewestSnapshot() is { } newest && Names(newest) ? newest.Bytes : hub.Snapshots().Last(Names).Bytes;
    }
}
