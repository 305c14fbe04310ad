namespace TrustList.Sync;

/// <summary>
/// The client's state on disk (SPEC.md §5.9): files named by their hash, and one manifest that is swapped at once.
/// A crash at any point leaves the state before or the state after. One process writes; any number may read.
/// </summary>
public sealed class TrustStore(IFileStore files)
{
    /// <summary>The store in a folder, which is made where it does not exist.</summary>
    public static TrustStore Open(string directory) => throw new NotImplementedException();

    internal IFileStore Files { get; } = files;
}
