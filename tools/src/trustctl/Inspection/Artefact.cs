using System.Text.Json.Nodes;

namespace Trustctl.Inspection;

/// <summary>What a file is and what it says. Nothing is verified: a signature shown here proves nothing.</summary>
/// <param name="Kind">The name of the format.</param>
/// <param name="Content">Its content.</param>
public sealed record Artefact(string Kind, JsonNode? Content)
{
    /// <summary>Recognises any of the federation's artefacts; null when it is none of them, or malformed.</summary>
    public static Artefact? Recognise(byte[] bytes) =>
        JsonArtefacts.Recognise(bytes) ?? TokenArtefacts.Recognise(bytes) ?? CertificateArtefact.Recognise(bytes) ?? CborArtefacts.Recognise(bytes);
}
