using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace Federation.ReferenceAdapter;

/// <summary>Status lists read by keys given by hand, without a trust list.</summary>
internal sealed class StatusKeys
{
    private const string Jwt = "application/statuslist+jwt", Cwt = "application/statuslist+cwt";
    private readonly Dictionary<string, PublicKey> keys = new(StringComparer.Ordinal);

    /// <summary>Takes the keys that are acceptable.</summary>
    public StatusKeys(JsonArray given)
    {
        foreach (var key in given)
            if (PublicKey.FromSpki(Convert.FromBase64String((string)key!["spki"]!)) is { Ok: true } read)
                keys[(string)key["kid"]!] = read.Value;
    }

    /// <summary><c>status</c>.</summary>
    public async Task<JsonObject> StatusAsync(Question question, HttpClient http)
    {
        var (uri, index, now) = (question.Text("uri")!, question.Number("index"), question.Now);
        using var request = new HttpRequestMessage(HttpMethod.Get, question.Address("url"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Cwt));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Jwt, 0.9));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (!response.IsSuccessStatusCode)
            return Reply.Reject("StatusListMissing");
        if (await ReadAsync(response.Content) is not { } token)
            return Reply.Reject("Malformed", "too large");
        var list = response.Content.Headers.ContentType?.MediaType == Jwt
            ? VerifiedStatusList.VerifyJwt(Encoding.Latin1.GetString(token), uri, keys.GetValueOrDefault, now)
            : VerifiedStatusList.Verify(token, uri, keys.GetValueOrDefault, now);
        if (!list.Ok)
            return Reply.Reject($"{list.Fault}", list.Detail);
        return list.Value.StatusOf(index) is { } value
            ? Reply.Accept(new JsonObject { ["uri"] = uri, ["index"] = index, ["value"] = (int)value })
            : Reply.Reject("StatusIndexUnknown");
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content)
    {
        await using var body = await content.ReadAsStreamAsync();
        var token = new byte[Limits.StatusTokenBytes + 1];
        var length = await body.ReadAtLeastAsync(token, token.Length, throwOnEndOfStream: false);
        return length > Limits.StatusTokenBytes ? null : token[..length];
    }
}
