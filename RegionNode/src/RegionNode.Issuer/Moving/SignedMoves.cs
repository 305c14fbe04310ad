using RegionNode.Issuer.Storage;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// What this node has signed as the old side, outside the database: a file with id, deadline and log of each move, written through before
/// the signature is given away. At the start it tells which of them the database has forgotten because an older one was put back;
/// for those <see cref="TransferHoldTable"/> holds answers until the log was read past the deadline. Where there is no file, any
/// move may have been forgotten. It is no part of a backup: put back with the database it would have forgotten the same.
/// </summary>
internal sealed class SignedMoves(NodeOptions options, IDurableStore store, TimeProvider clock) : IDisposable
{
    // A backup older than this is not held against.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    // Whatever TransferMinutes says now, it may have said this when a move was signed that nobody remembers.
    private static readonly TimeSpan LongestDeadline = TimeSpan.FromMinutes(NodeOptions.MostTransferMinutes);

    private readonly SignedMovesFile file = new(options.DataDir);
    private readonly Dictionary<string, DateTimeOffset> noted = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Compares file and database; before anything is answered.</summary>
    internal void Open()
    {
        var now = clock.GetUtcNow();
        if (store.Read(TransferTable.Undated) is { Count: > 0 } undated)
            Date(undated);
        var all = file.Read();
        var known = all?.Where(move => move.Value.NotAfter > now - Kept).ToDictionary(StringComparer.Ordinal);
        var forgotten = store.Read(db => known is not null ? Forgotten(db, known)
            : options.TrustAnchor.Length > 0 && !TransferWalkTable.IsFresh(db) ? [KeyValuePair.Create(TransferHoldTable.Any, new SignedMove(now + LongestDeadline, Origin: null))]
            : []);
        if (forgotten.Count > 0)
            Hold(forgotten);
        if (known is not null && known.Count < all!.Count)
            Shorten(known);
        file.Open();
        foreach (var (id, move) in known ?? [])
            noted[id] = move.NotAfter;
        foreach (var (id, notAfter, origin) in store.Read(TransferTable.SignedOut))
            Note(id, notAfter, origin); // Those that a crash kept from the file: they were not given away.
    }

    /// <summary>Keeps a move that is signed; after it was recorded, before its signature is given away.</summary>
    /// <exception cref="IOException">It cannot be kept: then it must not be given away.</exception>
    internal void Note(string id, DateTimeOffset notAfter, string origin)
    {
        lock (gate)
        {
            if (noted.TryGetValue(id, out var before) && before >= notAfter)
                return;
            file.Append(id, new SignedMove(notAfter, origin));
            noted[id] = notAfter;
        }
    }

    /// <summary>Forgets those that need not be known any more; the file loses them at the next start.</summary>
    internal void Forget()
    {
        var until = clock.GetUtcNow() - Kept;
        lock (gate)
        {
            foreach (var (id, _) in noted.Where(move => move.Value <= until).ToList())
                noted.Remove(id);
        }
    }

    public void Dispose() => file.Dispose();

    private void Date(IReadOnlyList<(string Id, byte[] Record)> undated) => store.Write("date older moves", db =>
    {
        foreach (var (id, bytes) in undated)
        {
            if (TransferRecord.Read(bytes) is { Ok: true, Value: var record })
                TransferTable.SetNotAfter(db, id, record.NotAfter);
        }
        return true;
    });

    private void Shorten(Dictionary<string, SignedMove> known)
    {
        try
        {
            file.Rewrite(known);
        }
        catch (IOException)
        {
            // The longer one stands, and says no less.
        }
    }

    private static List<KeyValuePair<string, SignedMove>> Forgotten(StoreSession db, Dictionary<string, SignedMove> known)
    {
        var held = TransferTable.KnownSigned(db, known.Keys);
        return [.. known.Where(move => !held.Contains(move.Key))];
    }

    private void Hold(List<KeyValuePair<string, SignedMove>> forgotten) => store.Write("hold forgotten moves", db =>
    {
        var newest = TransferWalkTable.Newest(db) ?? "";
        foreach (var (id, move) in forgotten)
        {
            var origin = move.Origin ?? newest;
            if (!(TransferWalkTable.Find(db, origin)?.Time > move.NotAfter)) // Else it is known that the log does not hold it.
                TransferHoldTable.Add(db, id, move.NotAfter, origin);
        }
        return true;
    });
}
