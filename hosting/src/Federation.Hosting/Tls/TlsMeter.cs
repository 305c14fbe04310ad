using System.Diagnostics.Metrics;

namespace Federation.Hosting.Tls;

/// <summary>
/// <c>federation.tls.certificate.left</c>, seconds until the certificate in use ends (below zero: it has ended), and
/// <c>federation.tls.pins</c>, how many pins are to be published: two or more while a key is changed.
/// </summary>
internal sealed class TlsMeter
{
    public TlsMeter(IMeterFactory meters, string name, TlsKey key)
    {
        var meter = meters.Create(name);
        meter.CreateObservableGauge("federation.tls.certificate.left", () => (key.Now.NotAfter - TimeProvider.System.GetUtcNow()).TotalSeconds, "s");
        meter.CreateObservableGauge("federation.tls.pins", () => key.PublishedPins.Length);
        meter.CreateObservableGauge("federation.tls.next.refused", () => key.Refused is null ? 0 : 1);
    }
}
