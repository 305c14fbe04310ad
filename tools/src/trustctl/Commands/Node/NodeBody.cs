using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trustctl.Commands.Node;

/// <summary>The body of a request.</summary>
internal static class NodeBody
{
    private const int MostBytes = 8 << 20;

    public static HttpContent OfFile(string path, string media) => Of(InputFile.Bounded(path, MostBytes), media);

    public static HttpContent OfJson(JsonObject json) => Of(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), "application/json");

    /// <summary>A file's bytes as a member.</summary>
    public static JsonNode Base64(string path) => Convert.ToBase64String(InputFile.Bounded(path, MostBytes));

    /// <summary>JSON given as an option's text.</summary>
    public static JsonNode? Read(string option, string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new UsageException($"{option}: want JSON");
        }
    }

    private static ByteArrayContent Of(byte[] bytes, string media)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(media);
        return content;
    }
}
