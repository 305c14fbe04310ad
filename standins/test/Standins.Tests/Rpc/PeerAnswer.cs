using System.Text.Json.Nodes;
using Standins.Tests.Peers;

namespace Standins.Tests.Rpc;

/// <summary>The one line of JSON in which a foreign client says how its call went.</summary>
internal static class PeerAnswer
{
    internal static async Task AssertAsync(string expected, PeerProcess client)
    {
        var answer = await client.ReadLineAsync();
        if (!JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(answer)))
        {
            Assert.Fail($"Expected {expected} but the peer said {answer}");
        }
    }
}
