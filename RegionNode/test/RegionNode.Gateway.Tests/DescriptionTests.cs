using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests;

/// <summary>The interface's description.</summary>
public sealed class DescriptionTests(OpenBorder open) : IClassFixture<OpenBorder>
{
    private const string Golden = "RegionNode/test/RegionNode.Gateway.Tests/openapi.golden.json";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Is_the_one_that_was_released()
    {
        var text = (await Document()).ToJsonString(Readable) + "\n";
        Assert.Equal(GoldenText.Of(Golden, text), text);
    }

    [Fact]
    public async Task Describes_every_member_of_an_answer()
    {
        var schema = (await Document())["components"]!["schemas"]!["Answer"]!;
        var described = schema["properties"]!.AsObject().Select(member => member.Key).ToHashSet();
        var required = schema["required"]!.AsArray().Select(name => name!.GetValue<string>()).ToHashSet();
        foreach (var answer in new[] { await open.Border.Verdict(live: true, Border.Patient), (await open.Border.AskBatch(Desk.Question(open.Border.Present()).ToJsonString())).Single() })
        {
            var members = answer.AsObject().Select(member => member.Key).ToHashSet();
            Assert.Empty(members.Except(described));
            Assert.Empty(required.Except(members));
        }
    }

    [Fact]
    public async Task Says_of_every_call_what_it_does_and_what_it_refuses()
    {
        var operations = (await Document())["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Path: path.Key, Body: operation.Value!))).ToList();
        Assert.True(operations.Count >= 5);
        foreach (var (path, body) in operations)
        {
            Assert.True(body["summary"]?.GetValue<string>().Length > 10, $"{path} has no summary");
            Assert.True(body["operationId"] is not null, $"{path} has no name");
            if (path.StartsWith("/health/", StringComparison.Ordinal)) continue;
            foreach (var (status, response) in body["responses"]!.AsObject().Where(response => response.Key[0] is '4' or '5'))
                Assert.True(response!["content"]!["application/problem+json"]!["schema"]!["properties"]!["code"]!["enum"]!.AsArray().Count > 0, $"{path} {status}");
            foreach (var (type, content) in body["requestBody"]?["content"]?.AsObject() ?? [])
                Assert.True(content!["example"] is not null || type == "application/cbor", $"{path} has no example of {type}");
        }
    }

    private async Task<JsonNode> Document()
    {
        using var client = open.Border.Gateway.Client();
        return JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }
}
