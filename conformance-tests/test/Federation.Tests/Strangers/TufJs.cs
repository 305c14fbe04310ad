using System.Text.Json.Nodes;
using TrustList.Testing.Peers;

namespace Federation.Tests.Strangers;

/// <summary>npm's tuf-js with a folder of its own, which it keeps from run to run.</summary>
internal sealed class TufJs : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("federation-tuf-js-");
    private readonly Uri repository;
    private byte[]? root;

    public TufJs(Uri hub, byte[] root) => (repository, this.root) = (new Uri(hub, "tuf/"), root);

    /// <summary>Refreshes and downloads; gives what it said.</summary>
    /// <param name="now">The instant at which it believes to be, or null for the machine's.</param>
    /// <param name="targets">Target paths.</param>
    public async Task<JsonNode> FollowAsync(string? now, params string[] targets)
    {
        var input = new JsonObject
        {
            ["metadataUrl"] = repository.AbsoluteUri.TrimEnd('/'),
            ["targetsUrl"] = new Uri(repository, "targets").AbsoluteUri,
            ["directory"] = folder.FullName,
            ["targets"] = new JsonArray([.. targets.Select(target => JsonValue.Create(target))]),
        };
        if (root is not null)
            input["root"] = Convert.ToBase64String(root);
        if (now is not null)
            input["now"] = now;
        root = null;
        return JsonNode.Parse(await NodePeer.RunAsync("tuf-js", "follow.mjs", input.ToJsonString()))!;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
