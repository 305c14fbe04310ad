using Federation.Ceremonies;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Tools.Tests.Proposals;

public sealed class CommandTests : IDisposable
{
    private const string Now = "2020-10-12T00:00:00Z";
    private static readonly string[] Why = ["--reason-zh", "例行", "--reason-en", "routine", "--now", Now];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Begins_a_trust_list_with_a_root_that_three_of_five_signed_apart()
    {
        var operators = Keys("operator", 5);
        var (targets, online) = (Keys("targets", 3), Keys("online", 2));
        var draft = folder.File("root.proposal.json");
        await Expect(0, ["ceremony", "new", "root", "--first", "--out", draft, .. Each("--add-operator", operators), .. Each("--add-targets-operator", targets), "--snapshot", online[0].Public, "--timestamp", online[1].Public, .. Why]);
        var copies = Enumerable.Range(0, 3).Select(n => folder.File($"copy-{n}.json")).ToArray();
        for (var n = 0; n < 3; n++) await Expect(0, ["ceremony", "sign", draft, "--key", operators[n].Private, "--out", copies[n], "--yes", "--now", Now]);
        var (whole, into) = (folder.File("whole.json"), folder.File("inception"));

        await Expect(1, ["ceremony", "assemble", .. copies[..2], "--out", whole, "--into", into, "--now", Now]);
        Assert.False(Directory.Exists(into));
        await Expect(0, ["ceremony", "assemble", .. copies, "--out", whole, "--into", into, "--now", Now]);
        Assert.Null(TrustedMetadata.Start(File.ReadAllBytes(Path.Combine(into, "1.root.json"))).Fault);
    }

    [Fact]
    public async Task Refuses_by_name_and_changes_nothing_on_disk()
    {
        await using var hub = await HubSimulator.StartAsync();
        var nation = new Nation();
        hub.Files = nation.Repository.Files;
        var anchor = folder.Write("anchor.json", nation.Repository.Anchor);
        var draft = folder.File("targets.proposal.json");
        await Expect(0, ["ceremony", "new", "targets", "--hub", hub.Url.OriginalString, "--anchor", anchor, "--out", draft, .. Why]);
        var (good, stranger) = (folder.Write("good.test.pem", Pem(nation.Repository.TargetsKeys[0])), folder.Write("stranger.test.pem", Pem(Nation.NewKey())));

        await Refused("WrongKey", draft, ["sign", draft, "--key", stranger, "--yes", "--now", Now]);
        await Expect(0, ["ceremony", "sign", draft, "--key", good, "--yes", "--anchor", anchor, "--now", Now]);
        await Refused("AlreadySigned", draft, ["sign", draft, "--key", good, "--yes", "--now", Now]);
        await Refused("ProposalExpired", draft, ["sign", draft, "--key", good, "--yes", "--now", "2020-10-27T00:00:00Z"]);
        await Refused("AnchorContradicts", draft, ["sign", draft, "--key", good, "--yes", "--now", Now, "--anchor", folder.Write("other.json", new Nation().Repository.Anchor)]);
        await Refused("BelowThreshold", draft, ["publish", draft, "--stage-only", "--hub", hub.Url.OriginalString, "--anchor", anchor, "--now", Now]);

        await Expect(0, ["ceremony", "sign", draft, "--key", folder.Write("second.test.pem", Pem(nation.Repository.TargetsKeys[1])), "--yes", "--now", Now]);
        await Expect(0, ["ceremony", "publish", draft, "--stage-only", "--hub", hub.Url.OriginalString, "--anchor", anchor, "--now", Now]);
        nation.Repository.Publish();
        hub.Files = nation.Repository.Files;
        await Refused("BaseMoved", draft, ["publish", draft, "--stage-only", "--hub", hub.Url.OriginalString, "--anchor", anchor, "--now", Now]);
    }

