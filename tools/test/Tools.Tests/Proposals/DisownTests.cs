using Federation.Ceremonies;
using TrustList.Testing;

namespace Tools.Tests.Proposals;

public sealed class DisownTests : IDisposable
{
    private const string Now = "2020-10-12T00:00:00Z";
    private static readonly string Leaf = new('b', 64);
    private static readonly string Another = new('c', 64);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Drafts_disowned_leaves_and_says_so_in_words()
    {
        await using var hub = await HubSimulator.StartAsync();
        var nation = new Nation();
        var region = nation.Repository.Regions[0];
        var key = RegionSimulator.ThumbprintOf(region.SignerCertificate);
        region.Issuers = IssuerRecords.Compromise(region.Issuers, key, Nation.Now.AddHours(-1), "stolen", Nation.Now);
        nation.Repository.Publish();
        hub.Files = nation.Repository.Files;
        var draft = folder.File("region.proposal.json");
        string[] arguments =
        [
            "issuer", "disown", key[..12], "--code", region.Code, "--hub", hub.Url.OriginalString, "--anchor", folder.Write("anchor.json", nation.Repository.Anchor),
            "--out", draft, "--reason-zh", "核对日志", "--reason-en", "opened the log", "--now", Now,
        ];

        Assert.Equal(64, (await TrustctlProcess.Run(arguments)).Code);
        Assert.Equal(64, (await TrustctlProcess.Run([.. arguments, "--leaf", "beef"])).Code);
        Assert.False(File.Exists(draft));
        // As RegionNode.Issuer open prints them: the leaf first, then where it stands.
        var opened = folder.Write("opened.txt", System.Text.Encoding.ASCII.GetBytes($"{Another} batch 3 leaf 0 logged {Now} in epoch 9\n"));
        var answer = await TrustctlProcess.Run([.. arguments, "--leaf", Leaf, "--leaves", opened]);
        Assert.True(answer.Code == 0, answer.Errors);

        var sentences = (await TrustctlProcess.Run("ceremony", "diff", draft, "--json", "--now", Now)).Json["sentences"]!.AsArray();
        var (zh, en) = (sentences.Select(sentence => sentence!["zh"]!.GetValue<string>()).ToList(), sentences.Select(sentence => sentence!["en"]!.GetValue<string>()).ToList());
        foreach (var leaf in new[] { Leaf, Another })
        {
            Assert.Contains($"Document signer {key[..12]}: the region disowns leaf {leaf} of the issuance log; the licence that it proves is refused, for good.", en);
            Assert.Contains(zh, sentence => sentence.Contains($"否认签发日志中的条目 {leaf}", StringComparison.Ordinal));
        }
    }
}
