using TrustList.Format.Encoding;

namespace TrustList.Format.Metadata;

/// <summary>
/// Reads metadata files. A result proves that the file is well-formed, of the type asked for and of a supported
/// <c>spec_version</c>, with version and thresholds of 1 or more and key identifiers that are hashes of their keys.
/// It proves nothing about who signed it.
/// </summary>
public static class MetadataReader
{
    /// <summary>Reads a root file.</summary>
    public static Decoded<SignedMetadata<RootRole>> Root(ReadOnlyMemory<byte> file) => throw new NotImplementedException();

    /// <summary>Reads a timestamp file.</summary>
    public static Decoded<SignedMetadata<TimestampRole>> Timestamp(ReadOnlyMemory<byte> file) => throw new NotImplementedException();

    /// <summary>Reads a snapshot file.</summary>
    public static Decoded<SignedMetadata<SnapshotRole>> Snapshot(ReadOnlyMemory<byte> file) => throw new NotImplementedException();

    /// <summary>Reads a targets file, top-level or delegated.</summary>
    public static Decoded<SignedMetadata<TargetsRole>> Targets(ReadOnlyMemory<byte> file) => throw new NotImplementedException();
}
