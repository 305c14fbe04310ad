using System.Net;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Tests;

/// <summary>Every licence goes into the log, and its wallet gets the proof.</summary>
public sealed class IssuanceTests
{
    private readonly SoftwareSigner witness = SoftwareSigner.Create(SignatureAlgorithm.Ed25519);

    [Fact]
    public async Task Logs_every_licence_once_and_gathers_many_into_few_batches()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        List<JsonNode> offers = [];
        for (var driver = 0; driver < 12; driver++)
            offers.Add(await office.OfferAsync(driver));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(offers.Select(async offer =>
        {
            using var phone = Phone.Of(region);
            await phone.LicenceAsync(offer);
            await phone.LicenceAsync(offer); // Collected again: the same licence, no second leaf.
        }));
        var seconds = (int)watch.Elapsed.TotalSeconds + 3; // A batch a second, and what the ends of the time cut.
        await Eventually.TrueAsync(() => Leaves(region).Count >= 12, "all are in batches");
        await Task.Delay(1200);
        Assert.Equal(12, Leaves(region).Select(leaf => Convert.ToHexStringLower(leaf.Span)).Distinct().Count());
        Assert.Equal(12, Leaves(region).Count);
        Assert.InRange(region.Journal.Chains.Of("issuance").Count, 1, Math.Min(11, seconds));
    }

    [Fact]
    public async Task Gives_a_wallet_its_proof_once_the_log_holds_the_batch()
    {
        await using var region = await StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        var licence = await phone.LicenceAsync(offer);
        var mso = LoggedLicence.MsoSha256(licence);
        var (early, _, retryAfter) = await phone.ProofAsync(offer, mso);
        Assert.Equal("NotLoggedYet", early.Problem);
        Assert.Equal(TimeSpan.FromSeconds(1), retryAfter);

        await Eventually.TrueAsync(() => region.Journal.Chains.Of("issuance").Count == 1, "a batch");
        var loggedAt = Instants.WholeSeconds(region.Clock.GetUtcNow());
        region.Hub!.Files["log/issuance/310000/1"] = region.Log.Logged(region.Journal.Chains.Of("issuance")[0], witness, loggedAt);
        byte[] proof = [];
        await Eventually.TrueAsync(async () =>
        {
            (var answer, proof, _) = await phone.ProofAsync(offer, mso);
            return answer.Status == HttpStatusCode.OK && answer.MediaType == IssuanceProof.MediaType;
        }, "the proof");
        var proven = IssuanceProof.Read(proof).Value.Verify(
            Province.Code, mso, IssuanceLeaf.Entry(0, offer["statusIndex"]!.GetValue<int>()), _ => region.StatusKey, Policy(region), region.Clock.GetUtcNow());
        Assert.True(proven.Ok, proven.Detail);
        Assert.Equal(loggedAt, proven.Value.LoggedAt);
        Assert.True(new Wallet(phone.Key, licence).WithProof(proof).CarriesProof);

        // What was logged stays provable without the hub.
        await region.StopHubAsync();
        Assert.Equal(proof, (await phone.ProofAsync(offer, mso)).Proof);
    }

    [Fact]
    public async Task Rejects_to_prove_what_it_did_not_issue()
    {
        await using var region = await StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        var mso = LoggedLicence.MsoSha256(await phone.LicenceAsync(offer));
        Assert.Equal("NoSuchProof", (await phone.ProofAsync(offer, new byte[32])).Answer.Problem);
        Assert.Equal("NoSuchProof", (await phone.ProofAsync(Changed(offer, "statusIndex", (offer["statusIndex"]!.GetValue<int>() + 1) % 1000), mso)).Answer.Problem);
        Assert.Equal("NoSuchProof", (await phone.ProofAsync(Changed(offer, "statusIndex", -1), mso)).Answer.Problem);
        Assert.Equal("NoSuchProof", (await phone.ProofAsync(Changed(offer, "statusUri", "http://elsewhere.example/status/310000/0"), mso)).Answer.Problem);
        Assert.Equal("NoSuchProof", (await phone.ProofAsync(Changed(offer, "statusUri", TestRegion.StatusBase + "/9223372036854775807"), mso)).Answer.Problem);
    }

    [Fact]
    public async Task Rejects_a_proof_file_of_the_hub_that_is_of_another_batch_or_not_witnessed()
    {
        await using var region = await StartAsync();
        using var office = Office.Of(region);
        using var phone = Phone.Of(region);
        var offer = await office.OfferAsync(1);
        var mso = LoggedLicence.MsoSha256(await phone.LicenceAsync(offer));
        await Eventually.TrueAsync(() => region.Journal.Chains.Of("issuance").Count == 1, "a batch");
        var batch = region.Journal.Chains.Of("issuance")[0];
        var stranger = SoftwareSigner.Create(SignatureAlgorithm.Ed25519);
        byte[][] lies =
        [
            [1, 2, 3],
            region.Log.Logged(batch, stranger, region.Clock.GetUtcNow()),
            region.Log.Logged(batch with { Body = new byte[32] }, witness, region.Clock.GetUtcNow()),
            new TestLog().Logged(batch, witness, region.Clock.GetUtcNow()),
        ];
        foreach (var lie in lies)
        {
            region.Hub!.Files["log/issuance/310000/1"] = lie;
            await Task.Delay(1100); // The hub is asked again after a second.
            Assert.Equal("NotLoggedYet", (await phone.ProofAsync(offer, mso)).Answer.Problem);
        }
    }

    private async Task<TestRegion> StartAsync()
    {
        var region = await TestRegion.PrepareAsync();
        var folder = Directory.CreateDirectory(Path.Combine(region.DataDir, RegionFolders.Emergency)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "policy.json"), TestPolicy.With(Policy(region)).Write());
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        return region;
    }

    private LogPolicy Policy(TestRegion region) =>
        region.Log.Policy(Convert.ToBase64String(witness.PublicKey.SubjectPublicKeyInfo.Span), "320000");

    private static JsonNode Changed(JsonNode offer, string name, JsonNode value)
    {
        var changed = offer.DeepClone();
        changed[name] = value;
        return changed;
    }

    private static IReadOnlyList<ReadOnlyMemory<byte>> Leaves(TestRegion region) => region.Journal.Chains.Leaves(region.StatusKey, region.Clock.GetUtcNow());
}
