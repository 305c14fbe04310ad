using Federation.Hosting.Telemetry;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Watching;

/// <summary>What at the node has to be renewed: by the province's operators the region's record and the keys that sign, by itself node.json.</summary>
internal sealed class NodeLives(SigningKeys signing, NodeKeys keys, IDurableStore store) : ILives
{
    public IEnumerable<Lifespan> Lives()
    {
        if (store.Read(RegionTables.AdmittedRole) is { } role)
            yield return new Lifespan("region", "", role.Admitted, role.Expires);
        if (store.Read(RegionTables.NewestNode) is { } node)
            yield return new Lifespan("node", "", node.SignedAt, node.Expires);
        // Of each kind the key that signs longest: where a successor is published, it is that one.
        foreach (var kind in signing.Windows().GroupBy(window => window.Kind))
        {
            var last = kind.MaxBy(window => window.SignUntil);
            yield return new Lifespan(kind.Key == SigningKeys.DocumentSignerKind ? "document-signer" : "status-key", "", last.SignFrom, last.SignUntil);
        }
        yield return Lifespan.OfCertificate("tls", keys.Tls.Now.Certificate);
    }
}
