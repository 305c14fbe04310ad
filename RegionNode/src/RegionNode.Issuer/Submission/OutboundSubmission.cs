using System.Security.Cryptography;
using Google.Protobuf;
using TrustList.Protocol;

namespace RegionNode.Issuer.Submission;

/// <summary>What the hub is asked to admit.</summary>
internal enum SubmissionKind
{
    /// <summary>A <see cref="SubmitMetadataRequest"/>.</summary>
    Metadata = 1,

    /// <summary>A <see cref="SubmitStatusListRequest"/>.</summary>
    StatusList = 2,
}

/// <summary>
/// Exact bytes for the hub under an id that is their hash: sending them twice has one effect.
/// </summary>
/// <param name="Id">Lower-case hex SHA-256 of kind and body; the hub's submission_id.</param>
/// <param name="Lane">Submissions of one lane go in order: one lane a role, one a status list.</param>
/// <param name="Needs">The lane of which one submission must have been admitted before this may go; null: none.</param>
/// <param name="Kind">Which request <paramref name="Body"/> is.</param>
/// <param name="Body">The protobuf request without its submission_id.</param>
internal sealed record OutboundSubmission(string Id, string Lane, string? Needs, SubmissionKind Kind, byte[] Body)
{
    internal static OutboundSubmission Of(SubmitMetadataRequest request, string? needs) =>
        Of(SubmissionKind.Metadata, request.Role, needs, request.ToByteArray());

    internal static OutboundSubmission Of(SubmitStatusListRequest request, string needs) =>
        Of(SubmissionKind.StatusList, request.Uri, needs, request.ToByteArray());

    private static OutboundSubmission Of(SubmissionKind kind, string lane, string? needs, byte[] body)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData([(byte)kind, .. body]));
        return new(id, lane, needs, kind, body);
    }
}
