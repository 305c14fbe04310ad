using System.Text.Json.Nodes;
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
        var input = new JsonObject
        {
            ["url"] = hub.Url.AbsoluteUri,
            ["root"] = Convert.ToBase64String(list.Repository.Anchor),
            ["now"] = list.Now.ToUnixTimeMilliseconds(),
            ["targets"] = new JsonArray(
            [
                RegistryDocument.Path, PolicyDocument.Path,
                .. list.Repository.Regions.SelectMany(region => new JsonNode[] { IssuersDocument.PathOf(region.Code), NodeDocument.PathOf(region.Code) }),
            ]),
        };
        hub.ForgetRequests();
        var result = JsonNode.Parse(await NodePeer.RunAsync("tuf-js", "bench.mjs", input.ToJsonString()))!;
        var asked = hub.Requests;
        var idle = asked.Skip((int)result["firstRequests"]!).ToList();
        var first = asked.Take(asked.Count - idle.Count).ToList();
        return (new(first.Count, Bytes(first), (double)result["firstMs"]!), new(idle.Count, Bytes(idle), (double)result["idleMs"]!));

        long Bytes(IEnumerable<string> paths) => paths.Sum(path => (long)(list.Repository.Files.GetValueOrDefault(path["/tuf/".Length..])?.Length ?? 0));
    }
}
