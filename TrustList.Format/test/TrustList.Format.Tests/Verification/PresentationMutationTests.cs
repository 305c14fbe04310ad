using TrustList.Format.Verification;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>Bytes mutated from a good presentation: every one ends in a verdict, and what is accepted says what was signed.</summary>
public sealed class PresentationMutationTests
{
    private const int Mutants = 4_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Rejects_or_reads_alike_whatever_was_mutated(ulong seed)
    {
        var scene = new Scene();
        var good = scene.Present();
        var verifier = scene.Verifier();
        var whole = verifier.Verify(scene.Ask(good));
        Assert.Equal(Outcome.Accepted, whole.Outcome);
        var said = Disclosed(whole);
        var refused = 0;
        Mutations.Of(good, seed, Mutants, mutant =>
        {
            var verdict = verifier.Verify(scene.Ask(mutant));
            if (verdict.Outcome == Outcome.Accepted) Assert.Superset(Disclosed(verdict), said);
            else refused++;
        });
        Assert.InRange(refused, Mutants * 9 / 10, Mutants);
    }

    [Fact]
    public void Rejects_a_certificate_whose_name_is_of_a_text_type_that_the_platform_throws_at()
    {
        var scene = new Scene();
        var certificate = scene.Certificate.ToArray();
        var state = certificate.AsSpan().LastIndexOf("CN-SH"u8);
        certificate[state - 2] = 0x1B; // GeneralString
        scene.Certificate = certificate;
        Assert.Equal(Reason.CertificateMalformed, scene.Decide().Reason);
    }

    // A presentation with fewer elements is as good as one that never showed them.
    private static HashSet<string> Disclosed(Verdict verdict) =>
        [.. verdict.Disclosed.SelectMany(space => space.Value.Select(element => $"{space.Key}/{element.Key}={element.Value.ToJson()?.ToJsonString()}"))];
}
