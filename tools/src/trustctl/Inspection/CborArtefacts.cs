using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Trustctl.Inspection;

/// <summary>Licences and presentations.</summary>
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
            JsonArray { Count: 4 } => "COSE_Sign1",
            _ => "CBOR",
        };
        return new Artefact(kind, content);
    }
}
