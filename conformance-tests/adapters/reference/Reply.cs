using System.Text.Json.Nodes;

namespace Federation.ReferenceAdapter;

/// <summary>An answer, but for its number.</summary>
internal static class Reply
{
    public static JsonObject Accept(JsonObject? evidence = null) => new() { ["verdict"] = "accept", ["evidence"] = evidence ?? [] };

    public static JsonObject Reject(string reason, string detail = "") => new() { ["verdict"] = "reject", ["reason"] = reason, ["detail"] = detail };

    public static JsonObject Unsupported(string detail) => new() { ["verdict"] = "unsupported", ["detail"] = detail };

    public static JsonObject Error(string detail) => new() { ["verdict"] = "error", ["detail"] = detail };
}
