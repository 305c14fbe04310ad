using System.Security.Cryptography;
using TrustList.Format.Signing;

namespace Federation.Bench;

/// <summary>Licences signed a CPU second: 16 elements, a 20 KB portrait; beside raw P-256 signing and the npm peers.</summary>
public static class IssueBench
{
    private const string Ours = "this issuer", Raw = "raw P-256 sign", Rival = "@owf/mdoc";
    private const double LeastTimesRival = 8;

    /// <summary>Runs the benchmark.</summary>
    /// <param name="options">How.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        var licence = new BenchLicence();
        var device = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var hash = RandomNumberGenerator.GetBytes(32);

        var contest = new Contest(options);
        contest.Add(Raw, _ => key.SignHash(hash));
        contest.Add(Ours, _ => licence.Issue(device));
        var peers = NpmPeer.Find(licence, options.Alone);
        foreach (var peer in peers)
            contest.Add(peer, "issue");
        await contest.RunAsync();

        return
        [
            new("issue licence", contest.RateOf(Ours), "per CPU s", string.Empty, Raw, contest.RateOf(Raw), contest.Ratio(Raw, Ours), true),
            .. peers.Select(peer => Beside(contest, peer.Name)),
        ];
    }

    private static BenchRow Beside(Contest contest, string peer)
    {
        var ratio = contest.Ratio(Ours, peer);
        var least = peer == Rival ? LeastTimesRival : 1;
        return new("issue licence", contest.RateOf(Ours), "per CPU s", $"at least {least} times", peer, contest.RateOf(peer), ratio, ratio >= least);
    }
}
