using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TrustList.Format.Encoding;

namespace TrustList.Sync.Status;

/// <summary>The data of a feed's events (SPEC.md §7.13). What is not of the form is passed over: it would prove nothing.</summary>
internal static class FeedJson
{
    public static FeedMessage? Read(ServerSentEvent said)
    {
        if (said.Name == "reset")
            return new FeedReset();
        if (said.Name is not ("status" or "epoch"))
            return null;
        try
        {
            using var json = JsonDocument.Parse(said.Data, new JsonDocumentOptions { MaxDepth = 4 });
            var root = json.RootElement;
            return said.Name == "status"
                ? new FeedStatus(root.GetProperty("region").GetString()!, root.GetProperty("head").GetBytesFromBase64(), root.GetProperty("delta").GetBytesFromBase64())
                : new FeedEpoch(root.GetProperty("proof").GetBytesFromBase64(), Heads(root));
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or FormatException or OverflowException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ImmutableArray<(string, long)> Heads(JsonElement root) =>
        root.TryGetProperty("heads", out var heads)
            ? [.. heads.EnumerateArray().Take(Limits.RegionRecords).Select(head => (head.GetProperty("region").GetString() ?? string.Empty, Version(head.GetProperty("version"))))]
            : [];

    // JSON of protobuf writes 64-bit numbers as text; both are read.
    private static long Version(JsonElement version) =>
        version.ValueKind == JsonValueKind.String ? long.Parse(version.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture) : version.GetInt64();
}
