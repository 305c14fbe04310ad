using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace Trustctl.Inspection;

/// <summary>Trust-list metadata and the documents that it lists.</summary>
internal static class JsonArtefacts
{
    public static Artefact? Recognise(byte[] bytes)
    {
        var parsed = CanonicalJson.Parse(bytes, Limits.MetadataBytes);
        if (!parsed.Ok) return null;
        var content = parsed.Value;
        if (content["signed"] is JsonObject signed) return MetadataKind(bytes, signed) is { } kind ? new Artefact(kind, content) : null;
        return DocumentKind(bytes) is { } document ? new Artefact(document, content) : null;
    }

    private static string? MetadataKind(byte[] bytes, JsonObject signed) => signed["_type"]?.ToString() switch
    {
        RoleNames.Root when MetadataReader.Root(bytes).Ok => "trust list metadata: root",
        RoleNames.Timestamp when MetadataReader.Timestamp(bytes).Ok => "trust list metadata: timestamp",
        RoleNames.Snapshot when MetadataReader.Snapshot(bytes).Ok => "trust list metadata: snapshot",
        RoleNames.Targets when MetadataReader.Targets(bytes).Ok => "trust list metadata: targets",
        _ => null,
    };

    private static string? DocumentKind(byte[] bytes) =>
        RegistryDocument.Read(bytes).Ok ? "registry of regions"
        : PolicyDocument.Read(bytes).Ok ? "policy"
        : IssuersDocument.Read(bytes).Ok ? "issuers of a region"
        : PartiesDocument.Read(bytes).Ok ? "relying parties of a region"
        : NodeDocument.Read(bytes).Ok ? "node of a region"
        : null;
}
