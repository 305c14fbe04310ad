namespace TrustList.Format.Verification;

/// <summary>Which trust list a verdict rests on.</summary>
/// <param name="Root">Version of the root in force.</param>
/// <param name="Timestamp">Version of the timestamp.</param>
/// <param name="Snapshot">Version of the snapshot.</param>
/// <param name="Targets">Version of the top-level targets.</param>
/// <param name="SnapshotSha256">SHA-256 of the snapshot file, lower hex: names the whole state.</param>
public sealed record TrustVersions(long Root, long Timestamp, long Snapshot, long Targets, string SnapshotSha256);
