using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Peers;

namespace TrustList.Format.Tests.Verification;

/// <summary>Libraries by other makers read our presentations, and theirs are read here.</summary>
public sealed class MdocPeerTests
{
    private static readonly byte[] Transcript = SessionTranscripts.OpenId4VpHandover("x509_san_dns:peer.test", "peer-nonce", "https://peer.test/answer");

    // The peers decide by the machine's clock.
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly RegionSimulator region = RegionSimulator.Create("310000", "CN-SH", Now.AddDays(-3), new Uri("https://hub.test/"));
    private readonly SoftwareSigner device = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    [NodeFact]
    public Task Accepted_by_auth0_mdl() => IsAcceptedByAsync("auth0");

    [NodeFact]
    public Task Accepted_by_owf_mdoc() => IsAcceptedByAsync("owf");

    [NodeFact]
    public Task Accepted_by_auth0_mdl_with_an_issuance_proof() => IsAcceptedByAsync("auth0", WithProof);

    [NodeFact]
    public Task Accepted_by_owf_mdoc_with_an_issuance_proof() => IsAcceptedByAsync("owf", WithProof);

    [NodeFact]
    public Task Accepts_a_response_of_auth0_mdl() => AcceptsAsync("auth0");

    [NodeFact]
    public Task Accepts_a_response_of_owf_mdoc() => AcceptsAsync("owf");

    // A reader that does not know our private label passes over it.
    private Wallet WithProof(Wallet wallet)
    {
        var (question, blind) = (wallet.IssuanceQuestion!, IssuanceLeaf.NewBlind());
        var log = LogSimulator.Create("310000", "320000", "330000");
        var batch = SampleIssuance.Log(
            log, region.Code, region.StatusKey, [IssuanceLeaf.Hash(blind, question.MsoSha256.Span, question.Entry)], Now.AddHours(-1));
        return wallet.WithProof(batch.Prove(blind, 0).Write());
    }

    private async Task IsAcceptedByAsync(string peer, Func<Wallet, Wallet>? change = null)
    {
        var wallet = new Wallet(device, Issue());
        wallet = change?.Invoke(wallet) ?? wallet;
        var response = wallet.Present(wallet.Elements, Transcript);

        Assert.True((bool)(await AskAsync(peer, "verify", response))["ok"]!, await ComplaintAsync(peer, response));

        var bent = response.ToArray();
        bent[^20] ^= 1; // inside the device's signature
        Assert.False((bool)(await AskAsync(peer, "verify", bent))["ok"]!);
    }

    private async Task AcceptsAsync(string peer)
    {
        var answer = await AskAsync(peer, "present", null);
        Assert.True((bool)answer["ok"]!, (string?)answer["error"]);
        var response = Convert.FromBase64String((string)answer["response"]!);

        var verdict = Verify(response);

        Assert.Equal("", string.Join("; ", verdict.Reasons));
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Equal("合成", verdict.Disclosed[MdocNames.IsoNamespace]["family_name"].Text);
        Assert.Equal(16, verdict.Disclosed[MdocNames.IsoNamespace].Count);

        response[^20] ^= 1;
        Assert.Equal(Outcome.Refused, Verify(response).Outcome);
    }

    private async Task<string?> ComplaintAsync(string peer, byte[] response) => (string?)(await AskAsync(peer, "verify", response))["error"];

    private Verdict Verify(byte[] response) => CredentialVerifier.ForAnchors([region.Iaca]).Verify(new()
    {
        DeviceResponse = response,
        SessionTranscript = Transcript,
        Now = Now,
    });

    private async Task<JsonObject> AskAsync(string peer, string act, byte[]? response)
    {
        var input = new JsonObject
        {
            ["response"] = response is null ? null : Convert.ToBase64String(response),
            ["transcript"] = Convert.ToBase64String(Transcript),
            ["iaca"] = Convert.ToBase64String(region.Iaca),
            ["certificate"] = Convert.ToBase64String(region.SignerCertificate),
            ["signerKey"] = ((SoftwareSigner)region.SignerKey).ToPkcs8Pem(),
            ["deviceKey"] = device.ToPkcs8Pem(),
            ["signed"] = Now.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["validUntil"] = Now.AddDays(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["portrait"] = Convert.ToBase64String(SampleLicence.Portrait(20_000)),
        };
        return (JsonObject)JsonNode.Parse(await NodePeer.RunAsync("mdoc", "run.mjs", input.ToJsonString(), peer, act))!;
    }

    private byte[] Issue() => MdocIssuer.Issue(new IssuanceRequest
    {
        Elements = SampleLicence.Data().ToElements(),
        DeviceKey = device.PublicKey,
        SignedAt = Now.AddHours(-1),
        ValidFrom = Now.AddHours(-1),
        ValidUntil = Now.AddDays(90),
        StatusUri = "https://hub.test/status/310000/0",
        StatusIndex = 7,
        Signer = DocumentSigner.Of(region.SignerKey, region.SignerCertificate).Value,
    });
}
