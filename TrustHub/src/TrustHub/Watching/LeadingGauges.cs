using Federation.Leading;
using Federation.Hosting.Telemetry;

namespace TrustHub.Watching;

/// <summary>Who leads, as every instance sees it: of all that are watched exactly one should say 1.</summary>
public sealed class LeadingGauges : IInstruments
{
    /// <summary>The instruments.</summary>
    public LeadingGauges(ProgramMeter meter, Leadership leadership)
    {
        ArgumentNullException.ThrowIfNull(meter);
        meter.Gauge("federation.hub.leading", "{instance}", "1 where this instance leads, else 0.", () => leadership.Now.Leads ? 1 : 0);
        meter.Gauge("federation.hub.term", "{term}", "The term of the leader that this instance knows; 0 for a hub that stands alone.",
            () => leadership.Now is { Leads: false, Leader: null } ? null : leadership.Now.Term);
    }
}
