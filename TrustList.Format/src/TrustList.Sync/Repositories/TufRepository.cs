namespace TrustList.Sync;

/// <summary>Where a TUF repository is served.</summary>
/// <param name="Metadata">The address below which metadata lies.</param>
/// <param name="Targets">The address below which target files lie; another host may serve them.</param>
public sealed record TufRepository(Uri Metadata, Uri? Targets = null)
{
    internal RepositoryLayout Layout => new(string.Empty, Targets is null ? string.Empty : Targets.AbsoluteUri.TrimEnd('/') + "/");
}
