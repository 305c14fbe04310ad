using System.Collections.Immutable;
using Federation.Hosting.Telemetry;
using Federation.Hosting.Tls;
using TrustHub.Log;
using TrustHub.Publishing;
using TrustHub.Storage;
using TrustList.Format.Metadata;

namespace TrustHub.Watching;

/// <summary>What at the hub has to be renewed: of what others signed, the life begins with its admission.</summary>
public sealed class HubLives(AdmissionLog log, IHubStore store, Publisher publisher, TlsKey tls) 
{
    private (long Index, ImmutableArray<Lifespan> Lives) _logged = (-1, []);

    /// <summary>Each with its life.</summary>
    public IEnumerable<Lifespan> Lives() => [.. Logged(log.State), .. Published(), Lifespan.OfCertificate("tls", tls.Now.Certificate)];

    private IEnumerable<Lifespan> Published() => publisher.Published is not { Snapshot: var snapshot, Timestamp: var timestamp } ? [] :
    [
        new Lifespan(RoleNames.Snapshot, "", snapshot.SignedAt, snapshot.Expires), new Lifespan(RoleNames.Timestamp, "", timestamp.SignedAt, timestamp.Expires),
    ];

    private ImmutableArray<Lifespan> Logged(LoggedState state)
    {
        if (_logged.Index != state.MetadataIndex)
            _logged = (state.MetadataIndex, [.. Read(state)]);
        return _logged.Lives;
    }

    private IEnumerable<Lifespan> Read(LoggedState state)
    {
        foreach (var row in store.Newest().Where(row => row.Kind == AdmissionKind.Metadata))
        {
            if (HubRole.Parse(row.Name) is not { } role || Expiry(state, role) is not { } ends)
                continue;
            yield return new Lifespan(role.Kind.ToString().ToLowerInvariant(), role.Code, row.AdmittedAt, ends);
        }
    }

    private static DateTimeOffset? Expiry(LoggedState state, HubRole role) => role.Kind switch
    {
        HubRoleKind.Root => state.Root?.Signed.Expires,
        HubRoleKind.Targets => state.Targets?.Signed.Expires,
        HubRoleKind.Emergency => state.Emergency?.Signed.Expires,
        HubRoleKind.Region => state.Region(role.Code).Role?.Signed.Expires,
        _ => state.Region(role.Code).NodeRole?.Signed.Expires,
    };
}
