using System.Text.Json.Nodes;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Testing.Peers;

namespace Demo.Steps;

/// <summary>Who is never online, and who uses another maker's client.</summary>
public sealed class Strangers(Country country, Props props, bool mustRun)
{
    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("bundle", "A machine in a tunnel, never online", "gets the trust list as one file and checks a licence with it", Bundle),
        new("stranger", "npm's tuf-js, a client that we did not write", "follows the hub from the first root to every region's issuers", Stranger),
    ];

    private async Task<StepEnd> Bundle(CancellationToken cancel)
    {
        var (synced, answer) = await props.JiangsuHandheld.Sync(country.Hub.PublicUrl, anchor: null, cancel);
        if (synced != 0) return new StepEnd(false, Note: answer.ToJsonString());
        var file = country.Workspace.File("trust.bundle");
        var (exported, report) = await props.JiangsuHandheld.ExportBundle(file, cancel);
        var tunnel = new Handheld(country.Workspace, country.Clock, "tunnel");
        var (imported, state) = await tunnel.ImportBundle(file, country.Hub.TrustAnchor, cancel);
        if (exported != 0 || imported != 0) return new StepEnd(false, Note: report.ToJsonString() + state.ToJsonString());
        var (code, verdict) = await tunnel.Verify(props.ChengduPhone.Present("tunnel.jiangsu.example"), Region.Jiangsu.Code, "roadside", cancel);
        var end = verdict.Expect("Accepted", "", $"{new FileInfo(file).Length} bytes: every root, {country.Sites.Count} regions, their status; verified as from the network.");
        return end with { Ok = end.Ok && code == 0 };
    }

    private async Task<StepEnd> Stranger(CancellationToken cancel)
    {
        if (NodePeer.Missing is { } missing) return new StepEnd(!mustRun, "Skipped", Note: missing);
        string[] targets =
        [
            RegistryDocument.Path, PolicyDocument.Path, NoticesDocument.Path,
            .. country.Sites.Keys.SelectMany(code => new[] { IssuersDocument.PathOf(code), NodeDocument.PathOf(code) }),
        ];
        var input = new JsonObject
        {
            ["root"] = Convert.ToBase64String(await File.ReadAllBytesAsync(country.Hub.TrustAnchor, cancel)),
            ["metadataUrl"] = $"{country.Hub.PublicUrl.OriginalString}/tuf",
            ["targetsUrl"] = $"{country.Hub.PublicUrl.OriginalString}/tuf/targets",
            ["directory"] = country.Workspace.Folder("stranger"),
            ["now"] = country.Clock.Text,
            ["targets"] = new JsonArray([.. targets.Select(target => JsonValue.Create(target))]),
        };
        var answer = JsonNode.Parse(await NodePeer.RunAsync("tuf-js", "follow.mjs", input.ToJsonString()))!;
        var got = targets.Count(target => answer["files"]?[target]?.GetValue<string>() is { } content && IsServed(target, Convert.FromBase64String(content)));
        var root = answer["versions"]?["root"]?.GetValue<long>();
        return new StepEnd(
            answer["ok"]?.GetValue<bool>() == true && got == targets.Length && root == country.Nation!.RootVersion, "Followed",
            Note: answer["ok"]?.GetValue<bool>() == true ? $"From root 1 to root {root}; {got} of {targets.Length} files, each through its region's delegation." : answer.ToJsonString());
    }

    private bool IsServed(string target, byte[] content) =>
        File.Exists(Path.Combine(country.Hub.PublicFolder, "tuf", ConsistentNames.Target(target, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)))));
}
