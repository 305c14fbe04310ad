using System.Collections.Immutable;
using TrustHub.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustHub.Admission;

/// <summary>
/// The target files of one metadata file. Holding one proves that it is exactly the files that its role has, each
/// with the listed length and SHA-256 (README §2, step 5).
/// </summary>
internal sealed class TargetFileSet
{
    private readonly ImmutableArray<(string Path, TargetFile Listed, ReadOnlyMemory<byte> Bytes)> _files;

    private TargetFileSet(ImmutableArray<(string, TargetFile, ReadOnlyMemory<byte>)> files) => _files = files;

    /// <summary>Public path and bytes of each.</summary>
    public IEnumerable<(string Path, ReadOnlyMemory<byte> Bytes)> Published =>
        _files.Select(file => (PublicPaths.Target(file.Path, file.Listed.Sha256), file.Bytes));

    /// <summary>The bytes of a target path.</summary>
    public ReadOnlyMemory<byte> this[string path] => _files.Single(file => file.Path == path).Bytes;

    /// <summary>Brings together what the metadata lists with what was sent or is held.</summary>
    public static Refused? Match(
        TargetsRole role, ReadOnlySpan<string> expected, ImmutableArray<SubmittedFile> sent, Func<string, byte[]?> held, out TargetFileSet files)
    {
        files = null!;
        var found = ImmutableArray.CreateBuilder<(string, TargetFile, ReadOnlyMemory<byte>)>();
        foreach (var path in expected)
        {
            if (!role.Targets.TryGetValue(path, out var listed))
                return new(AdmissionFault.TargetFileMissing, $"the metadata does not list {path}");
            if (Find(path, listed, sent, held) is not { } bytes)
                return new(AdmissionFault.TargetFileMissing, $"{path} is neither sent nor held");
            if (bytes.Length > Limits.TargetFileBytes)
                return new(AdmissionFault.TooLarge, $"{path} has {bytes.Length} bytes; at most {Limits.TargetFileBytes}");
            if (bytes.Length != listed.Length || Digest.Of(bytes.Span) != listed.Sha256)
                return new(AdmissionFault.TargetFileMismatch, $"{path} does not have the listed length and hash");
            found.Add((path, listed, bytes));
        }
        if (role.Targets.Count != expected.Length || sent.Length > expected.Length || Strange(sent, expected))
            return new(AdmissionFault.TargetFileUnexpected, $"the target files of this role are {string.Join(", ", expected)}, each once");
        files = new TargetFileSet(found.ToImmutable());
        return null;
    }

    private static ReadOnlyMemory<byte>? Find(
        string path, TargetFile listed, ImmutableArray<SubmittedFile> sent, Func<string, byte[]?> held)
    {
        if (sent.FirstOrDefault(file => file.Path == path) is { } submitted)
            return submitted.Content;
        return held(listed.Sha256) is { } known ? known : (ReadOnlyMemory<byte>?)null;
    }

    private static bool Strange(ImmutableArray<SubmittedFile> sent, ReadOnlySpan<string> expected)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in sent)
        {
            if (!expected.Contains(file.Path) || !seen.Add(file.Path))
                return true;
        }
        return false;
    }
}
