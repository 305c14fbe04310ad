namespace TrustHub.Storage;

/// <summary>A snapshot that was signed.</summary>
/// <param name="Version">The TUF version; from 1, without gaps.</param>
/// <param name="LogIndex">It lists what the log held up to here.</param>
/// <param name="SignedAt">When it was signed.</param>
/// <param name="Expires">When it expires.</param>
/// <param name="Bytes">The file.</param>
public sealed record SnapshotRow(long Version, long LogIndex, DateTimeOffset SignedAt, DateTimeOffset Expires, byte[] Bytes);

/// <summary>A timestamp that was signed.</summary>
/// <param name="Version">The TUF version; from 1, without gaps.</param>
/// <param name="SnapshotVersion">The snapshot it points to.</param>
/// <param name="SignedAt">When it was signed.</param>
/// <param name="Expires">When it expires.</param>
/// <param name="Bytes">The file.</param>
public sealed record TimestampRow(long Version, long SnapshotVersion, DateTimeOffset SignedAt, DateTimeOffset Expires, byte[] Bytes);

/// <summary>A submission that was refused, for the operator.</summary>
/// <param name="RefusedAt">When.</param>
/// <param name="Caller">The pin of the caller's TLS key.</param>
/// <param name="Name">Role or region, where it has the form of one.</param>
/// <param name="Code">The name of the fault.</param>
/// <param name="Detail">What the caller was told.</param>
public sealed record RefusalRow(DateTimeOffset RefusedAt, string Caller, string Name, string Code, string Detail);
