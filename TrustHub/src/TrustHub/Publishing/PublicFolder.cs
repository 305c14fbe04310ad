using System.Text.Json.Nodes;
using TrustHub.Log;
using TrustHub.Storage;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustHub.Publishing;

/// <summary>
/// Brings the public folder up to what is logged and signed. The order of the writes makes every moment a good one
/// for a reader: what a file names is there before the file; roots come just before the snapshot, the timestamp
/// last. Starting anew, it goes over everything once, so that what a crash left out is made good.
/// </summary>
public sealed class PublicFolder(IFileStore files, IHubStore store)
{
    private long _metadataDone;
    private long _statusDone;

    /// <summary>The status lists logged up to here are published.</summary>
    public long StatusPublishedUpTo => Interlocked.Read(ref _statusDone);

    /// <summary>Whether a repository has been published here, by this run or an earlier one.</summary>
    public bool HasBegun => files.Read(PublicPaths.Timestamp) is not null;

    /// <summary>Writes all that a snapshot needs: the logged files that it lists, the roots, itself. Clients that have its timestamp not yet see none of it.</summary>
    /// <exception cref="IOException">The disk failed; the same call again goes on.</exception>
    public void Prepare(SignedSnapshot signed)
    {
        var rows = Logged.After(store, _metadataDone)
            .Select(logged => logged.Row)
            .TakeWhile(row => row.LogIndex <= signed.LogIndex)
            .Where(row => row.Kind == AdmissionKind.Metadata)
            .ToList();
        foreach (var file in rows.Where(row => row.Name != RoleNames.Root).SelectMany(row => row.Files.Reverse()))
            files.WriteImmutable(file.Path, Content(file));
        foreach (var root in rows.Where(row => row.Name == RoleNames.Root))
            files.WriteImmutable(root.Files[0].Path, Content(root.Files[0]));
        files.WriteImmutable(PublicPaths.Metadata(RoleNames.Snapshot, signed.Snapshot.Version), signed.Snapshot.Bytes);
        _metadataDone = Math.Max(_metadataDone, signed.LogIndex);
    }

    /// <summary>Publishes what is prepared: replaces the timestamp.</summary>
    /// <exception cref="IOException">The disk failed; the same call again goes on.</exception>
    public void Publish(SignedSnapshot signed) => files.Replace(PublicPaths.Timestamp, signed.Timestamp.Bytes);

    /// <summary>Publishes the status lists that were logged; they carry their region's signature and need none of the hub's.</summary>
    /// <exception cref="IOException">The disk failed; the same call again goes on.</exception>
    public void PublishStatusLists(LoggedState state)
    {
        if (_statusDone >= state.LogIndex)
            return;
        var regions = new HashSet<string>(StringComparer.Ordinal);
        var newest = Logged.After(store, _statusDone)
            .Select(logged => logged.Row)
            .TakeWhile(row => row.LogIndex <= state.LogIndex)
            .Where(row => row.Kind == AdmissionKind.Status)
            .GroupBy(row => row.Name, (_, rows) => rows.Last(), StringComparer.Ordinal);
        foreach (var row in newest)
        {
            var contents = row.Files.Select(file => (file.Path, Bytes: store.Content(file.Sha256))).ToList();
            if (contents.Any(file => file.Bytes is null) && IsSuperseded(row))
                continue; // A newer list was admitted after this round began, and the older bytes went: the next round has it.
            foreach (var (path, bytes) in contents)
                files.Replace(path, bytes ?? throw Lost(path));
            regions.Add(PublicPaths.RegionOf(row.Files[0].Path));
        }
        foreach (var code in regions)
            files.Replace(PublicPaths.Aggregation(code), Aggregation(state.Region(code)));
        Interlocked.Exchange(ref _statusDone, state.LogIndex);
    }

    /// <summary>The addresses of a region's lists, as Token Status List §9.3 has them.</summary>
    public static byte[] Aggregation(LoggedRegion region) => CanonicalJson.EncodeText(new JsonObject
    {
        ["status_lists"] = new JsonArray([.. region.StatusVersions.Keys.Select(uri => (JsonNode)uri)]),
    });

    private byte[] Content(AdmissionFile file) =>
        store.Content(file.Sha256) ?? throw Lost(file.Path);

    private bool IsSuperseded(AdmissionRow row) => store.After(row.LogIndex).Any(later => later.Kind == row.Kind && later.Name == row.Name);

    private static InvalidDataException Lost(string path) => new($"the database lost the bytes of {path}");
}
