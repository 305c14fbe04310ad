namespace RegionNode.Issuer.Submission;

/// <summary>The way to the hub. Trusted with nothing: a hub that lies about a receipt can only withhold.</summary>
internal interface IHubTransport
{
    /// <summary>Sends once.</summary>
    /// <exception cref="HubUnreachableException">No decision: it may or may not have been admitted.</exception>
    Task<HubDecision> SendAsync(OutboundSubmission submission, CancellationToken cancellation);

    /// <summary>What was admitted under a submission id; null when the hub says that nothing was.</summary>
    /// <exception cref="HubUnreachableException">Nothing is known.</exception>
    Task<HeldSubmission?> FindAsync(string submissionId, CancellationToken cancellation);
}

/// <summary>What the hub says that it holds.</summary>
/// <param name="Sha256">Of the metadata file, token, head or batch; lower-case hex.</param>
internal sealed record HeldSubmission(string Sha256);

/// <summary>No decision came from the hub; the submission may still have been admitted.</summary>
internal sealed class HubUnreachableException(string message, Exception cause) : Exception(message, cause);
