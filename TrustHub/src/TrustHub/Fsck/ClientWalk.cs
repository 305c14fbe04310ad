using System.Globalization;
using TrustHub.Storage;
using TrustList.Format.Metadata;

namespace TrustHub.Fsck;

/// <summary>The public folder as a TUF client follows it, from the oldest root that is there.</summary>
internal static class ClientWalk
{
    public static IEnumerable<string> Violations(IShownFiles files) =>
        new RepositoryWalk(name => files.Read(PublicPaths.Repository + name)).Violations(OldestRoot(files));

    private static long OldestRoot(IShownFiles files) =>
        files.List().Where(path => path.EndsWith(".root.json", StringComparison.Ordinal))
            .Select(path => long.Parse(Path.GetFileName(path).Split('.')[0], CultureInfo.InvariantCulture))
            .DefaultIfEmpty(0).Min();
}
