using TrustList.Format.Metadata;
using TrustList.Testing;
using static Fuzz.Tests.Targets.AllTargets;

namespace Fuzz.Tests.Targets;

/// <summary>Metadata under the keys that may sign it: damaged, it counts only where nothing that is signed was touched.</summary>
internal static class SignedTargets
{
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);

    internal static IEnumerable<FuzzTarget> All()
    {
        var repository = new SimulatedRepository(Now, RegionSimulator.Create("310000", "CN-SH", Now.AddDays(-5), new Uri("http://hub.test")));
        repository.Publish();
        byte[] File(string ending) => repository.Files.Where(file => file.Key.EndsWith(ending, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal).Last().Value;
        var root = repository.Root;
        yield return new("tuf-root-signed", bytes => Judged(MetadataReader.Root(bytes), root, RoleNames.Root), [repository.Anchor], Fresh: true);
        yield return new("tuf-targets-signed", bytes => Judged(MetadataReader.Targets(bytes), root, RoleNames.Targets), [File(".targets.json")], Fresh: true);
        yield return new("tuf-snapshot-signed", bytes => Judged(MetadataReader.Snapshot(bytes), root, RoleNames.Snapshot), [File(".snapshot.json")], Fresh: true);
        yield return new("tuf-timestamp-signed", bytes => Judged(MetadataReader.Timestamp(bytes), root, RoleNames.Timestamp), [File("timestamp.json")], Fresh: true);
    }

    private static Observed Judged<T>(TrustList.Format.Encoding.Decoded<SignedMetadata<T>> read, RootRole root, string role) where T : SignedRole =>
        !read.Ok ? new($"{read.Fault}")
        : TrustedMetadata.VerifyTopLevel(root, role, read.Value) is { } fault ? new($"{fault}")
        : new("Ok", null, Text(MetadataWriter.Write(read.Value.Signed)));
}
