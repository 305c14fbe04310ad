using Federation.Hosting.Telemetry;

namespace Federation.Hosting.Tls;

/// <summary>What is measured of a change of the TLS key; how long the certificate lasts is a life (<see cref="Lifespan.OfCertificate"/>).</summary>
internal sealed class TlsMeter : IInstruments
{
    public TlsMeter(ProgramMeter meter, TlsKey key)
    {
        meter.Gauge("federation.tls.pins", "{pin}", "Pins that have to be published: 2 while the TLS key changes.", () => key.PublishedPins.Length);
        meter.Gauge("federation.tls.next.refused", "{state}", "1 while the file of the next TLS key is refused, else 0.", () => key.Refused is null ? 0 : 1);
    }
}
