using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace Federation.Bench;

/// <summary>npm's tuf-js, which follows the same list over the same HTTP: refresh, then every target that our client takes.</summary>
internal sealed class TufJsPeer
{
    private TufJsPeer()
    {
    }

    /// <summary>The peer, or null with a word on standard error where Node.js is missing.</summary>
    public static TufJsPeer? Find(bool alone)
    {
        if (alone)
            return null;
        if (NodePeer.Missing is null)
            return new TufJsPeer();
        Console.Error.WriteLine($"bench: tuf-js is left out ({NodePeer.Missing})");
        return null;
    }

    /// <summary>A first sync and one without a change, by one process; requests and bytes as the hub sees them.</summary>
    public async Task<(SyncCost First, SyncCost Idle)> RunAsync(BenchTrustList list, HubSimulator hub)
    {
        var folder = Directory.CreateTempSubdirectory("bench-tuf-js-");
        try
        {
            return (await SyncAsync(list, hub, folder.FullName, list.Repository.Anchor), await SyncAsync(list, hub, folder.FullName, null));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<SyncCost> SyncAsync(BenchTrustList list, HubSimulator hub, string folder, byte[]? root)
    {
        var input = new JsonObject
        {
            ["metadataUrl"] = $"{hub.Url.AbsoluteUri}tuf",
            ["targetsUrl"] = $"{hub.Url.AbsoluteUri}tuf/targets",
            ["directory"] = folder,
            ["root"] = root is null ? null : Convert.ToBase64String(root),
            ["now"] = Instants.Format(list.Now),
            ["targets"] = new JsonArray(
            [
                RegistryDocument.Path, PolicyDocument.Path,
                .. list.Repository.Regions.SelectMany(region => new JsonNode[] { IssuersDocument.PathOf(region.Code), NodeDocument.PathOf(region.Code) }),
            ]),
        };
        hub.ForgetRequests();
        var result = JsonNode.Parse(await NodePeer.RunAsync("tuf-js", "follow.mjs", input.ToJsonString()))!;
        if (!(bool)result["ok"]!)
            throw new InvalidOperationException($"tuf-js refused the benchmark's list: {result["error"]}");
        var asked = hub.Requests;
        return new(asked.Count, asked.Sum(path => (long)(list.Repository.Files.GetValueOrDefault(path["/tuf/".Length..])?.Length ?? 0)), (double)result["ms"]!);
    }
}
