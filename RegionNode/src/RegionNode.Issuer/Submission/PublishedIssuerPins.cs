using Federation.Hosting.Tls;
using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Storage;
using TrustList.Format.Registry;
using TrustList.Protocol;

namespace RegionNode.Issuer.Submission;

/// <summary>
/// The pins that peers can know this issuer by: those of the own node.json in the trust list that this node follows; where it follows
/// none (no <c>Node:TrustAnchor</c>), those of the newest node.json, once the hub gave its receipt.
/// </summary>
internal sealed class PublishedIssuerPins(NodeOptions options, NeighbourTrust trust, IDurableStore store) : IPublishedPins
{
    public bool Lists(string pin) =>
        (options.TrustAnchor.Length > 0 ? trust.Now?.Nodes.GetValueOrDefault(options.Code) : Admitted(store))?.IssuerPins.Contains(pin) == true;

    /// <summary>The newest node.json for which the hub gave its receipt; null before the first.</summary>
    internal static NodeDocument? Admitted(IDurableStore store) =>
        store.Read(RegionTables.AdmittedNewestNode) is { } body && SubmitMetadataRequest.Parser.ParseFrom(body).Targets is [var target, ..]
        && NodeDocument.Read(target.Content.Span) is { Ok: true, Value: var node }
            ? node
            : null;
}
