namespace TrustList.Sync;

/// <summary>A folder of metadata under the names that TUF clients share: <c>root.json</c>, <c>timestamp.json</c>, <c>ROLE.json</c>.</summary>
internal sealed class MetadataFolder(IFileStore files) : ILocalMetadata
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Find(string role)
    {
        if (files.Read(RepositoryLayout.LocalName(role)) is { } bytes)
            return bytes;
        return null;
    }

    /// <inheritdoc/>
    public void Keep(string role, ReadOnlyMemory<byte> file)
    {
        if (Find(role) is not { } held || !held.Span.SequenceEqual(file.Span))
            files.Replace(RepositoryLayout.LocalName(role), file);
    }

    /// <inheritdoc/>
    public void Forget(string role) => files.Delete(RepositoryLayout.LocalName(role));
}
