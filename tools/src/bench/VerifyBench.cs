using System.Security.Cryptography;
using TrustList.Format.Verification;

namespace Federation.Bench;

/// <summary>
/// Full DeviceResponse verifications a CPU second: 16 elements, a 20 KB portrait, the signer's certificate cached,
/// 64 holders in turn, so that no device key is ever met warm; beside raw P-256 verification and the npm peers.
/// </summary>
public static class VerifyBench
{
    private const string Ours = "this verifier", Raw = "raw P-256 verify";
    private const int Holders = 64;
    private const double MostRawVerifications = 2.5;

    /// <summary>Runs the benchmark.</summary>
    /// <param name="options">How.</param>
    public static async Task<IReadOnlyList<BenchRow>> RunAsync(BenchOptions options)
    {
        var licence = new BenchLicence();
        var responses = Enumerable.Range(0, Holders).Select(_ => licence.Present()).ToArray();
        var verifier = CredentialVerifier.ForAnchors([licence.Iaca]);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var hash = RandomNumberGenerator.GetBytes(32);
        var signature = key.SignHash(hash);

        var contest = new Contest(options);
        contest.Add(Raw, _ => Require(key.VerifyHash(hash, signature)));
        contest.Add(Ours, i => Require(verifier.Verify(new VerificationRequest
        {
            DeviceResponse = responses[i % Holders],
            SessionTranscript = BenchLicence.Transcript,
            Now = BenchLicence.Instant,
        }).Outcome == Outcome.Accepted));
        var peers = NpmPeer.Find(licence, options.Alone);
        foreach (var peer in peers)
            contest.Add(peer, "verify");
        await contest.RunAsync();

        var ratio = contest.Ratio(Raw, Ours);
        return
        [
            new("verify DeviceResponse", contest.RateOf(Ours), "per CPU s", $"at most {MostRawVerifications} raw verifications", Raw, contest.RateOf(Raw), ratio, ratio <= MostRawVerifications),
            .. peers.Select(peer => Beside(contest, peer.Name)),
        ];
    }

    private static BenchRow Beside(Contest contest, string peer)
    {
        var ratio = contest.Ratio(Ours, peer);
        return new("verify DeviceResponse", contest.RateOf(Ours), "per CPU s", "faster", peer, contest.RateOf(peer), ratio, ratio > 1);
    }

    private static void Require(bool accepted)
    {
        if (!accepted)
            throw new InvalidOperationException("the benchmark's own presentation was refused");
    }
}
