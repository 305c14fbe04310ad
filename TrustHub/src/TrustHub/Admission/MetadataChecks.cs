using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustHub.Admission;

/// <summary>The checks that all metadata has in common (README §2, steps 1 to 4).</summary>
internal static class MetadataChecks
{
    /// <summary>Step 1: within its limit, and well-formed metadata of its type.</summary>
    public static Refused? Read<T>(
        ReadOnlyMemory<byte> file, int maxBytes, Func<ReadOnlyMemory<byte>, Decoded<SignedMetadata<T>>> read,
        out SignedMetadata<T> metadata) where T : SignedRole
    {
        metadata = null!;
        if (file.Length > maxBytes)
            return new(AdmissionFault.TooLarge, $"metadata of {file.Length} bytes; at most {maxBytes}");
        var decoded = read(file);
        if (!decoded.Ok)
            return new(AdmissionFault.Malformed, $"metadata: {decoded.Fault}: {decoded.Detail}");
        metadata = decoded.Value;
        return null;
    }

    /// <summary>Step 2: the threshold of the role that delegates.</summary>
    public static Refused? Threshold(MetadataFault? verified, string role, string delegator) => verified switch
    {
        null => null,
        MetadataFault.NotDelegated => new(AdmissionFault.NotDelegated, $"{delegator} does not delegate to {role}"),
        MetadataFault.BelowSuites => new(AdmissionFault.BelowSuites, $"{role} lacks signatures of a suite that {delegator} demands by x-suites"),
        _ => new(AdmissionFault.BelowThreshold, $"{role} is not signed by the threshold of keys that {delegator} names"),
    };

    /// <summary>Step 3: newer than what is admitted. The same bytes were answered before this.</summary>
    public static Refused? Newer(string name, long version, long? admitted) =>
        admitted is null || version > admitted ? null
        : version == admitted ? new(AdmissionFault.Equivocation, $"{name} {version} is admitted with other bytes")
        : new(AdmissionFault.Rollback, $"{name} {version} is older than {admitted}");

    /// <summary>Step 4: good for some time yet.</summary>
    public static Refused? Unexpired(string name, SignedRole role, DateTimeOffset now) => role.IsExpired(now)
        ? new(AdmissionFault.Expired, $"{name} {role.Version} expired {Instants.Format(role.Expires)}; it is {Instants.Format(now)}")
        : null;
}
