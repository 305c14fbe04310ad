using System.Text.Json.Nodes;

namespace Trustctl.Inspection;

/// <summary>JSON as an indented text for people.</summary>
internal static class TextTree
{
    public static void Write(TextWriter output, JsonNode? node, int indent = 0)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map) WriteMember(output, name, value, indent);
                break;
            case JsonArray array:
                foreach (var value in array) WriteMember(output, "-", value, indent);
                break;
            default:
                output.WriteLine(new string(' ', indent) + Line(node));
                break;
        }
    }

    private static void WriteMember(TextWriter output, string name, JsonNode? value, int indent)
    {
        var margin = new string(' ', indent);
        var label = name == "-" ? name : Clean(name) + ":";
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            output.WriteLine(margin + label);
            Write(output, value, indent + 2);
        }
        else
        {
            output.WriteLine($"{margin}{label} {Line(value)}");
        }
    }

    private static string Line(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "{}",
        JsonArray => "[]",
        _ => Clean(value.ToString()),
    };

    // Text from a stranger's file must not move the cursor or colour the terminal.
    private static string Clean(string text) => string.Concat(text.Select(c => c == '\n' ? "⏎" : char.IsControl(c) ? "�" : c.ToString()));
}
