using System.Text.Json.Nodes;
using Demo.People;
using TrustList.Format.Encoding;

namespace Demo.World;

/// <summary>An offline verifier: a folder, kept and read by the real trustctl as a process of its own.</summary>
public sealed class Handheld(Workspace workspace, RehearsalTime clock, string name)
{
    private const string Project = "tools/src/trustctl";
    private readonly string state = workspace.Folder("handheld-" + name);
    private readonly Place place = workspace.Places("handheld-" + name);

    /// <summary>Brings it up to date with a hub, honest or not.</summary>
    public async Task<(int Code, JsonNode Answer)> Sync(Uri hub, string? anchor, CancellationToken cancel)
    {
        string[] first = anchor is null ? [] : ["--anchor", anchor];
        return await Ask(["sync", "--hub", hub.OriginalString, "--state", state, .. first, .. Common()], cancel);
    }

    /// <summary>Brings the whole nation's status up to date: a snapshot the first time, deltas after.</summary>
    public Task<(int Code, JsonNode Answer)> PullStatus(Uri hub, CancellationToken cancel) =>
        Ask(["status", "pull", "--hub", hub.OriginalString, "--state", state, .. Common()], cancel);

    /// <summary>Decides a presentation from what it holds, now or, on its own clock, later.</summary>
    public async Task<(int Code, JsonNode Answer)> Verify(Presentation shown, string acceptor, string purpose, CancellationToken cancel, TimeSpan later = default)
    {
        var (response, transcript) = (workspace.File("presentation.cbor"), workspace.File("transcript.cbor"));
        await File.WriteAllBytesAsync(response, shown.Response, cancel);
        await File.WriteAllBytesAsync(transcript, shown.Transcript, cancel);
        return await Ask(["verify", response, "--state", state, "--transcript", transcript, "--acceptor", acceptor, "--purpose", purpose, .. Common(later)], cancel);
    }

    /// <summary>Writes what it holds as one file.</summary>
    public Task<(int Code, JsonNode Answer)> ExportBundle(string file, CancellationToken cancel) =>
        Ask(["bundle", "export", "--state", state, "--out", file, .. Common()], cancel);

    /// <summary>Takes the trust list from a file instead of a hub.</summary>
    public Task<(int Code, JsonNode Answer)> ImportBundle(string file, string anchor, CancellationToken cancel) =>
        Ask(["bundle", "import", file, "--state", state, "--anchor", anchor, .. Common()], cancel);

    /// <summary>Looks once at several hosts of one log; two views of it are kept as evidence in a folder.</summary>
    public static Task<(int Code, JsonNode Answer)> WatchLog(string anchor, RehearsalTime clock, IEnumerable<Uri> hosts, string evidence, CancellationToken cancel) =>
        Ask(["log", "watch", "--once", "--anchor", anchor, .. hosts.SelectMany(host => new[] { "--hub", host.OriginalString }), "--evidence", evidence, "--now", clock.Text, "--json"], cancel, Place.Loopback);

    /// <summary>Copies state, presentation and instant for someone who wants to repeat the last verification.</summary>
    public void Keep(string folder)
    {
        FalseHub.CopyTree(state, Path.Combine(folder, "state"));
        foreach (var name in new[] { "presentation.cbor", "transcript.cbor" }) File.Copy(workspace.File(name), Path.Combine(folder, name), overwrite: true);
        File.WriteAllText(Path.Combine(folder, "instant"), clock.Text);
    }

    private IEnumerable<string> Common(TimeSpan later = default) => ["--now", Instants.Format(clock.Now + later), "--json"];

    private Task<(int Code, JsonNode Answer)> Ask(IEnumerable<string> arguments, CancellationToken cancel) => Ask(arguments, cancel, place);

    private static async Task<(int Code, JsonNode Answer)> Ask(IEnumerable<string> arguments, CancellationToken cancel, Place place)
    {
        var (code, output, errors) = await Child.Run(Repository.Program(Project), arguments, cancel, place);
        return output.Length > 0 ? (code, JsonNode.Parse(output)!) : throw new InvalidOperationException($"trustctl {code}: {errors}");
    }
}
