using System.Text.Json.Nodes;

namespace RegionNode.Gateway.Description;

/// <summary>One request of each endpoint that takes JSON, by the endpoint's name. Every value is synthetic.</summary>
internal static class RequestExamples
{
    private const string Question = """{"presentation":"o2d2ZXJzaW9uYzEuMA==","transcript":"g/b2gA==","acceptor":"320000","purpose":"rental"}""";

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["Verify"] = Question,
        ["VerifyBatch"] = Question,
        ["KeepPresentation"] = """{"qr":"CNDD1:SYNTHETIC"}""",
    };

    /// <summary>The example; null: none is written.</summary>
    internal static JsonNode? Of(string? name) => name is not null && Texts.TryGetValue(name, out var text) ? JsonNode.Parse(text) : null;
}
