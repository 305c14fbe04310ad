using TrustList.Format.Encoding;

namespace TrustHub.Publishing;

/// <summary>How long what the hub signs lives, and when it is signed anew (design: trust, §1).</summary>
internal static class Lives
{
    /// <summary>The most that a hub can withhold: a client takes no older timestamp, and doubts its clock by this life.</summary>
    public static readonly TimeSpan Timestamp = Limits.TimestampLife;

    /// <summary>How often the timestamp is signed anew.</summary>
    public static readonly TimeSpan TimestampRenewal = TimeSpan.FromMinutes(15);

    /// <summary>A snapshot's life.</summary>
    public static readonly TimeSpan Snapshot = TimeSpan.FromDays(7);

    /// <summary>A snapshot that stays the newest is signed anew at half its life.</summary>
    public static readonly TimeSpan SnapshotRenewal = Snapshot / 2;
}
