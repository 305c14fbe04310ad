using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Sync.Status;

/// <summary>The one file of a device's status that is swapped: it names every other by its hash.</summary>
/// <param name="Index">The device index.</param>
/// <param name="Overlay">What changed since, as one delta over the index spaces of all regions held, by code ascending.</param>
/// <param name="Heads">Packages of heads alone, one for each epoch that regions rest on.</param>
internal sealed record StatusManifest(string Index, string Overlay, ImmutableArray<string> Heads)
{
    private const string Format = "status-store/1";
    private const int MaxBytes = 262_144;

    public byte[] Write() => CanonicalJson.EncodeText(new JsonObject
    {
        ["format"] = Format,
        ["index"] = Index,
        ["overlay"] = Overlay,
        ["heads"] = new JsonArray([.. Heads.Select(name => (JsonNode)name)]),
    });

    public static StatusManifest? Read(byte[] utf8)
    {
        var parsed = CanonicalJson.Parse(utf8, MaxBytes);
        if (!parsed.Ok)
            return null;
        var fields = JsonFields.Of(parsed.Value);
        if (fields.Text("format") != Format)
            return null;
        var manifest = new StatusManifest(
            fields.Hex("index", SHA256.HashSizeInBytes), fields.Hex("overlay", SHA256.HashSizeInBytes),
            [.. fields.Texts("heads", Limits.RegionRecords, 2 * SHA256.HashSizeInBytes)]);
        return fields.Failed || manifest.Heads.Any(name => !LowerHex.IsOf(name, SHA256.HashSizeInBytes)) ? null : manifest;
    }
}
