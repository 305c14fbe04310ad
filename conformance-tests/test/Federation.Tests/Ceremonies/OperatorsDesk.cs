using System.Text.Json.Nodes;
using Demo.World;
using Federation.Tests.World;
using TrustList.Format.Encoding;

namespace Federation.Tests.Ceremonies;

/// <summary>Operators who use the tool as people do, as a process, against a running hub; their files lie in one folder.</summary>
internal sealed class OperatorsDesk(LoopbackFederation federation)
{
    private static readonly string[] Why = ["--reason-zh", "演练", "--reason-en", "rehearsal"];
    private readonly Country country = federation.Country;

    /// <summary>A file of the desk.</summary>
    internal string File(string name) => country.Workspace.File(name);

    /// <summary>The private key file of a national operator.</summary>
    internal string Operator(string role, int n) => Path.Combine(country.Workspace.Folder("national-operators"), $"{role}-operator-{n}.test.pem");

    /// <summary>The present duty officers, as arguments that name them again.</summary>
    internal async Task<string[]> DutyOfficers()
    {
        var arguments = new List<string>();
        foreach (var n in new[] { 1, 2 })
        {
            await Done("key", "public", Path.Combine(country.Workspace.Folder("national-operators"), $"duty-officer-{n}.test.pem"), "--out", File($"duty-officer-{n}.pub.pem"));
            arguments.AddRange(["--duty-officer", File($"duty-officer-{n}.pub.pem")]);
        }

        return [.. arguments];
    }

    /// <summary>Makes a test key; gives the files of both halves.</summary>
    internal async Task<(string Private, string Public)> Key(string name)
    {
        var (key, half) = (File($"{name}.test.pem"), File($"{name}.pub.pem"));
        await Done("key", "make", key, "--no-passphrase");
        await Done("key", "public", key, "--out", half);
        return (key, half);
    }

    /// <summary>Drafts against the running hub.</summary>
    internal Task Draft(string draft, params string[] command) => Done([.. command, "--out", File(draft), .. Why, .. Hub, .. Now]);

    /// <summary>Each signs a copy of their own; the copies are brought together under the draft's name.</summary>
    internal async Task Sign(string draft, params string[] keys)
    {
        var copies = keys.Select((_, n) => File($"{draft}.copy-{n}")).ToArray();
        for (var n = 0; n < keys.Length; n++) await Done(["ceremony", "sign", File(draft), "--key", keys[n], "--out", copies[n], "--yes", "--anchor", country.Hub.TrustAnchor, .. Now]);
        await Done(["ceremony", "assemble", .. copies, "--out", File(draft), .. Now]);
    }

    /// <summary>Publishes; gives the transcript.</summary>
    internal async Task<JsonNode> Publish(string draft) => JsonNode.Parse(await Done(["ceremony", "publish", File(draft), "--json", .. Submit]))!;

    /// <summary>Runs a command that must succeed; gives its output.</summary>
    internal async Task<string> Done(params IEnumerable<string> command)
    {
        var (code, output, errors) = await Run(command);
        return code == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)}: exit {code}\n{errors}{output}\n{federation.Logs()}");
    }

    /// <summary>Runs a command that must be refused; gives the fault.</summary>
    internal async Task<string> Refused(params IEnumerable<string> command)
    {
        var (code, output, errors) = await Run([.. command, "--json"]);
        Assert.True(code == 1, $"exit {code}\n{errors}{output}");
        return JsonNode.Parse(output)!["fault"]!.GetValue<string>();
    }

    /// <summary>Runs a command; gives its exit code and all that it printed.</summary>
    internal async Task<(int Code, string Output)> Code(params IEnumerable<string> command)
    {
        var (code, output, errors) = await Run(command);
        return (code, output + errors);
    }

    /// <summary>Where the list is read.</summary>
    internal string[] Hub => ["--hub", country.Hub.PublicUrl.OriginalString, "--anchor", country.Hub.TrustAnchor];

    /// <summary>Where it is brought.</summary>
    internal string[] Submit => [.. Hub, "--hub-node", country.Hub.NodeUrl.OriginalString, .. Now];

    /// <summary>The rehearsal's instant.</summary>
    internal string[] Now => ["--now", Instants.Format(country.Clock.Now)];

    /// <summary>Why, for commands that draft and publish in one act.</summary>
    internal static string[] Reason => Why;

    private Task<(int Code, string Output, string Errors)> Run(IEnumerable<string> command) =>
        Child.Run(Repository.Program("tools/src/trustctl"), command, federation.Cancel);
}
