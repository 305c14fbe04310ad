using System.Collections.Immutable;
using Federation.Hosting.Telemetry;
using Federation.Hosting.Tls;
using TrustHub.Log;
using TrustHub.Publishing;
using TrustHub.Storage;
using TrustList.Format.Metadata;

namespace TrustHub.Watching;

/// <summary>What at the hub has to be renewed: of what others signed, the life begins with its admission.</summary>
public sealed class HubLives(AdmissionLog log, IHubStore store, Publisher publisher, TlsIdentity tls) : ILives
{
    private (long Index, ImmutableArray<Life> Lives) _logged = (-1, []);

    /// <inheritdoc/>
    public IEnumerable<Life> Lives() => [.. Logged(log.State), .. Published(), Life.OfCertificate("tls", tls.Certificate)];

    private IEnumerable<Life> Published() => publisher.Published is not { Snapshot: var snapshot, Timestamp: var timestamp } ? [] :
    [
        new Life(RoleNames.Snapshot, "", snapshot.SignedAt, snapshot.Expires), new Life(RoleNames.Timestamp, "", timestamp.SignedAt, timestamp.Expires),
    ];

    private ImmutableArray<Life> Logged(LoggedState state)
    {
        if (_logged.Index != state.MetadataIndex)
            _logged = (state.MetadataIndex, [.. Read(state)]);
        return _logged.Lives;
    }

    private IEnumerable<Life> Read(LoggedState state)
    {
        foreach (var row in store.Newest().Where(row => row.Kind == AdmissionKind.Metadata))
        {
            if (HubRole.Parse(row.Name) is not { } role || Expiry(state, role) is not { } ends)
                continue;
            yield return new Life(role.Kind.ToString().ToLowerInvariant(), role.Code, row.AdmittedAt, ends);
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
