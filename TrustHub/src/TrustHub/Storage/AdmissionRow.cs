using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustHub.Storage;

/// <summary>What kind of thing a row admits.</summary>
public enum AdmissionKind
{
    /// <summary>A TUF metadata file with its target files.</summary>
    Metadata,

    /// <summary>A status list in both forms.</summary>
    Status,
}

/// <summary>A public file that a row brought: where it is served and the SHA-256 of its bytes.</summary>
public sealed record AdmissionFile(string Path, string Sha256);

/// <summary>
/// A row of the log. Rows form a chain: each holds the hash of the one before, so that a row which was changed or
/// taken out shows. The chain proves nothing against the hub itself, which could write it anew.
/// </summary>
/// <param name="LogIndex">Place in the log, from 1, without gaps.</param>
/// <param name="PreviousHash">Hash of the row before; 64 zeros for the first.</param>
/// <param name="SubmissionId">The caller's name for the submission.</param>
/// <param name="Kind">Metadata or status.</param>
/// <param name="Name">The role, or the address of the status list.</param>
/// <param name="Version">The signed version.</param>
/// <param name="Caller">The pin of the TLS key that brought it; empty for what began the repository.</param>
/// <param name="AdmittedAt">When; whole seconds.</param>
/// <param name="Files">The files; the first is the metadata file, or the CWT.</param>
public sealed record AdmissionRow(
    long LogIndex, string PreviousHash, string SubmissionId, AdmissionKind Kind, string Name, long Version,
    string Caller, DateTimeOffset AdmittedAt, ImmutableArray<AdmissionFile> Files)
{
    /// <summary>What the first row names as its predecessor.</summary>
    public static readonly string NoPrevious = new('0', 64);

    /// <summary>SHA-256 of the metadata file, or of the CWT.</summary>
    public string Sha256 => Files[0].Sha256;

    /// <summary>SHA-256 over the canonical JSON of all members.</summary>
    public string Hash()
    {
        var row = new JsonObject
        {
            ["admitted_at"] = Instants.Format(AdmittedAt),
            ["caller"] = Caller,
            ["files"] = new JsonArray([.. Files.Select(file => (JsonNode)new JsonObject
            {
                ["path"] = file.Path,
                ["sha256"] = file.Sha256,
            })]),
            ["kind"] = Kind.ToString(),
            ["log_index"] = LogIndex,
            ["name"] = Name,
            ["previous_hash"] = PreviousHash,
            ["submission_id"] = SubmissionId,
            ["version"] = Version,
        };
        return Digest.Of(CanonicalJson.Encode(row));
    }
}
