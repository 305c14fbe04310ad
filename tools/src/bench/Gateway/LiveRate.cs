using System.Globalization;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Google.Protobuf;
using TrustList.Protocol;

namespace Federation.Bench.Gateway;

/// <summary>
/// Verdicts with a live question a second, desk to home region and back, beside YARP alone with the same bytes: it takes the same
/// presentation, passes the same question on to the same home region, checks one signature, makes one line durable and answers as
/// many bytes.
/// </summary>
internal static class LiveRate
{
    private const double AtLeast = 0.8;

    internal static async Task<BenchRow> RunAsync(Country country, RegionSite asking, HttpClient desk, Questions questions, BenchOptions options)
    {
        await questions.AskAsync(desk, 0, live: true); // Says how long an answer is.
        var (home, licence) = (country[Region.Shanghai], questions.First.Question);
        var about = new LiveQuestion
        {
            Region = home.Region.Code, StatusUri = licence.StatusUri, Index = (uint)licence.Index, Purpose = "roadside", Acceptor = asking.Region.Code,
        };
        using var peer = await PeerProcess.StartAsync(
            "proxy", home.GatewayUrl.OriginalString, home.GatewayPin, Path.Combine(asking.GatewayData, "keys", "tls.test.pem"), country.Workspace.File("bare-proxy.lines"),
            Convert.ToBase64String(about.ToByteArray()), questions.AnswerBytes.ToString(CultureInfo.InvariantCulture));
        using var bare = peer.Client();
        return await BesidePeer.RunAsync(
            "verify, live", AtLeast, "YARP, one check, one append", options,
            new(n => questions.AskAsync(desk, n, live: true), () => asking.GatewayCpuTime),
            new(n => questions.AskAsync(bare, n, live: true, outcome: null), () => peer.CpuTime));
    }
}
