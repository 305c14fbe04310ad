using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Trustctl.Commands;

/// <summary>A question's body as JSON.</summary>
internal static class JsonBody
{
    public static HttpContent Of(JsonObject body) => new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json", "utf-8"));
}
