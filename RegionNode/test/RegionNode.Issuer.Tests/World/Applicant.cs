using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Identity;
using TrustList.Format.Signing;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.World;

/// <summary>A driver who applies through the province's app with one phone.</summary>
internal sealed class Applicant(TestRegion region, int number, TlsIdentity? identity = null) : IDisposable
{
    private readonly HttpClient app = region.Client(identity ?? region.ProvinceSystem);

    internal string FileNumber => SyntheticDriver.FileNumber(number);

    internal SoftwareSigner Key { get; } = SoftwareSigner.Create(SignatureAlgorithm.ES256);

    /// <summary>Puts the record; with a stored licence photo or without any.</summary>
    internal async Task<Applicant> RegisteredAsync(bool withPhoto = false, string letters = "A", int points = 0, Action<JsonObject>? change = null)
    {
        var record = SyntheticDriver.Record(number, letters, points);
        record.Remove("portrait");
        if (withPhoto)
            record["portrait"] = Convert.ToBase64String(SyntheticPhoto.Licence());
        change?.Invoke(record);
        (await app.PutAsJsonAsync($"/registry/{FileNumber}", record)).EnsureSuccessStatusCode();
        return this;
    }

    internal Task<Answer> ApplyAsync(string? photo, string? takenAt = null)
    {
        var body = new JsonObject { ["fileNumber"] = FileNumber, ["photoTakenAt"] = takenAt };
        if (photo is not null)
            body["photo"] = photo;
        return PostAsync("/applications", body);
    }

    internal Task<Answer> ChangePhotoAsync(string photo = "phone") => PostAsync($"/drivers/{FileNumber}/photo-changes", new JsonObject { ["photo"] = photo });

    internal Task<Answer> ChallengeAsync(string id, SoftwareSigner? key = null)
    {
        var (x, y) = (key ?? Key).PublicKey.Point;
        return PostAsync($"/applications/{id}/identity-challenges", new JsonObject
        {
            ["deviceKey"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) },
        });
    }

    internal Task<Answer> EvidenceAsync(string id, JsonNode challenge, string? documentNumber = null, string? application = null, string? deviceKey = null)
    {
        var text = challenge["challenge"]!.GetValue<string>();
        var question = new IdentityQuestion(documentNumber ?? SyntheticDriver.CitizenNumberOf(number), "", "", application ?? id, deviceKey ?? challenge["deviceKey"]!.GetValue<string>(), text);
        return PostAsync($"/applications/{id}/identity", new JsonObject { ["challenge"] = text, ["evidence"] = SimulatedIdentity.EvidenceOf(question) });
    }

    /// <summary>Challenge and evidence, both right.</summary>
    internal async Task<Answer> IdentifyAsync(string id, SoftwareSigner? key = null) => await EvidenceAsync(id, (await ChallengeAsync(id, key)).Json);

    internal async Task<Answer> SendPhotoAsync(string id, byte[]? photo = null)
    {
        using var content = new ByteArrayContent(photo ?? SyntheticPhoto.Upload());
        content.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        return await Answer.OfAsync(await app.PutAsync(new Uri($"/applications/{id}/photo", UriKind.Relative), content));
    }

    internal async Task<Answer> SendIdCardAsync(string id, byte[] front, byte[] back) =>
        await Answer.OfAsync(await app.PutAsJsonAsync($"/applications/{id}/id-card", new { front, back }));

    /// <summary>Applies by phone, shows who they are and sends a photo; the application's id.</summary>
    internal async Task<string> SubmittedAsync()
    {
        var applied = await ApplyAsync("phone");
        Assert.True(applied.Status == HttpStatusCode.Created, applied.Text);
        var id = applied.Json["id"]!.GetValue<string>();
        await ResubmitAsync(id);
        return id;
    }

    internal async Task ResubmitAsync(string id)
    {
        Assert.Equal(HttpStatusCode.OK, (await IdentifyAsync(id)).Status);
        var sent = await SendPhotoAsync(id);
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
        Assert.Equal("InReview", sent.Json["state"]!.GetValue<string>());
    }

    internal async Task<Answer> GetAsync(string path) => await Answer.OfAsync(await app.GetAsync(new Uri(path, UriKind.Relative)));

    internal async Task<JsonNode> FindAsync(string id) => (await GetAsync($"/applications/{id}")).Json;

    internal async Task<IReadOnlyList<JsonNode>> NoticesAsync() => [.. (await GetAsync($"/notices?driver={FileNumber}")).Json["items"]!.AsArray().Select(item => item!)];

    internal async Task<Answer> PostAsync(string path, JsonNode body) => await Answer.OfAsync(await app.PostAsJsonAsync(path, body));

    public void Dispose() => app.Dispose();
}
