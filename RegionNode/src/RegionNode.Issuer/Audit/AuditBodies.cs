using RegionNode.Issuer.Storage;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Audit;

/// <summary>An entry of the trail for people.</summary>
/// <param name="Seq">Its number.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who asked.</param>
/// <param name="Why">The reason given.</param>
/// <param name="Act">What was done.</param>
/// <param name="Driver">The driver's key; empty: no one driver.</param>
/// <param name="What">More on it.</param>
/// <param name="Hash">The entry's hash, hex.</param>
internal sealed record AuditEntryBody(long Seq, DateTimeOffset At, string Who, string Why, string Act, string Driver, string What, string Hash)
{
    internal static AuditEntryBody Of(StoredAuditEntry stored)
    {
        var entry = stored.Entry;
        return new(entry.Seq, entry.At, entry.Who, entry.Why, entry.Act, entry.Driver, entry.What, LowerHex.Of(stored.Hash));
    }
}
