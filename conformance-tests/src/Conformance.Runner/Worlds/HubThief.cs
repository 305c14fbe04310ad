using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace Conformance.Worlds;

/// <summary>Who holds the hub's two keys, snapshot and timestamp, and none of the operators'.</summary>
internal static class HubThief
{
    /// <summary>Serves, beside what is published, a snapshot of the thief's own under a timestamp of the thief's own, each with the next version.</summary>
    public static void Serve(Story story, Action<Dictionary<string, MetaFile>> change)
    {
        var (repository, now) = (story.Repository, story.Now);
        var newest = repository.Versions;
        var meta = MetadataReader.Snapshot(repository.Files[$"{newest.Snapshot}.snapshot.json"]).Value.Signed.Meta.ToDictionary();
        change(meta);
        var snapshot = MetadataWriter.Write(new SnapshotRole(newest.Snapshot + 1, now.AddDays(1), meta), repository.SnapshotKey);
        Serve(story, newest.Timestamp + 1, new MetaFile(newest.Snapshot + 1, snapshot.Length, HashOf(snapshot)));
        story.Hub.Files = story.Hub.Files.SetItem($"{newest.Snapshot + 1}.snapshot.json", snapshot);
    }

    /// <summary>Serves a timestamp of the thief's own.</summary>
    public static void Serve(Story story, long version, MetaFile snapshot) => story.Hub.Files = story.Hub.Files.SetItem("timestamp.json", MetadataWriter.Write(
        new TimestampRole(version, story.Now.AddDays(1), snapshot), story.Repository.TimestampKey));

    /// <summary>Serves a file of the thief's own, and lists it as the next version of a role.</summary>
    public static void List(Story story, Dictionary<string, MetaFile> meta, string role, byte[] file)
    {
        var version = meta.TryGetValue(RoleNames.MetaName(role), out var before) ? before.Version + 1 : 1;
        meta[RoleNames.MetaName(role)] = new MetaFile(version, file.Length, HashOf(file));
        story.Hub.Files = story.Hub.Files.SetItem($"{version}.{RoleNames.MetaName(role)}", file);
    }

    private static string HashOf(byte[] file) => LowerHex.Of(SHA256.HashData(file));
}
