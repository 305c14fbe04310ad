using TrustHub.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustHub.Log;

/// <summary>Reads what a row admitted out of the store.</summary>
internal sealed class RowFiles(AdmissionRow row, Func<string, byte[]?> content)
{
    /// <summary>The metadata file.</summary>
    public SignedMetadata<T> Metadata<T>(Func<ReadOnlyMemory<byte>, Decoded<SignedMetadata<T>>> read) where T : SignedRole =>
        read(Bytes(row.Files[0])) is { Ok: true } metadata ? metadata.Value : throw Unreadable(row.Files[0].Path);

    /// <summary>A target file, by its path in the metadata.</summary>
    public T Document<T>(string target, DocumentReader<T> read)
    {
        var file = row.Files.FirstOrDefault(f => f.Path == PublicPaths.Target(target, f.Sha256)) ?? throw Unreadable(target);
        return read(Bytes(file)) is { Ok: true } document ? document.Value : throw Unreadable(file.Path);
    }

    /// <summary>What to throw when the log cannot be read.</summary>
    public InvalidDataException Unreadable(string what) => new($"log row {row.LogIndex}: {what} cannot be read");

    private byte[] Bytes(AdmissionFile file) => content(file.Sha256) ?? throw Unreadable(file.Path);
}

/// <summary>Reads a registry document.</summary>
public delegate Decoded<T> DocumentReader<T>(ReadOnlySpan<byte> bytes);
