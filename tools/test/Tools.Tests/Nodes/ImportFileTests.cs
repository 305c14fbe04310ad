using System.Text.Json.Nodes;
using Federation.Hosting.Problems;
using Microsoft.AspNetCore.Http;

namespace Tools.Tests.Nodes;

/// <summary>`trustctl node import file` against a listener that keeps an import as a node does.</summary>
public sealed class ImportFileTests
{
    private const string Refused = """{"line":2,"reason":"UnknownOffice","field":"FZJG"}""";
    private string? name;
    private string state = "Receiving";
    private long offset;
    private bool failsAfterTaking;

    [Fact]
    public async Task Goes_on_where_the_node_is_and_opens_another_for_other_bytes()
    {
        await using var node = await NodeUnderTest.StartAsync();
        node.Answer = context => Answer(context, node);
        var file = node.Folder.File("province.csv");
        var bytes = new byte[(4 << 20) + 1000];
        Array.Fill(bytes, (byte)'x');
        await File.WriteAllBytesAsync(file, bytes);
        failsAfterTaking = true;
        var broken = await RunAsync(node, file);
        Assert.True(broken.Code != 0, broken.Output);
        failsAfterTaking = false;

        var whole = await RunAsync(node, file);
        Assert.True(whole.Code == 1, whole.Errors); // A line is refused.
        Assert.Equal(Refused, whole.Output.Trim());
        Assert.Contains("Finished", whole.Errors);
        Assert.Equal(["?offset=0", $"?offset={4 << 20}"], node.Seen.Where(call => call.Method == "PUT").Select(call => call.Query));
        Assert.Equal(bytes.Length, node.Seen.Where(call => call.Method == "PUT").Sum(call => call.Body.Length));
        var opened = JsonNode.Parse(node.Seen.Single(call => (call.Method, call.Path) == ("POST", "/imports")).Body)!;
        Assert.Equal(("Csv", "GA/T 16.25/1", "Utf8"), ((string?)opened["format"], (string?)opened["letterTable"], (string?)opened["encoding"]));
        var finish = JsonNode.Parse(node.Seen.Single(call => call.Path == "/imports/I1/finish").Body)!;
        Assert.Equal((bytes.Length, 5), ((int)finish["bytes"]!, (int)finish["refusedAtMost"]!));

        (state, var first) = ("Receiving", name);
        bytes[0] = (byte)'y';
        await File.WriteAllBytesAsync(file, bytes);
        Assert.Equal(1, (await RunAsync(node, file)).Code);
        Assert.NotEqual(first, name);
    }

    [Fact]
    public async Task Rejects_a_node_that_does_not_go_on_or_answers_something_else()
    {
        await using var node = await NodeUnderTest.StartAsync();
        var file = node.Folder.File("province.ndjson");
        await File.WriteAllTextAsync(file, "{}\n");
        node.Answer = context => context.Request.Method == "PUT" ? Results.Json(Body()) : Answer(context, node);
        var standing = await RunAsync(node, file);
        node.Answer = _ => Results.Json(new { items = "none" });
        var other = await RunAsync(node, file);
        Assert.Equal((1, 1), (standing.Code, other.Code));
        Assert.False(standing.ShowsStackTrace || other.ShowsStackTrace);
        Assert.Equal(64, (await RunAsync(node, node.Folder.File("none.csv"))).Code);
    }

    private static Task<Answer> RunAsync(NodeUnderTest node, string file) =>
        node.Run("import", "file", file, "--letter-table", "GA/T 16.25/1", "--refused-at-most", "5");

    private IResult Answer(HttpContext context, NodeUnderTest node)
    {
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("GET", "/imports"):
                return Results.Json(new { items = name is null ? [] : new[] { Body() }, next = (string?)null });
            case ("POST", "/imports"):
                (name, offset) = (JsonNode.Parse(node.Seen.Last().Body)!["name"]!.GetValue<string>(), 0);
                return Results.Json(Body(), statusCode: 201);
            case ("PUT", "/imports/I1/data"):
                offset += node.Seen.Last().Body.Length;
                return failsAfterTaking ? CommonProblems.Unavailable.Result() : Results.Json(Body());
            case ("POST", "/imports/I1/finish"):
                state = "Merging";
                return Results.Json(Body(), statusCode: 202);
            case ("GET", "/imports/I1"):
                state = "Finished";
                return Results.Json(Body());
            default:
                return Results.Text(Refused + "\n", "application/x-ndjson");
        }
    }

    private object Body() => new
    {
        importId = "I1", name, format = "Csv", letterTable = "GA/T 16.25/1", encoding = "Utf8", state, offset, accepted = 1, refused = 1, merged = 0, added = 1, replaced = 0,
    };
}
