using System.CommandLine;
using System.Text.Json.Nodes;

namespace Trustctl.Commands.Node;

/// <summary>`trustctl node NOUN VERB`: every call of a node's interface, for people. Holders' calls are `trustctl holder`.</summary>
internal static class NodeCommands
{
    private static readonly Dictionary<string, string> Nouns = new(StringComparer.Ordinal)
    {
        ["registry"] = "Drivers' records", ["import"] = "A whole province at once", ["application"] = "Applications of the province's app",
        ["review"] = "Photos that people judge", ["counter"] = "Cases of the service counter", ["driver"] = "A driver and what happens to the licences",
        ["licence"] = "Licences", ["transfer"] = "Drivers who move", ["dispute"] = "A status that somebody contests", ["audit"] = "Who got at whose record", ["key"] = "The node's next keys",
        ["outbox"] = "What goes to the hub", ["witness"] = "The log, as this region cosigns it", ["health"] = "How the node is", ["openapi"] = "The interface",
    };

    /// <summary>Every call.</summary>
    internal static readonly NodeCall[] Calls =
    [
        .. RegistryCalls.All, .. ApplicationCalls.All, .. ReviewCalls.All, .. DriverCalls.All, .. LicenceCalls.All, .. TransferCalls.All, .. DisputeCalls.All, .. AuditCalls.All,
        .. OperatorCalls.All,
    ];

    public static Command Build()
    {
        var connection = new NodeConnection();
        var node = new Command("node", "A region's node, as its office and its operators use it: exit 0 done, 1 refused, 2 not reached");
        connection.AddTo(node);
        foreach (var noun in Calls.GroupBy(call => call.Noun, StringComparer.Ordinal))
        {
            var command = new Command(noun.Key, Nouns[noun.Key]);
            foreach (var call in noun)
                command.Subcommands.Add(NodeCommand.Build(call, connection));
            if (noun.Key == "import") command.Subcommands.Add(ImportFileCommand.Build(connection));
            node.Subcommands.Add(command);
        }
        node.Subcommands.Add(List());
        return node;
    }

    private static Command List()
    {
        var json = Arguments.Json();
        var command = new Command("calls", "Every command and the call that it makes") { json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(json))
                Console.WriteLine(new JsonArray([.. Calls.Select(call => (JsonNode)new JsonObject { ["command"] = $"{call.Noun} {call.Verb}", ["method"] = call.Method.Method, ["path"] = call.Path })]).ToJsonString());
            else
                foreach (var call in Calls) Console.WriteLine($"{$"{call.Noun} {call.Verb}",-28}{call.Method,-7}{call.Path}");
        });
        return command;
    }
}
