using System.CommandLine;
using System.Text.Json.Nodes;

namespace Trustctl.Commands.Node;

/// <summary>A call as a command: arguments for the names in its path, options for its members.</summary>
internal sealed class NodeCommand
{
    private readonly NodeCall call;
    private readonly NodeConnection connection;
    private readonly List<(string Name, Argument<string> Argument)> places = [];
    private readonly List<(NodeMember Member, Option Option)> members = [];
    private readonly Argument<string> file = new("FILE") { Description = "The body; - is standard input" };
    private readonly Option<string> output = new("--out") { Description = "The file to write", Required = true };
    private readonly Option<string?> key = new("--idempotency-key") { Description = "Your name for this wish: asked again, the same answer" };
    private readonly Option<string?> ifMatch = new("--if-match") { Description = "The ETag that you have seen; refused where it no longer holds" };
    private readonly Option<string?> after = new("--after") { Description = "The next of the page before" };
    private readonly Option<int?> limit = new("--limit") { Description = "The most items of a page, 1 to 200" };
    private readonly Option<bool> all = new("--all") { Description = "Every page" };
    private readonly Option<bool> json = Arguments.Json();

    private NodeCommand(NodeCall call, NodeConnection connection) => (this.call, this.connection) = (call, connection);

    /// <summary>Makes the command.</summary>
    public static Command Build(NodeCall call, NodeConnection connection) => new NodeCommand(call, connection).Build();

    private Command Build()
    {
        var command = new Command(call.Verb, call.Summary);
        foreach (var name in call.PathNames)
        {
            var argument = new Argument<string>(NodeMember.Kebab(name).ToUpperInvariant());
            places.Add((name, argument));
            command.Arguments.Add(argument);
        }
        if (call.FileMedia is not null) command.Arguments.Add(file);
        foreach (var member in call.Members)
        {
            Option option = member.Kind switch
            {
                NodeKind.Number => new Option<long?>(member.Option),
                NodeKind.Flag => new Option<bool?>(member.Option),
                NodeKind.List => new Option<string[]>(member.Option),
                _ => new Option<string?>(member.Option),
            };
            (option.Description, option.Required) = (member.Description, member.IsRequired);
            members.Add((member, option));
            command.Options.Add(option);
        }
        if (call.IsIdempotent) command.Options.Add(key);
        if (call.TakesIfMatch) command.Options.Add(ifMatch);
        if (call.IsPaged) command.Options.Add(after);
        if (call.IsPaged) command.Options.Add(limit);
        if (call.IsPaged) command.Options.Add(all);
        if (call.IsDownload) command.Options.Add(output);
        else command.Options.Add(json);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var client = connection.Open(parsed);
        var next = call.IsPaged ? parsed.GetValue(after) : null;
        do
        {
            using var request = Request(parsed, next);
            var answer = await NodeAnswer.OfAsync(client, request, cancel);
            if (call.IsDownload) OutputFile.Write(parsed.GetValue(output)!, answer.Body);
            else answer.Show(parsed.GetValue(json));
            next = call.IsPaged && parsed.GetValue(all) ? answer.Next : null;
        }
        while (next is not null);
        return ExitCode.Accepted;
    }

    private HttpRequestMessage Request(ParseResult parsed, string? page)
    {
        var path = places.Aggregate(call.Path, (text, place) => text.Replace($"{{{place.Name}}}", Uri.EscapeDataString(parsed.GetValue(place.Argument)!), StringComparison.Ordinal));
        var given = members.Select(member => (member.Member, Value: Value(parsed, member.Member, member.Option))).Where(member => member.Value is not null).ToList();
        var query = given.Where(member => member.Member.Place == NodePlace.Query).Select(member => (member.Member.Name, Text: member.Value!.ToString())).ToList();
        if (page is not null) query.Add(("after", page));
        if (call.IsPaged && parsed.GetValue(limit) is { } most) query.Add(("limit", $"{most}"));
        var request = new HttpRequestMessage(call.Method, query.Count == 0 ? path : $"{path}?{string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Text)}"))}");
        if (call.FileMedia is not null) request.Content = NodeBody.OfFile(parsed.GetValue(file)!, call.FileMedia);
        else if (call.Members.Any(member => member.Place == NodePlace.Body)) request.Content = NodeBody.OfJson(Members(given));
        if (call.IsIdempotent && parsed.GetValue(key) is { } wish) request.Headers.TryAddWithoutValidation("Idempotency-Key", wish);
        if (call.TakesIfMatch && parsed.GetValue(ifMatch) is { } tag) request.Headers.TryAddWithoutValidation("If-Match", tag);
        return request;
    }

    private JsonObject Members(IEnumerable<(NodeMember Member, JsonNode? Value)> given)
    {
        var body = new JsonObject(given.Where(member => member.Member.Place == NodePlace.Body).Select(member => KeyValuePair.Create(member.Member.Name, member.Value)));
        if (call.Fixed is var (name, value)) body[name] = value;
        return body;
    }

    private static JsonNode? Value(ParseResult parsed, NodeMember member, Option option) => member.Kind switch
    {
        NodeKind.Number => parsed.GetValue((Option<long?>)option),
        NodeKind.Flag => parsed.GetValue((Option<bool?>)option),
        NodeKind.List => parsed.GetValue((Option<string[]>)option) is { Length: > 0 } texts ? new JsonArray([.. texts.Select(text => (JsonNode)text)]) : null,
        NodeKind.Json => parsed.GetValue((Option<string?>)option) is { } text ? NodeBody.Read(member.Option, text) : null,
        NodeKind.FileBase64 => parsed.GetValue((Option<string?>)option) is { } path ? NodeBody.Base64(path) : null,
        _ => parsed.GetValue((Option<string?>)option),
    };
}
