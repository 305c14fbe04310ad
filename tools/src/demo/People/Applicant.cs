using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Signing;

namespace Demo.People;

/// <summary>A driver with the province's app on one phone. The identity provider is the simulated one: its evidence proves nothing.</summary>
public sealed class Applicant(HttpClient app, Driver driver)
{
    private readonly SoftwareSigner key = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    /// <summary>The phone's key: the identity check is bound to it.</summary>
    public SoftwareSigner Key => key;

    /// <summary>Applies with the stored photo, one of the phone, or one of the album.</summary>
    public async Task<(bool Ok, JsonNode Answer)> Apply(string photo, CancellationToken cancel) =>
        await Post("/applications", new JsonObject { ["fileNumber"] = driver.FileNumber, ["photo"] = photo }, cancel);

    /// <summary>Shows who the driver is; the answer holds the offer where the photo is settled.</summary>
    public async Task<JsonNode> ShowIdentity(string application, CancellationToken cancel)
    {
        var (x, y) = key.PublicKey.Point;
        var (_, challenge) = await Post($"/applications/{application}/identity-challenges", new JsonObject
        {
            ["deviceKey"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) },
        }, cancel);
        var text = challenge["challenge"]!.GetValue<string>();
        var evidence = string.Join('\n', "simulated-identity-1", driver.Number, application, challenge["deviceKey"]!.GetValue<string>(), text);
        var (ok, answer) = await Post($"/applications/{application}/identity", new JsonObject
        {
            ["challenge"] = text,
            ["evidence"] = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(evidence))),
        }, cancel);
        return ok ? answer : throw new InvalidOperationException(answer.ToJsonString());
    }

    /// <summary>Sends a photo for review.</summary>
    public async Task<(bool Ok, JsonNode Answer)> Send(string application, byte[] photo, CancellationToken cancel)
    {
        using var content = new ByteArrayContent(photo);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return await Read(await app.PutAsync(new Uri($"/applications/{application}/photo", UriKind.Relative), content, cancel), cancel);
    }

    /// <summary>What the driver is told, oldest first.</summary>
    public async Task<JsonArray> Notices(CancellationToken cancel) =>
        (await Read(await app.GetAsync(new Uri($"/notices?driver={driver.FileNumber}", UriKind.Relative), cancel), cancel)).Answer["items"]!.AsArray();

    private async Task<(bool Ok, JsonNode Answer)> Post(string path, JsonNode body, CancellationToken cancel) => await Read(await app.PostAsJsonAsync(path, body, cancel), cancel);

    private static async Task<(bool Ok, JsonNode Answer)> Read(HttpResponseMessage response, CancellationToken cancel) =>
        (response.IsSuccessStatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(cancel))!);
}
