using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustHub.Status;

/// <summary>Equivocations as <c>/state/evidence</c> shows them: whoever has the region's issuers.json verifies both heads.</summary>
internal static class EquivocationJson
{
    public static byte[] Of(IEnumerable<EquivocationRow> rows) => CanonicalJson.EncodeText(new JsonObject
    {
        ["equivocations"] = new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject
        {
            ["at"] = Instants.Format(row.At),
            ["heads"] = new JsonArray(Convert.ToBase64String(row.First.Span), Convert.ToBase64String(row.Second.Span)),
            ["region"] = row.Region,
            ["version"] = row.Version,
        })]),
    });
}
