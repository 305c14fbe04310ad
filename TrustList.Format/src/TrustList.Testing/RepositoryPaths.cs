namespace TrustList.Testing;

/// <summary>Where the checkout and the public vectors beside it lie, found from the running test's folder.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder that holds <c>Federation.sln</c>, or null outside a checkout.</summary>
    public static string? Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The folder <c>../shared/vectors</c> beside the checkout, or null where it does not exist.</summary>
    public static string? Vectors { get; } = FindVectors(Root);

    /// <summary>The full path of a vector file or folder, whether it exists or not.</summary>
    /// <param name="relativePath">A path below <c>vectors</c>, such as <c>mdoc-annex-d/annexd_dr.cbor</c>.</param>
    /// <exception cref="InvalidOperationException">The test does not run inside a checkout.</exception>
    public static string Vector(string relativePath) =>
        Path.Combine(Vectors ?? throw new InvalidOperationException("no ../shared/vectors beside the checkout"), relativePath);

    /// <summary>Whether a vector file or folder is at hand.</summary>
    /// <param name="relativePath">A path below <c>vectors</c>.</param>
    public static bool HasVector(string relativePath) => Vectors is not null && Path.Exists(Path.Combine(Vectors, relativePath));

    private static string? FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Federation.sln")))
                return folder.FullName;
        return null;
    }

    // A linked work tree lies elsewhere than the checkout it belongs to: each folder above it may hold shared/ too.
    private static string? FindVectors(string? root)
    {
        for (var folder = root is null ? null : new DirectoryInfo(root).Parent; folder is not null; folder = folder.Parent)
        {
            var vectors = Path.Combine(folder.FullName, "shared", "vectors");
            if (Directory.Exists(vectors))
                return vectors;
        }
        return null;
    }
}
