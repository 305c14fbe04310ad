using System.Security.Cryptography;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace Federation.Bench;

/// <summary>
/// Full DeviceResponse verifications a CPU second: 16 elements, a 20 KB portrait, the signer's certificate cached,
/// 64 holders in turn, so that no device key is ever met warm; beside raw P-256 verification and the npm
/// peers; the same of an issuer that signs with SM2.
/// </summary>
public static class VerifyBench
{
    private const string Ours = "this verifier", Raw = "raw P-256 verify", Sm2 = "SM2 licence", RawSm2 = "raw SM2 verify";
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
        var sm2Key = SoftwareSigner.Create(SignatureAlgorithm.SM2);
        var sm2Signature = sm2Key.Sign(hash, SignatureForm.P1363);
        var sm2Licence = new BenchLicence(SignatureAlgorithm.SM2);
        var sm2Responses = Enumerable.Range(0, Holders).Select(_ => sm2Licence.Present()).ToArray();
        var sm2Verifier = CredentialVerifier.ForAnchors([sm2Licence.Iaca]);

        var contest = new Contest(options);
        contest.Add(Raw, _ => Require(key.VerifyHash(hash, signature)));
        contest.Add(RawSm2, _ => Require(sm2Key.PublicKey.Verify(hash, sm2Signature, SignatureForm.P1363)));
        contest.Add(Ours, i => Require(Accepts(verifier, responses[i % Holders])));
        contest.Add(Sm2, i => Require(Accepts(sm2Verifier, sm2Responses[i % Holders])));
        var peers = NpmPeer.Find(licence, options.Alone);
        foreach (var peer in peers)
            contest.Add(peer, "verify");
        await contest.RunAsync();

        var ratio = contest.Ratio(Raw, Ours);
        return
        [
            new("verify DeviceResponse", contest.RateOf(Ours), "per CPU s", $"at most {MostRawVerifications} raw verifications", Raw, contest.RateOf(Raw), ratio, ratio <= MostRawVerifications),
            new("raw SM2 verify", contest.RateOf(RawSm2), "per CPU s", string.Empty, Raw, contest.RateOf(Raw), contest.Ratio(RawSm2, Raw), true),
            new("verify, SM2 issuer", contest.RateOf(Sm2), "per CPU s", string.Empty, Ours, contest.RateOf(Ours), contest.Ratio(Sm2, Ours), true),
            .. peers.Select(peer => Beside(contest, peer.Name)),
        ];
    }

    private static BenchRow Beside(Contest contest, string peer)
    {
        var ratio = contest.Ratio(Ours, peer);
        return new("verify DeviceResponse", contest.RateOf(Ours), "per CPU s", "faster", peer, contest.RateOf(peer), ratio, ratio > 1);
    }

    private static bool Accepts(CredentialVerifier verifier, byte[] response) => verifier.Verify(new VerificationRequest
    {
        DeviceResponse = response,
        SessionTranscript = BenchLicence.Transcript,
        Now = BenchLicence.Instant,
    }).Outcome == Outcome.Accepted;

    private static void Require(bool accepted)
    {
        if (!accepted)
            throw new InvalidOperationException("the benchmark's own presentation was refused");
    }
}
