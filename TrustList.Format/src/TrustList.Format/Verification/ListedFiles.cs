using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Format.Verification;

/// <summary>Target files, taken only as the role that must speak for them lists them.</summary>
internal sealed class ListedFiles(TrustedMetadata metadata, Func<string, ReadOnlyMemory<byte>?> targetFile)
{
    /// <summary>A span reader of one document.</summary>
    internal delegate Decoded<T> Reader<T>(ReadOnlySpan<byte> utf8);

    internal bool IsLoaded(string role) => metadata.TargetsRoles.ContainsKey(role);

    /// <summary>Whether a role is loaded and lists the path.</summary>
    internal bool IsListed(string role, string path) => metadata.TargetsRoles.TryGetValue(role, out var loaded) && loaded.Signed.Targets.ContainsKey(path);

    internal DateTimeOffset Expiry(string role) => metadata.TargetsRoles[role].Signed.Expires;

    /// <summary>The file's bytes, or why they are not taken.</summary>
    internal (ReadOnlyMemory<byte> Bytes, TrustExclusion? Fault) Take(string path, string speaker)
    {
        if (metadata.Find(path, out var role) is not { } listed)
            return (default, new(ExclusionReason.Missing, $"{path} is not listed"));
        if (role != speaker)
            return (default, new(ExclusionReason.WrongSpeaker, $"{path} is listed by {role}"));
        if (targetFile(path) is not { } bytes)
            return (default, new(ExclusionReason.Missing, $"{path} is not at hand"));
        return bytes.Length == listed.Length && LowerHex.Of(SHA256.HashData(bytes.Span)) == listed.Sha256
            ? (bytes, null)
            : (default, new(ExclusionReason.BytesDiffer, path));
    }

    /// <summary>A document that nothing stands without.</summary>
    internal Decoded<T> Read<T>(string path, string speaker, Reader<T> read)
    {
        var (bytes, fault) = Take(path, speaker);
        return fault is null ? read(bytes.Span) : Decoded<T>.Fail(DecodeFault.MissingField, $"{fault.Reason}: {fault.Detail}");
    }

    /// <summary>A document that may be missing: the value, or why there is none.</summary>
    internal (T?, TrustExclusion?) Document<T>(string role, string path, RegionEvidence evidence, Reader<T> read)
        where T : class
    {
        if (evidence.RoleFaults.TryGetValue(role, out var roleFault))
            return (null, new(ReasonOf(roleFault), $"{role}: {roleFault}"));
        if (!IsLoaded(role))
            return (null, new(ExclusionReason.Missing, role));
        var (bytes, fault) = Take(path, role);
        if (fault is not null)
            return (null, fault);
        var document = read(bytes.Span);
        return document.Ok ? (document.Value, null) : (null, new(ExclusionReason.Malformed, $"{path}: {document.Fault}: {document.Detail}"));
    }

    private static ExclusionReason ReasonOf(MetadataFault fault) => fault switch
    {
        MetadataFault.Expired => ExclusionReason.Expired,
        MetadataFault.BelowThreshold or MetadataFault.BadThreshold => ExclusionReason.BadlySigned,
        MetadataFault.NotListed or MetadataFault.NotDelegated => ExclusionReason.Missing,
        MetadataFault.HashMismatch or MetadataFault.LengthMismatch or MetadataFault.VersionMismatch => ExclusionReason.BytesDiffer,
        _ => ExclusionReason.Malformed,
    };
}
