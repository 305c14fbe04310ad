using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Demo.World;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace Demo.People;

/// <summary>A holder's phone: a device key, the licence that names it, and presentations. All through the region's gateway.</summary>
public sealed class Phone
{
    private readonly Wallet wallet;

    private Phone(Wallet wallet, byte[] issuerSigned) => (this.wallet, IssuerSigned) = (wallet, issuerSigned);

    /// <summary>The licence as collected.</summary>
    public byte[] IssuerSigned { get; }

    /// <summary>Proves a fresh device key and collects the licence of an offer.</summary>
    public static async Task<Phone> Collect(HttpClient gateway, string region, string offer, CancellationToken cancel)
    {
        var key = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var nonceAnswer = await gateway.PostAsync(new Uri("/holder/nonce", UriKind.Relative), content: null, cancel);
        nonceAnswer.EnsureSuccessStatusCode();
        var nonce = JsonNode.Parse(await nonceAnswer.Content.ReadAsStringAsync(cancel))!["nonce"]!.GetValue<string>();
        var (x, y) = key.PublicKey.Point;
        var response = await gateway.PostAsJsonAsync("/holder/collect", new JsonObject
        {
            ["offer"] = offer,
            ["nonce"] = nonce,
            ["deviceKey"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) },
            ["proof"] = Base64Url.EncodeToString(HolderProof.Sign(key, region, nonce, offer)),
        }, cancel);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"collect: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancel)}");
        return Of(key, await response.Content.ReadAsByteArrayAsync(cancel));
    }

    /// <summary>A phone that holds a licence already.</summary>
    public static Phone Of(ISigner key, byte[] issuerSigned) => new(new Wallet(key, issuerSigned), issuerSigned);

    /// <summary>Whether the licence carries its issuance proof.</summary>
    public bool CarriesProof => wallet.CarriesProof;

    /// <summary>What a node is asked to prove of this licence.</summary>
    public IssuanceQuestion Question => wallet.IssuanceQuestion ?? throw new InvalidOperationException("the licence names no status entry");

    /// <summary>Fetches the licence's issuance proof, once its batch is in the log, and keeps it with the licence.</summary>
    public async Task<Phone> Prove(HttpClient gateway, CancellationToken cancel)
    {
        byte[]? proof = null;
        await Wait.Until("the licence is in the log", async () =>
        {
            var answer = await gateway.PostAsJsonAsync("/holder/proof", new JsonObject
            {
                ["statusUri"] = Question.StatusUri,
                ["index"] = Question.Index,
                ["msoSha256"] = Base64Url.EncodeToString(Question.MsoSha256.Span),
            }, cancel);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"proof: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
            proof = await answer.Content.ReadAsByteArrayAsync(cancel);
            return true;
        }, cancel, seconds: 40);
        var proven = wallet.WithProof(proof);
        return new Phone(proven, proven.ToIssuerSigned());
    }

    /// <summary>Answers a verifier's nonce with every element, or with those that pass the filter.</summary>
    public Presentation Present(string verifier, Func<string, bool>? disclose = null)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var transcript = SessionTranscripts.OpenId4VpHandover($"x509_san_dns:{verifier}", nonce, $"https://{verifier}/response");
        return new Presentation(wallet.Present(wallet.Elements.Where(element => disclose?.Invoke(element.Element) ?? true), transcript), transcript);
    }
}

/// <summary>What the phone hands over.</summary>
/// <param name="Response">DeviceResponse, CBOR.</param>
/// <param name="Transcript">SessionTranscript, CBOR.</param>
public sealed record Presentation(byte[] Response, byte[] Transcript);
