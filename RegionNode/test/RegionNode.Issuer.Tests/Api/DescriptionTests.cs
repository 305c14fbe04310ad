using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing;

namespace RegionNode.Issuer.Tests.Api;

/// <summary>The interface's description.</summary>
public sealed class DescriptionTests
{
    private const string Golden = "RegionNode/test/RegionNode.Issuer.Tests/Api/openapi.golden.json";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Is_the_one_that_was_released()
    {
        await using var region = await TestRegion.StartAsync();
        var text = (await DocumentAsync(region)).ToJsonString(Readable) + "\n";
        Assert.Equal(GoldenText.Of(Golden, text), text);
    }

    [Fact]
    public async Task Has_every_route_with_a_rule_for_its_callers()
    {
        await using var region = await TestRegion.StartAsync();
        var described = Operations(await DocumentAsync(region)).Select(operation => $"{operation.Method} {operation.Path}").ToHashSet();
        var routes = region.Issuer.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(routes.Count > 15);
        foreach (var route in routes.Where(route => !IsGrpc(route)))
        {
            Assert.True(route.Metadata.GetMetadata<CallerRule>() is not null, $"{route.RoutePattern.RawText} lets in nobody");
            var path = "/" + route.RoutePattern.RawText!.TrimStart('/');
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                Assert.True(described.Contains($"{method} {path}") || path.StartsWith("/openapi/", StringComparison.Ordinal), $"{method} {path} is not described");
        }
    }

    [Fact]
    public async Task Says_of_every_call_what_it_does_who_may_and_what_it_refuses()
    {
        await using var region = await TestRegion.StartAsync();
        var operations = Operations(await DocumentAsync(region));
        Assert.True(operations.Count > 15);
        Assert.Equal(operations.Count, operations.Select(operation => operation.Body["operationId"]!.GetValue<string>()).Distinct().Count());
        foreach (var (method, path, body) in operations)
        {
            Assert.True(body["summary"]?.GetValue<string>().Length > 10, $"{method} {path} has no summary");
            var caller = body["x-caller"]!.GetValue<string>();
            Assert.Equal(caller == "Province", body["security"] is JsonArray { Count: 2 });
            if (path.StartsWith("/health/", StringComparison.Ordinal))
                continue;
            var responses = body["responses"]!.AsObject();
            Assert.Contains(responses, response => response.Key[0] == '2');
            foreach (var (status, response) in responses.Where(response => response.Key[0] is '4' or '5'))
                Assert.True(response!["content"]!["application/problem+json"]!["schema"]!["properties"]!["code"]!["enum"]!.AsArray().Count > 0, $"{method} {path} {status}");
            Assert.Contains("Forbidden", responses["403"]!.ToJsonString());
            Assert.Contains("TooMany", responses["429"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task Shows_a_request_for_every_call_that_takes_json()
    {
        await using var region = await TestRegion.StartAsync();
        var document = await DocumentAsync(region);
        foreach (var (method, path, body) in Operations(document))
        {
            if (body["requestBody"]?["content"]?["application/json"] is not JsonObject json)
                continue;
            var example = json["example"] as JsonObject;
            Assert.True(example is not null, $"{method} {path} ({body["operationId"]}) has no example");
            var schema = Resolve(document, json["schema"]!);
            foreach (var required in schema["required"]?.AsArray() ?? [])
                Assert.True(example!.ContainsKey(required!.GetValue<string>()), $"{method} {path}: the example lacks {required}");
            foreach (var member in schema["properties"] is JsonObject ? example! : []) // One of several kinds has no members of its own.
                Assert.True(schema["properties"]![member.Key] is not null, $"{method} {path}: the example's {member.Key} is no member");
        }
    }

    private static bool IsGrpc(RouteEndpoint route) => route.RoutePattern.RawText!.Contains("federation.", StringComparison.Ordinal) || route.DisplayName!.StartsWith("gRPC", StringComparison.Ordinal);

    private static JsonNode Resolve(JsonNode document, JsonNode schema) => schema["$ref"] is { } reference
        ? document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!
        : schema;

    private static List<(string Method, string Path, JsonObject Body)> Operations(JsonNode document) =>
        [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject())))];

    private static async Task<JsonNode> DocumentAsync(TestRegion region)
    {
        using var client = region.Client(region.Stranger);
        return JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }
}
