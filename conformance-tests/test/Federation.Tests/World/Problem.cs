using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Federation.Tests.World;

/// <summary>What every program answers to what it does not take.</summary>
internal static class Problem
{
    /// <summary>Sends, and expects a problem document (RFC 9457) with this status and code, without an echo of the input.</summary>
    public static async Task Expect(HttpClient client, HttpRequestMessage request, int status, string code)
    {
        using (request)
        using (var answer = await client.SendAsync(request))
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{(int)answer.StatusCode} {text}");
            var problem = JsonNode.Parse(text)!;
            Assert.Equal((status, status, code), ((int)answer.StatusCode, problem["status"]!.GetValue<int>(), problem["code"]!.GetValue<string>()));
            Assert.Equal($"urn:federation:problem:{code}", problem["type"]!.GetValue<string>());
            Assert.DoesNotContain("   at ", text);
        }
    }

    /// <summary>A request with a body.</summary>
    public static HttpRequestMessage Request(string method, string path, byte[]? body = null, string type = "application/json") => new(new HttpMethod(method), path)
    {
        // A large body waits until the server asks for it: a server that refuses it by its length may close the connection.
        Headers = { ExpectContinue = body is { Length: > 65_536 } },
        Content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } },
    };

    /// <summary>A request with JSON text.</summary>
    public static HttpRequestMessage Json(string method, string path, string json) => Request(method, path, System.Text.Encoding.UTF8.GetBytes(json));
}
