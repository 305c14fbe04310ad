using System.Buffers.Text;
using System.Text.Json.Nodes;
using Federation.Hosting.Problems;
using Microsoft.AspNetCore.Http;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Tools.Tests.Nodes;

public sealed class NodeTests
{
    private const string Golden = "RegionNode/test/RegionNode.Issuer.Tests/Api/openapi.golden.json";

    [Fact]
    public async Task Has_a_command_for_every_call_of_a_node_and_none_besides()
    {
        var commands = (await TrustctlProcess.Run("node", "calls", "--json")).Json.AsArray();
        var made = commands.Select(command => $"{command!["method"]} {command["path"]}").ToList();
        var described = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root!, Golden)))!["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(call => (Call: $"{call.Key.ToUpperInvariant()} {path.Key}", Caller: call.Value!["x-caller"]!.GetValue<string>())))
            .Where(call => call.Caller != "OwnGateway") // Holders call through the gateway: trustctl holder.
            .Select(call => call.Call).ToList();
        Assert.True(described.Count > 15);
        Assert.Empty(described.Except(made));
        Assert.DoesNotContain(made.Except(described), call => call != "GET /openapi/v1.json");
        Assert.Equal(commands.Count, commands.Select(command => command!["command"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Sends_a_call_as_the_interface_has_it()
    {
        await using var node = await NodeUnderTest.StartAsync();
        node.Answer = _ => Results.Json(new { licenceId = "L1", offer = "code" }, statusCode: 201);
        var answer = await node.Run("--reason", "asked at the counter", "licence", "apply", "--file-number", "310100000001", "--idempotency-key", "wish-1");
        Assert.True(answer.Code == 0, answer.Errors);
        Assert.Contains("licenceId: L1", answer.Output);
        var call = Assert.Single(node.Seen);
        Assert.Equal(("POST", "/licences", "application/json", node.CallerPin), (call.Method, call.Path, call.MediaType, call.Pin));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"fileNumber":"310100000001"}"""), JsonNode.Parse(call.Body)));
        Assert.Equal("wish-1", call.Headers["Idempotency-Key"]);
        Assert.Equal("asked at the counter", call.Headers["Access-Reason"]);
        Assert.False(call.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Signs_a_token_for_a_person_bound_to_its_connection()
    {
        await using var node = await NodeUnderTest.StartAsync();
        await TrustctlProcess.Run("key", "make", node.Folder.File("police.test.pem"), "--no-passphrase");
        await TrustctlProcess.Run("key", "public", node.Folder.File("police.test.pem"), "--out", node.Folder.File("police.pub.pem"));
        var answer = await node.Run(
            "licence", "show", "L1", "--token-key", node.Folder.File("police.test.pem"), "--system", "police", "--subject", "staff-17", "--role", "counter", "--role", "reviewer");
        Assert.True(answer.Code == 0, answer.Errors);
        var token = JwsCompact.Parse(Assert.Single(node.Seen).Headers["Authorization"]["Bearer ".Length..]).Value;
        Assert.True(token.Verify(PublicKey.FromPem((await File.ReadAllTextAsync(node.Folder.File("police.pub.pem"))).Trim()).Value));
        Assert.Equal(("police", "staff-17", "counter reviewer", node.Url), (Text("iss"), Text("sub"), Text("scope"), Text("aud")));
        Assert.InRange(token.Payload["exp"]!.GetValue<long>() - token.Payload["iat"]!.GetValue<long>(), 1, 300);
        Assert.Equal(Base64Url.GetEncodedLength(32), token.Payload["cnf"]!["x5t#S256"]!.GetValue<string>().Length);

        string Text(string name) => token.Payload[name]!.GetValue<string>();
    }

    [Fact]
    public async Task Fetches_every_page_and_puts_names_into_the_path()
    {
        await using var node = await NodeUnderTest.StartAsync();
        node.Answer = context => Results.Json(new { items = new[] { "x" }, next = context.Request.Query.ContainsKey("after") ? null : "AAAAAAAAAAE" });
        Assert.Equal(0, (await node.Run("outbox", "list", "--all", "--limit", "1")).Code);
        Assert.Equal(["?limit=1", "?after=AAAAAAAAAAE&limit=1"], node.Seen.Select(call => call.Query));
        Assert.Equal(0, (await node.Run("outbox", "retry", "a/../b c")).Code);
        Assert.Equal("/operator/outbox/a%2F..%2Fb%20c/retry", node.Seen.Last().Path); // One part of the path, whatever is in it.
    }

    [Fact]
    public async Task Rejects_in_one_line_what_the_node_refuses_and_what_is_no_node()
    {
        await using var node = await NodeUnderTest.StartAsync();
        node.Answer = _ => CommonProblems.Forbidden.Result("not \u001b[31mthis");
        var refused = await node.Run("licence", "show", "L1");
        Assert.Equal(1, refused.Code);
        Assert.Contains("403 Forbidden", refused.Errors);
        Assert.DoesNotContain('\u001b', refused.Errors);
        var stranger = await TrustctlProcess.Run("node", "--url", node.Url, "--pin", new string('0', 64), "--cert", node.Folder.File("caller.test.pem"), "licence", "show", "L1");
        Assert.Equal(2, stranger.Code);
        var bare = await TrustctlProcess.Run("node", "--url", node.Url, "--pin", node.Identity.Pin, "licence", "show", "L1");
        Assert.Equal(64, bare.Code);
        Assert.False(refused.ShowsStackTrace || stranger.ShowsStackTrace || bare.ShowsStackTrace);
    }
}
