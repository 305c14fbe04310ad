using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Verification;

namespace Conformance.Worlds;

/// <summary>Who holds the hub's two keys, snapshot and timestamp, and none of the operators'.</summary>
internal static class HubThief
{
    /// <summary>Serves, beside what is published, a snapshot of the thief's own under a timestamp of the thief's own.</summary>
    /// <param name="story">What is published.</param>
    /// <param name="change">Changes what the snapshot lists.</param>
    /// <param name="ahead">By how much the versions of both are higher.</param>
    /// <returns>The versions that are served.</returns>
    public static TrustVersions Serve(Story story, Action<Dictionary<string, MetaFile>> change, long ahead = 1)
    {
        var (repository, now) = (story.Repository, story.Now);
        var newest = repository.Versions;
        var meta = ListedIn(story, newest.Snapshot).ToDictionary();
        change(meta);
        var served = newest with { Timestamp = newest.Timestamp + ahead, Snapshot = newest.Snapshot + ahead };
        var snapshot = MetadataWriter.Write(new SnapshotRole(served.Snapshot, now.AddDays(1), meta), repository.SnapshotKey);
        Serve(story, served.Timestamp, new MetaFile(served.Snapshot, snapshot.Length, HashOf(snapshot)));
        story.Hub.Files = story.Hub.Files.SetItem($"{served.Snapshot}.snapshot.json", snapshot);
        return served with { SnapshotSha256 = HashOf(snapshot) };
    }

    /// <summary>Serves a timestamp of the thief's own.</summary>
    public static void Serve(Story story, long version, MetaFile snapshot) => story.Hub.Files = story.Hub.Files.SetItem("timestamp.json", MetadataWriter.Write(
        new TimestampRole(version, story.Now.AddDays(1), snapshot), story.Repository.TimestampKey));

    /// <summary>What a snapshot that was published lists.</summary>
    public static IReadOnlyDictionary<string, MetaFile> ListedIn(Story story, long version) =>
        MetadataReader.Snapshot(story.Repository.Files[$"{version}.snapshot.json"]).Value.Signed.Meta;

    private static string HashOf(byte[] file) => LowerHex.Of(SHA256.HashData(file));
}
