using System.Globalization;
using TrustList.Format.Encoding;
using M = TrustList.Format.Metadata.MetadataMembers;

namespace TrustList.Format.Metadata;

/// <summary>
/// Reads metadata files (SPEC.md §4.2). A result proves that the file is well-formed, of the type asked for and of a
/// supported <c>spec_version</c>, with version and thresholds of 1 or more and key identifiers that are hashes of
/// their keys. It proves nothing about who signed it.
/// </summary>
public static class MetadataReader
{
    /// <summary>Reads a root file.</summary>
    public static Decoded<SignedMetadata<RootRole>> Root(ReadOnlyMemory<byte> file) => ReadRoot(file).ToDecoded();

    /// <summary>Reads a timestamp file.</summary>
    public static Decoded<SignedMetadata<TimestampRole>> Timestamp(ReadOnlyMemory<byte> file) => ReadTimestamp(file).ToDecoded();

    /// <summary>Reads a snapshot file.</summary>
    public static Decoded<SignedMetadata<SnapshotRole>> Snapshot(ReadOnlyMemory<byte> file) => ReadSnapshot(file).ToDecoded();

    /// <summary>Reads a targets file, top-level or delegated.</summary>
    public static Decoded<SignedMetadata<TargetsRole>> Targets(ReadOnlyMemory<byte> file) => ReadTargets(file).ToDecoded();

    internal static MetadataRead<RootRole> ReadRoot(ReadOnlyMemory<byte> file)
        => Read(file, RoleNames.Root, Limits.RootBytes, RoleReader.Root);

    internal static MetadataRead<TimestampRole> ReadTimestamp(ReadOnlyMemory<byte> file)
        => Read(file, RoleNames.Timestamp, Limits.TimestampBytes, RoleReader.Timestamp);

    internal static MetadataRead<SnapshotRole> ReadSnapshot(ReadOnlyMemory<byte> file)
        => Read(file, RoleNames.Snapshot, Limits.SnapshotBytes, RoleReader.Snapshot);

    internal static MetadataRead<TargetsRole> ReadTargets(ReadOnlyMemory<byte> file)
        => Read(file, RoleNames.Targets, Limits.TargetsBytes, RoleReader.Targets);

    private static MetadataRead<T> Read<T>(ReadOnlyMemory<byte> file, string type, int maxBytes, Func<JsonFields, T> read)
        where T : SignedRole
    {
        var opened = MetadataEnvelope.Open(file, maxBytes);
        if (!opened.Ok)
            return Fail(opened.Fault == DecodeFault.TooLarge ? MetadataFault.TooLarge : MetadataFault.Malformed, $"{opened.Fault}: {opened.Detail}");
        var fields = JsonFields.Of(opened.Value.Signed, MetadataEnvelope.SignedMember + ".");
        var stated = fields.Text(M.Type);
        var specVersion = fields.Text(M.SpecVersion);
        if (!fields.Failed && stated != type)
            return Fail(MetadataFault.WrongType, $"{type} metadata expected");
        if (!fields.Failed && !IsSupported(specVersion))
            return Fail(MetadataFault.UnsupportedSpecVersion, "spec_version 1.x expected");
        var role = fields.Finish(read(fields));
        if (!role.Ok)
            return Fail(MetadataFault.Malformed, $"{role.Fault}: {role.Detail}");
        // A threshold of 0 would be reached by nobody signing.
        if (role.Value.Thresholds.Any(keys => keys.Threshold < 1))
            return Fail(MetadataFault.BadThreshold, "a threshold below 1");
        return new MetadataRead<T>(new SignedMetadata<T>(opened.Value, role.Value), default, string.Empty);

        static MetadataRead<T> Fail(MetadataFault fault, string detail) => new(null, fault, detail);
    }

    // TUF §4.2, spec_version: two or three numbers; a client of 1.x reads every 1.x.
    private static bool IsSupported(string specVersion)
    {
        var parts = specVersion.Split('.');
        return parts is ["1", _] or ["1", _, _]
            && parts.All(part => part.Length <= 4 && ushort.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }
}
