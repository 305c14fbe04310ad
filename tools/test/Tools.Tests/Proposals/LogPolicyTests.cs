using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;
using Federation.Ceremonies;

namespace Tools.Tests.Proposals;

public sealed class LogPolicyTests : IDisposable
{
    private const string Now = "2020-10-12T00:00:00Z";
    private static readonly string[] Why = ["--reason-zh", "日志", "--reason-en", "log", "--now", Now];
    private readonly TemporaryFolder folder = new();
    private readonly PublicKey log = SoftwareSigner.Create(SignatureAlgorithm.Ed25519).PublicKey;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(7, 5)]
    [InlineData(31, 21)]
    [InlineData(364, 243)]
    public void Takes_a_quorum_that_two_views_cannot_both_reach(int witnesses, int quorum)
    {
        Assert.Equal(quorum, LogCeremony.Quorum(witnesses));
        Assert.True((2 * quorum) - witnesses > (witnesses - 1) / 3);
    }

    [Fact]
    public async Task Names_the_log_in_words_and_the_staging_client_takes_a_list_that_nobody_could_witness_yet()
    {
        await using var hub = await HubSimulator.StartAsync();
        var nation = new Nation();
        hub.Files = nation.Repository.Files;
        string[] list = ["--hub", hub.Url.OriginalString, "--anchor", folder.Write("anchor.json", nation.Repository.Anchor)];
        var (policy, draft) = (folder.File("policy.json"), folder.File("targets.proposal.json"));
        await Expect(0, ["ceremony", "log-policy", .. list, "--now", Now, "--origin", "log.test", "--hub-keys", HubKeys(), "--witness", "310000", "320000", "--out", policy]);
        var read = PolicyDocument.Read(File.ReadAllBytes(policy)).Value.Log!;
        Assert.Equal(("log.test", 2, log), (read.Origin, read.Quorum, read.Key));
        Assert.Equal(["log.test/witness/310000", "log.test/witness/320000"], read.Witnesses.Select(witness => witness.Name));

        await Expect(0, ["ceremony", "new", "targets", .. list, "--policy", policy, "--out", draft, .. Why]);
        var sentences = (await TrustctlProcess.Run("ceremony", "diff", draft, "--json", "--now", Now)).Json["sentences"]!.AsArray().Select(sentence => sentence!["en"]!.GetValue<string>()).ToList();
        Assert.Contains("From now on nothing counts that the log log.test does not show.", sentences);
        Assert.Contains("2 of 2 witnesses must cosign.", sentences);
        foreach (var signer in nation.Repository.TargetsKeys.Take(2))
            await Expect(0, ["ceremony", "sign", draft, "--key", folder.Write("key.test.pem", System.Text.Encoding.ASCII.GetBytes(((SoftwareSigner)signer).ToPkcs8Pem())), "--yes", "--now", Now]);
        await Expect(0, ["ceremony", "publish", draft, "--stage-only", .. list, "--now", Now]);
    }

    [Fact]
    public async Task Lets_operators_sign_anew_where_the_witnesses_are_gone_and_no_verifier_follow()
    {
        await using var hub = await HubSimulator.StartAsync();
        var nation = new Nation();
        var gone = SoftwareSigner.Create(SignatureAlgorithm.Ed25519).PublicKey;
        nation.Repository.Policy = nation.Repository.Policy with { Log = LogCeremony.Policy("log.test", log, [("310000", gone)]) };
        nation.Repository.Publish();
        hub.Files = nation.Repository.Files;
        string[] list = ["--hub", hub.Url.OriginalString, "--anchor", folder.Write("anchor.json", nation.Repository.Anchor)];
        var verifier = await TrustctlProcess.Run(["sync", .. list, "--state", folder.File("state"), "--now", Now, "--json"]);
        Assert.Equal((1, "NotWitnessed"), (verifier.Code, verifier.Json["fault"]!.GetValue<string>()));

        var (policy, draft) = (folder.File("policy.json"), folder.File("targets.proposal.json"));
        await Expect(0, ["ceremony", "log-policy", .. list, "--now", Now, "--witness", "320000", "--out", policy]);
        Assert.Equal(["320000"], PolicyDocument.Read(File.ReadAllBytes(policy)).Value.Log!.Witnesses.Select(witness => witness.Region));
        var drafted = await TrustctlProcess.Run(["ceremony", "new", "targets", .. list, "--policy", policy, "--out", draft, .. Why]);
        Assert.True(drafted.Code == 0 && drafted.Errors.Contains("No quorum of witnesses", StringComparison.Ordinal), drafted.Errors + drafted.Output);
    }

    [Fact]
    public async Task Refuses_a_witness_without_a_node_a_quorum_of_half_and_a_first_log_without_its_key()
    {
        await using var hub = await HubSimulator.StartAsync();
        var nation = new Nation();
        hub.Files = nation.Repository.Files;
        string[] command = ["ceremony", "log-policy", "--hub", hub.Url.OriginalString, "--anchor", folder.Write("anchor.json", nation.Repository.Anchor), "--now", Now, "--out", folder.File("none.json")];
        await Expect(64, [.. command, "--origin", "log.test", "--hub-keys", HubKeys(), "--witness", "990000"]);
        await Expect(64, [.. command, "--origin", "log.test", "--hub-keys", HubKeys(), "--witness", "310000", "320000", "--quorum", "1"]);
        await Expect(64, [.. command, "--origin", "log.test", "--witness", "310000"]);
        await Expect(64, [.. command, "--hub-keys", HubKeys(), "--witness", "310000"]);
        Assert.False(File.Exists(folder.File("none.json")));
    }

    private string HubKeys()
    {
        var key = Convert.ToBase64String(Nation.NewKey().PublicKey.SubjectPublicKeyInfo.Span);
        return folder.Write("hub-keys.json", System.Text.Encoding.UTF8.GetBytes(
            $$"""{"snapshotKey":"{{key}}","timestampKey":"{{key}}","logKey":"{{Convert.ToBase64String(log.SubjectPublicKeyInfo.Span)}}","tlsPin":"{{new string('a', 64)}}"}"""));
    }

    private static async Task Expect(int code, string[] command)
    {
        var answer = await TrustctlProcess.Run(command);
        Assert.True(answer.Code == code, $"{string.Join(' ', command)}: {answer.Code}\n{answer.Errors}{answer.Output}");
    }
}
