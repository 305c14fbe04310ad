using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Tests.World;

/// <summary>A holder's wallet, behind the gateway's key.</summary>
internal sealed class Phone(HttpClient client, SoftwareSigner key) : IDisposable
{
    internal static Phone Of(TestRegion region, SoftwareSigner? key = null) => new(region.Client(region.Gateway), key ?? SoftwareSigner.Create(SignatureAlgorithm.ES256));

    internal SoftwareSigner Key => key;

    internal async Task<string> NonceAsync()
    {
        var answer = await client.PostAsync(new Uri("/holder/nonce", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["nonce"]!.GetValue<string>();
    }

    /// <summary>The request for a nonce and offer, every part right.</summary>
    internal JsonObject Request(string nonce, string offer)
    {
        var (x, y) = Key.PublicKey.Point;
        return new JsonObject
        {
            ["offer"] = offer,
            ["nonce"] = nonce,
            ["deviceKey"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) },
            ["proof"] = Base64Url.EncodeToString(HolderProof.Sign(Key, Province.Code, nonce, offer)),
        };
    }

    internal async Task<(Answer Answer, byte[] Licence)> SendAsync(JsonNode request)
    {
        var response = await client.PostAsJsonAsync("/holder/collect", request);
        return (await Answer.OfAsync(response), await response.Content.ReadAsByteArrayAsync());
    }

    internal async Task<(Answer Answer, byte[] Licence)> CollectAsync(string offer) => await SendAsync(Request(await NonceAsync(), offer));

    /// <summary>Asks when a licence was logged.</summary>
    internal async Task<(Answer Answer, byte[] Proof, TimeSpan? RetryAfter)> ProofAsync(JsonNode offer, byte[] msoSha256)
    {
        var response = await client.PostAsJsonAsync("/holder/proof", new JsonObject
        {
            ["statusUri"] = offer["statusUri"]!.GetValue<string>(), ["index"] = offer["statusIndex"]!.GetValue<int>(), ["msoSha256"] = Base64Url.EncodeToString(msoSha256),
        });
        return (await Answer.OfAsync(response), await response.Content.ReadAsByteArrayAsync(), response.Headers.RetryAfter?.Delta);
    }

    /// <summary>A call about a licence that this device has, every part right.</summary>
    internal async Task<JsonObject> PossessionAsync(HolderAct act, JsonNode offer, string? purpose = null)
    {
        var (uri, index, nonce) = (offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>(), await NonceAsync());
        var (x, y) = Key.PublicKey.Point;
        var body = new JsonObject
        {
            ["statusUri"] = uri,
            ["index"] = index,
            ["nonce"] = nonce,
            ["deviceKey"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) },
            ["proof"] = Base64Url.EncodeToString(HolderProof.Sign(Key, act, Province.Code, nonce, HolderProof.SubjectOf(uri, index, purpose))),
        };
        if (purpose is not null)
            body["purpose"] = purpose;
        return body;
    }

    internal async Task<(Answer Answer, byte[] Bytes)> AskAsync(HolderAct act, JsonNode body)
    {
        var response = await client.PostAsJsonAsync($"/holder/{act.ToString().ToLowerInvariant()}", body);
        return (await Answer.OfAsync(response), await response.Content.ReadAsByteArrayAsync());
    }

    internal async Task<(Answer Answer, byte[] Bytes)> AskAsync(HolderAct act, JsonNode offer, string? purpose) =>
        await AskAsync(act, await PossessionAsync(act, offer, purpose));

    /// <summary>Collects; fails unless it succeeds.</summary>
    internal async Task<byte[]> LicenceAsync(JsonNode offer)
    {
        var (answer, licence) = await CollectAsync(offer["offer"]!.GetValue<string>());
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return licence;
    }

    public void Dispose() => client.Dispose();
}
