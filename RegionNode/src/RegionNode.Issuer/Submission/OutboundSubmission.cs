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

    /// <summary>A <see cref="SubmitStatusHeadRequest"/>.</summary>
    StatusHead = 3,

    /// <summary>A <see cref="SubmitIssuanceBatchRequest"/>.</summary>
    IssuanceBatch = 4,

    /// <summary>A <see cref="SubmitTransferRequest"/>.</summary>
    Transfer = 5,
}

/// <summary>
/// Exact bytes for the hub under an id of their own: sending them twice has one effect.
/// </summary>
/// <param name="Id">The hub's submission_id: lower-case hex SHA-256 of kind and body; of a link, from <see cref="ChainIds"/>.</param>
/// <param name="Lane">Submissions of one lane go in order: one lane a role, one a status list, one a chain.</param>
/// <param name="Needs">The lane of which one submission must have been admitted before this may go; null: none.</param>
/// <param name="Kind">Which request <paramref name="Body"/> is.</param>
/// <param name="Body">The protobuf request without its submission_id.</param>
/// <param name="Link">The place in its lane where that is a chain; else null.</param>
internal sealed record OutboundSubmission(string Id, string Lane, string? Needs, SubmissionKind Kind, byte[] Body, ChainLink? Link = null)
{
    internal static OutboundSubmission Of(SubmitMetadataRequest request, string? needs) =>
        Of(SubmissionKind.Metadata, request.Role, needs, request.ToByteArray());

    internal static OutboundSubmission Of(SubmitStatusListRequest request, string needs) =>
        Of(SubmissionKind.StatusList, request.Uri, needs, request.ToByteArray());

    internal static OutboundSubmission Of(SubmitStatusHeadRequest request, long version, ChainIds ids, string needs) =>
        new(ids.Of(ChainLanes.Head, version), ChainLanes.Head, needs, SubmissionKind.StatusHead, request.ToByteArray(), LinkOf(version, request.Head));

    internal static OutboundSubmission Of(SubmitIssuanceBatchRequest request, long number, ChainIds ids, string needs) =>
        new(ids.Of(ChainLanes.Issuance, number), ChainLanes.Issuance, needs, SubmissionKind.IssuanceBatch, request.ToByteArray(), LinkOf(number, request.Batch));

    /// <summary>A transfer, in a lane of its own: none waits for another.</summary>
    internal static OutboundSubmission Of(SubmitTransferRequest request, string lane, string needs) =>
        Of(SubmissionKind.Transfer, lane, needs, request.ToByteArray());

    private static ChainLink LinkOf(long number, ByteString signed) => new(number, Convert.ToHexStringLower(SHA256.HashData(signed.Span)));

    private static OutboundSubmission Of(SubmissionKind kind, string lane, string? needs, byte[] body)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData([(byte)kind, .. body]));
        return new(id, lane, needs, kind, body);
    }
}
