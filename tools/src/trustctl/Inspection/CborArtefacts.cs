using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Trustctl.Inspection;

/// <summary>Licences, presentations, and what the log and the regions write as arrays.</summary>
internal static class CborArtefacts
{
    public static Artefact? Recognise(byte[] bytes)
    {
        if (bytes.Length > Limits.PresentationBytes || !CborRules.CheckWellFormed(bytes).Ok) return null;
        var content = CborDiagnostic.Read(bytes);
        var kind = content switch
        {
            JsonObject map when map.ContainsKey("documents") || map.ContainsKey("documentErrors") => "presentation (DeviceResponse)",
            JsonObject map when map.ContainsKey("issuerAuth") => "licence (IssuerSigned)",
            JsonArray { Count: > 0 } array when FormatOf(array[0]) is { } format => format,
            JsonArray { Count: 4 } => "COSE_Sign1",
            _ => "CBOR",
        };
        return new Artefact(kind, content);
    }

    // The arrays of SPEC.md §7, §12 to §14 begin with their name and version, such as transfer-proof/1.
    private static string? FormatOf(JsonNode? first) =>
        first is JsonValue word && word.TryGetValue<string>(out var text) && text.Length <= 32 && text.Split('/') is [var name, var version]
        && name.Length > 0 && name.All(each => char.IsAsciiLetterLower(each) || each == '-') && version.Length > 0 && version.All(char.IsAsciiDigit)
            ? text
            : null;
}
