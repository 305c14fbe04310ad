using Federation.Hosting.Storage;
using TrustHub.Status;
using TrustHub.Storage;
using TrustHub.Transparency;

namespace TrustHub.Fsck;

/// <summary>
/// Walks the whole of a hub's data and says what is not as the hub's rules would have left it. It trusts nothing:
/// each row is admitted anew at its own time, each signature is verified anew. Used by operators and by the tests
/// of faults alike; run it on a hub that is stopped, or see what is just under way as violations.
/// </summary>
public static class RepositoryCheck
{
    /// <summary>The violations, each one line; none means the data is whole.</summary>
    public static IReadOnlyList<string> Violations(string dataDir)
    {
        using var database = HubDatabase.OpenFile(dataDir);
        return Violations(database, new DiskFileStore(Path.Combine(dataDir, "public")));
    }

    /// <summary>The violations in a database and in the public files that were made of it.</summary>
    public static IReadOnlyList<string> Violations(ISqlDatabase database, IShownFiles files)
    {
        var store = new HubStore(database);
        var found = new List<string>();
        var log = new LogWalk(store);
        found.AddRange(log.Violations());
        if (found.Count > 0)
            return found; // The rest is derived from the log.
        var transparency = new LogStore(database);
        var epochs = new EpochWalk(transparency, store, log.LogPolicies);
        found.AddRange(epochs.Violations());
        found.AddRange(new HeadWalk(new StatusStore(database), log.State).Violations());
        found.AddRange(new BatchWalk(transparency, log.State).Violations());
        found.AddRange(new TransferWalk(transparency, log.State).Violations());
        found.AddRange(new LogFolderWalk(transparency, files, epochs.Tiles, log.State.Policy?.Log).Violations());
        found.AddRange(new FolderWalk(store, files, log.State).Violations());
        found.AddRange(ClientWalk.Violations(files));
        return found;
    }

    /// <summary>
    /// What a client would stumble over in the public folder as it is: nothing, at any moment, also just after a crash.
    /// </summary>
    public static IReadOnlyList<string> PublicViolations(string dataDir) =>
        [.. ClientWalk.Violations(new DiskFileStore(Path.Combine(dataDir, "public")))];
}
