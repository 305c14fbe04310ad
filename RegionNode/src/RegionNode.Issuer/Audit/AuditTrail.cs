using RegionNode.Issuer.Storage;
using TrustList.Format.Audit;

namespace RegionNode.Issuer.Audit;

/// <summary>
/// The region's record of every access to a person's record, chained by hashes (SPEC.md §15.1). An entry is part of the transaction
/// that it speaks of: what was done and not recorded was not done. Entries are never changed and never deleted.
/// </summary>
internal static class AuditTrail
{
    /// <summary>Stands for a driver where an act concerns no one of them.</summary>
    internal static readonly DriverKey NoDriver = new("");

    /// <summary>Records one access, inside the caller's writing transaction (of which there is one at a time).</summary>
    /// <param name="db">The open transaction; a reading one will not do.</param>
    /// <param name="access">Who and why.</param>
    /// <param name="act">What kind of act.</param>
    /// <param name="driver">Whose record, or <see cref="NoDriver"/>.</param>
    /// <param name="what">More on it, at most 400 characters; no personal data.</param>
    /// <param name="now">The instant of the act.</param>
    internal static void Note(StoreSession db, Access access, AuditAct act, DriverKey driver, string what, DateTimeOffset now) =>
        NoteAll(db, access, act, [driver], what, now);

    /// <summary>The same for many drivers at once: one entry each, the chain's end read once.</summary>
    internal static void NoteAll(StoreSession db, Access access, AuditAct act, IEnumerable<DriverKey> drivers, string what, DateTimeOffset now)
    {
        var (seq, hash) = AuditTable.Last(db);
        var (who, why, more) = (Fit(access.Who), Fit(access.Why), Fit(what));
        foreach (var driver in drivers)
        {
            var entry = new AuditEntry(++seq, now.Stored().Instant(), who, why, act.ToString(), driver.Value, more, hash);
            hash = entry.Hash();
            AuditTable.Append(db, entry, hash);
        }
    }

    /// <summary>Whole Unicode of at most <see cref="AuditEntry.MaxText"/>: an entry cannot fail for what a caller wrote.</summary>
    private static string Fit(string text)
    {
        var cut = text.Length > AuditEntry.MaxText ? text[..AuditEntry.MaxText] : text;
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(cut)).Replace('\0', '\uFFFD');
    }
}
