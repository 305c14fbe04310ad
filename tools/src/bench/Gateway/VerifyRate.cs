using Demo.World;

namespace Federation.Bench.Gateway;

/// <summary>Offline verdicts a second beside a bare Kestrel endpoint that reads the same body, makes the two raw signature checks and answers as many bytes.</summary>
internal static class VerifyRate
{
    private const double AtLeast = 0.7;

    internal static async Task<BenchRow> RunAsync(RegionSite site, HttpClient desk, Questions questions, BenchOptions options)
    {
        using var peer = await PeerProcess.StartAsync("checks", questions.AnswerBytes.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var bare = peer.Client();
        return await BesidePeer.RunAsync(
            "verify", AtLeast, "Kestrel, two signature checks", options,
            new(n => questions.AskAsync(desk, n, live: false), () => site.GatewayCpuTime),
            new(n => questions.AskAsync(bare, n, live: false, outcome: null), () => peer.CpuTime));
    }
}