    [Fact]
    public async Task Drafts_from_the_folder_that_sync_keeps_without_a_network()
    {
        await using var hub = await HubSimulator.StartAsync();
        var nation = new Nation();
        hub.Files = nation.Repository.Files;
        await Expect(0, ["sync", "--hub", hub.Url.OriginalString, "--state", folder.File("state"), "--anchor", folder.Write("anchor.json", nation.Repository.Anchor), "--now", Now]);
        await hub.DisposeAsync();
        var draft = folder.File("root.proposal.json");
        var (old, next) = (nation.Repository.RootKeys[0].PublicKey.Thumbprint[..16], folder.Write("new.pem", System.Text.Encoding.ASCII.GetBytes(Nation.NewKey().PublicKey.ToPem())));
        await Expect(0, ["ceremony", "new", "root", "--state", folder.File("state"), "--replace-operator", $"{old}={next}", "--out", draft, .. Why]);
        var diff = await TrustctlProcess.Run("ceremony", "diff", draft, "--json", "--now", Now);
        Assert.Equal(2, diff.Json["sentences"]!.AsArray().Count(sentence => sentence!["en"]!.GetValue<string>().StartsWith("Root operators: key", StringComparison.Ordinal)));
        Assert.Equal(64, (await TrustctlProcess.Run(["ceremony", "new", "root", "--state", folder.File("state"), "--replace-operator", $"00000000={next}", "--out", folder.File("none.json"), .. Why])).Code);
        Assert.False(File.Exists(folder.File("none.json")));
    }

    [Fact]
    public async Task Demands_signatures_of_a_suite_and_says_so_in_words()
    {
        await using var hub = await HubSimulator.StartAsync();
        var nation = new Nation();
        hub.Files = nation.Repository.Files;
        string[] list = ["--hub", hub.Url.OriginalString, "--anchor", folder.Write("anchor.json", nation.Repository.Anchor)];
        var draft = folder.File("root.proposal.json");
        await Expect(0, ["ceremony", "new", "root", .. list, "--demand", "es256=2", "--out", draft, .. Why]);
        var sentences = (await TrustctlProcess.Run("ceremony", "diff", draft, "--json", "--now", Now)).Json["sentences"]!.AsArray();
        Assert.Contains(sentences, sentence => sentence!["en"]!.GetValue<string>().EndsWith("- -> ES256 2", StringComparison.Ordinal));
        foreach (var wrong in new[] { "sm3=2", "es256", "es256=0", "1=2", "sm2=-1" })
            await Expect(64, ["ceremony", "new", "root", .. list, "--demand", wrong, "--out", folder.File("none.json"), .. Why]);
        Assert.False(File.Exists(folder.File("none.json")));
    }

    private async Task Refused(string fault, string file, string[] command)
    {
        var before = File.ReadAllBytes(file);
        var answer = await TrustctlProcess.Run(["ceremony", .. command, "--json"]);
        Assert.True(answer.Code == 1, $"{answer.Code} {answer.Output}{answer.Errors}");
        Assert.Equal(fault, answer.Json["fault"]!.GetValue<string>());
        Assert.Equal(before, File.ReadAllBytes(file));
    }

    private static async Task Expect(int code, string[] command)
    {
        var answer = await TrustctlProcess.Run(command);
        Assert.True(answer.Code == code, $"{string.Join(' ', command)}: {answer.Code}\n{answer.Errors}{answer.Output}");
    }

    private static byte[] Pem(ISigner key) => System.Text.Encoding.ASCII.GetBytes(((SoftwareSigner)key).ToPkcs8Pem());

    private (string Private, string Public)[] Keys(string name, int count) => [.. Enumerable.Range(0, count).Select(n =>
    {
        var key = KeyFile.Create(folder.File($"{name}-{n}.test.pem"));
        return (folder.File($"{name}-{n}.test.pem"), folder.Write($"{name}-{n}.pub.pem", System.Text.Encoding.ASCII.GetBytes(key.PublicKey.ToPem())));
    })];

    private static IEnumerable<string> Each(string option, IEnumerable<(string Private, string Public)> keys) => keys.SelectMany(key => new[] { option, key.Public });
}
