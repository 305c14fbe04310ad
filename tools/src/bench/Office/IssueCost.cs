using System.Security.Cryptography;
using Demo.People;
using Federation.Ceremonies.RollOut;

namespace Federation.Bench.Office;

/// <summary>
/// What a licence costs the issuer's process from application to the collected bytes (HTTP, TLS, database, sealing, signing), in
/// CPU time of that process alone, whatever it does beside, once it is warm; beside the bare cryptography in it: one P-256
/// signature and the digests of its elements. One licence after the other; office and phone keep their connections.
/// </summary>
internal static class IssueCost
{
    /// <summary>The first driver whose licence is among those given.</summary>
    internal const int FirstDriver = Warm + 1;

    private const int Elements = 27, ElementBytes = 96, PortraitBytes = 20_000, Warm = 300;

    /// <summary>Issues that many licences; gives their ids too.</summary>
    public static async Task<(BenchRow Row, IReadOnlyList<string> Licences)> RunAsync(RegionBed bed, int count, BenchOptions options)
    {
        using var office = bed.Site.OfficeClient();
        using var gateway = bed.Site.GatewayClient();
        var desk = new Demo.People.Office(office);
        for (var n = 1; n <= Warm + count; n++)
            await desk.Register(BenchDrivers.Of(n), CancellationToken.None);
        for (var n = 1; n <= Warm; n++)
            await IssueAsync(desk, gateway, BenchDrivers.Of(n));
        var before = bed.Site.IssuerCpuTime;
        var licences = new List<string>(count);
        for (var n = FirstDriver; n <= Warm + count; n++)
            licences.Add(await IssueAsync(desk, gateway, BenchDrivers.Of(n)));
        var rate = count / (bed.Site.IssuerCpuTime - before).TotalSeconds;
        var raw = RawRate(options.Seconds);
        return (new("issue, apply to collected", rate, "per CPU s", string.Empty, "signature, digests", raw, raw / rate, true), licences);
    }

    private static async Task<string> IssueAsync(Demo.People.Office desk, HttpClient gateway, Driver driver)
    {
        var (licence, offer) = await desk.Apply(driver, CancellationToken.None);
        await Phone.Collect(gateway, Region.Shanghai.Code, offer, CancellationToken.None);
        return licence;
    }

    private static double RawRate(double seconds)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (element, portrait, hash) = (new byte[ElementBytes], new byte[PortraitBytes], new byte[32]);
        return CpuClock.Rate(seconds, _ =>
        {
            for (var n = 1; n < Elements; n++)
                SHA256.HashData(element, hash);
            SHA256.HashData(portrait, hash);
            key.SignHash(hash);
        });
    }
}
