using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Demo.World;
using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Demo.People;

/// <summary>A holder's phone: a device key, the licence that names it, and presentations. All through the region's gateway.</summary>
public sealed class Phone
{
    private readonly ISigner key;
    private readonly Wallet wallet;
    private CodeWallet? codes;

    private Phone(ISigner key, byte[] issuerSigned) => (this.key, wallet, IssuerSigned) = (key, new Wallet(key, issuerSigned), issuerSigned);

    /// <summary>The licence as collected.</summary>
    public byte[] IssuerSigned { get; }

    /// <summary>Proves a device key, a fresh one where none is given, and collects the licence of an offer.</summary>
    public static async Task<Phone> Collect(HttpClient gateway, string region, string offer, CancellationToken cancel, SoftwareSigner? deviceKey = null)
    {
        var key = deviceKey ?? SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var nonce = await Nonce(gateway, cancel);
        var response = await gateway.PostAsJsonAsync("/holder/collect", new JsonObject
        {
            ["offer"] = offer,
            ["nonce"] = nonce,
            ["deviceKey"] = Jwk(key),
            ["proof"] = Base64Url.EncodeToString(HolderProof.Sign(key, region, nonce, offer)),
        }, cancel);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"collect: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancel)}");
        return Of(key, await response.Content.ReadAsByteArrayAsync(cancel));
    }

    /// <summary>A phone that holds a licence already.</summary>
    public static Phone Of(ISigner key, byte[] issuerSigned) => new(key, issuerSigned);

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
            var answer = await AskOf(gateway, "/holder/proof", cancel);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
            if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"proof: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
            proof = await answer.Content.ReadAsByteArrayAsync(cancel);
            return true;
        }, cancel, seconds: 40);
        var proven = wallet.WithProof(proof);
        return new Phone(key, proven.ToIssuerSigned());
    }

    /// <summary>Fetches the proof of where the licence went that moved, and keeps it with the licence.</summary>
    public async Task<Phone> ProveTransfer(HttpClient gateway, CancellationToken cancel)
    {
        var answer = await AskOf(gateway, "/holder/transfer-proof", cancel);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"transfer proof: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
        var proven = wallet.WithTransferProof(await answer.Content.ReadAsByteArrayAsync(cancel));
        return new Phone(key, proven.ToIssuerSigned());
    }

    /// <summary>Answers a verifier's nonce with every element, or with those that pass the filter.</summary>
    public Presentation Present(string verifier, Func<string, bool>? disclose = null)
    {
        var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var transcript = SessionTranscripts.OpenId4VpHandover($"x509_san_dns:{verifier}", nonce, $"https://{verifier}/response");
        return new Presentation(wallet.Present(wallet.Elements.Where(element => disclose?.Invoke(element.Element) ?? true), transcript), transcript);
    }

    /// <summary>Fetches the licence's compact form, from which the phone makes QR codes.</summary>
    public async Task<Phone> WithCodes(HttpClient gateway, string region, CancellationToken cancel)
    {
        var nonce = await Nonce(gateway, cancel);
        var proof = HolderProof.Sign(key, HolderAct.Compact, region, nonce, HolderProof.SubjectOf(Question.StatusUri, Question.Index));
        var answer = await gateway.PostAsJsonAsync("/holder/compact", new JsonObject
        {
            ["statusUri"] = Question.StatusUri,
            ["index"] = Question.Index,
            ["nonce"] = nonce,
            ["deviceKey"] = Jwk(key),
            ["proof"] = Base64Url.EncodeToString(proof),
        }, cancel);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"compact: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
        return new Phone(key, IssuerSigned) { codes = new CodeWallet(key, await answer.Content.ReadAsByteArrayAsync(cancel)) };
    }

    /// <summary>The code that does not change.</summary>
    public string StaticCode => Codes.ShowStatic();

    /// <summary>A code for one look.</summary>
    /// <param name="purpose">What it is shown for.</param>
    /// <param name="now">The phone's clock.</param>
    /// <param name="challenge">As the desk shows it, base64url; null: it shows none.</param>
    public string DynamicCode(Purpose purpose, DateTimeOffset now, string? challenge) =>
        Codes.ShowDynamic(purpose, now, challenge is null ? default : Base64Url.DecodeFromChars(challenge));

    private CodeWallet Codes => codes ?? throw new InvalidOperationException("the phone has not fetched the compact licence");

    private static async Task<string> Nonce(HttpClient gateway, CancellationToken cancel)
    {
        var answer = await gateway.PostAsync(new Uri("/holder/nonce", UriKind.Relative), content: null, cancel);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel))!["nonce"]!.GetValue<string>();
    }

    private static JsonObject Jwk(ISigner key)
    {
        var (x, y) = key.PublicKey.Point;
        return new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) };
    }

    private Task<HttpResponseMessage> AskOf(HttpClient gateway, string path, CancellationToken cancel) => gateway.PostAsJsonAsync(path, new JsonObject
    {
        ["statusUri"] = Question.StatusUri,
        ["index"] = Question.Index,
        ["msoSha256"] = Base64Url.EncodeToString(Question.MsoSha256.Span),
    }, cancel);
}

/// <summary>What the phone hands over.</summary>
/// <param name="Response">DeviceResponse, CBOR.</param>
/// <param name="Transcript">SessionTranscript, CBOR.</param>
public sealed record Presentation(byte[] Response, byte[] Transcript);
