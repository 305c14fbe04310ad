namespace RegionNode.Issuer.Submission;

/// <summary>The way to the hub. Trusted with nothing: a hub that lies about a receipt can only withhold.</summary>
internal interface IHubTransport
{
    /// <summary>Sends once.</summary>
    /// <exception cref="HubUnreachableException">No decision: it may or may not have been admitted.</exception>
    Task<HubDecision> SendAsync(OutboundSubmission submission, CancellationToken cancellation);
}

/// <summary>No decision came from the hub; the submission may still have been admitted.</summary>
internal sealed class HubUnreachableException(string message, Exception cause) : Exception(message, cause);
