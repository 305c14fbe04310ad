using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Bundles;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>A stored state as the files that the hub served (SPEC.md §9.2).</summary>
internal static class BundleContents
{
    internal static (Dictionary<string, ReadOnlyMemory<byte>> Files, IReadOnlyList<string> LeftOut) Of(
        ImmutableArray<ReadOnlyMemory<byte>> roots, StoredState state)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var root in roots)
            if (MetadataReader.Root(root) is { Ok: true, Value.Signed.Version: var version })
                files[$"{TrustBundle.Repository}{version}.root.json"] = root;
        files[$"{TrustBundle.Repository}timestamp.json"] = state.Timestamp;
        if (MetadataReader.Snapshot(state.Snapshot) is { Ok: true, Value.Signed: var snapshot })
        {
            files[$"{TrustBundle.Repository}{snapshot.Version}.snapshot.json"] = state.Snapshot;
            foreach (var (role, content) in state.Roles)
                if (snapshot.Meta.TryGetValue(RoleNames.MetaName(role), out var listed))
                    files[$"{TrustBundle.Repository}{listed.Version}.{RoleNames.MetaName(role)}"] = content;
        }
        foreach (var (path, content) in state.Files)
        {
            var cut = path.LastIndexOf('/') + 1;
            files[$"{TrustBundle.Repository}targets/{path[..cut]}{LowerHex.Of(SHA256.HashData(content.Span))}.{path[cut..]}"] = content;
        }
        if (state.LogProof is { } proof)
            files[LogUpdate.Path] = proof;
        return (files, AddStatusLists(files, state));
    }

    /// <summary>Each list at the path of its address, and an aggregation that names those of one base.</summary>
    private static List<string> AddStatusLists(Dictionary<string, ReadOnlyMemory<byte>> files, StoredState state)
    {
        var leftOut = new List<string>();
        foreach (var lists in state.StatusLists.GroupBy(list => AggregationOf(list.Uri), StringComparer.Ordinal))
        {
            var named = new JsonArray();
            foreach (var list in lists)
            {
                var path = PathOf(list.Uri);
                if (CanHold(lists.Key) && CanHold(path) && files.TryAdd(path, list.Token))
                    named.Add((JsonNode)list.Uri);
                else
                    leftOut.Add(list.Uri);
            }
            if (named.Count > 0)
                files[lists.Key] = CanonicalJson.EncodeText(new JsonObject { ["status_lists"] = named });
        }
        return leftOut;
    }

    private static bool CanHold(string path) => !path.StartsWith(TrustBundle.Repository, StringComparison.Ordinal) && TrustBundle.CanHold(path);

    // A signed address is its node's base and one segment (SPEC.md §5.6); without that segment it is the aggregation's.
    private static string AggregationOf(string uri) => PathOf(uri).LastIndexOf('/') is > 0 and var cut ? PathOf(uri)[..cut] : string.Empty;

    private static string PathOf(string uri) => new Uri(uri).AbsolutePath[1..];
}
