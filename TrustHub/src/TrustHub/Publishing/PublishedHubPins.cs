using Federation.Hosting.Tls;
using TrustHub.Log;

namespace TrustHub.Publishing;

/// <summary>The pins that nodes can know this hub by: those of the policy in targets that are published.</summary>
public sealed class PublishedHubPins(AdmissionLog log, Publisher publisher) : IPublishedPins
{
    /// <inheritdoc/>
    public bool Lists(string pin)
    {
        var state = log.State;
        return publisher.Published is { } shown && shown.LogIndex >= state.MetadataIndex && state.Policy?.HubPins.Contains(pin) == true;
    }
}
