namespace Trustctl.Commands.Node;

/// <summary>`trustctl node key|outbox|witness|health|openapi`: what looks after the node itself.</summary>
internal static class OperatorCalls
{
    public static readonly NodeCall[] All =
    [
        new("key", "next-signer", HttpMethod.Post, "/operator/keys/document-signer", "Make the next document-signer key") { IsIdempotent = true },
        new("key", "next-status", HttpMethod.Post, "/operator/keys/status", "Make the next status key") { IsIdempotent = true },
        new("outbox", "list", HttpMethod.Get, "/operator/outbox", "What goes to the hub, the newest first") { IsPaged = true },
        new("outbox", "retry", HttpMethod.Post, "/operator/outbox/{id}/retry", "Send a refused submission once more"),
        new("witness", "show", HttpMethod.Get, "/operator/witness", "What this region has cosigned of the log, and what it refuses"),
        new("health", "live", HttpMethod.Get, "/health/live", "Whether the node serves"),
        new("health", "ready", HttpMethod.Get, "/health/ready", "Whether the node is ready, and why not"),
        new("openapi", "get", HttpMethod.Get, "/openapi/v1.json", "The interface's description") { IsDownload = true },
    ];
}
