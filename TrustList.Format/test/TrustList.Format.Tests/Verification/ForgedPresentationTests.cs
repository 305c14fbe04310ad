using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>Real forged responses, one change each, against the honest scene that they were made from.</summary>
public sealed class ForgedPresentationTests
{
    private static readonly SignatureAlgorithm[] Suites = [SignatureAlgorithm.ES256, SignatureAlgorithm.SM2];

    public static TheoryData<string, SignatureAlgorithm> Names
    {
        get
        {
            var names = new TheoryData<string, SignatureAlgorithm>();
            foreach (var forged in Forger.Cases)
                foreach (var suite in Suites)
                    names.Add(forged.ToString(), suite);
            return names;
        }
    }

    [Theory]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.SM2)]
    public void Accepts_the_honest_scene_without_a_warning(SignatureAlgorithm algorithm)
    {
        var verdict = new Scene(algorithm).Decide();

        Assert.Empty(verdict.Reasons);
        Assert.Empty(verdict.Warnings);
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Equal("310000", verdict.Issuer!.Region);
        Assert.Equal("yrd-2020", verdict.RestsOn.AgreementId);
        Assert.Equal(600, verdict.RestsOn.Status!.AgeSeconds);
    }

    [Fact]
    public void Accepts_the_honest_scene_with_a_MAC()
    {
        var verdict = new Scene { WithMac = true }.Decide();

        Assert.Empty(verdict.Reasons);
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Finds_the_reason_of_the_forgery(string name, SignatureAlgorithm algorithm)
    {
        var forged = Forger.Cases.Single(candidate => candidate.ToString() == name);

        var verdict = forged.Decide(algorithm);

        var found = verdict.Reasons.Concat(verdict.Warnings).Select(finding => finding.Reason).ToList();
        Assert.Contains(forged.Reason, found);
        var text = ReasonText.Of(forged.Reason);
        if (verdict.Reasons.Any(finding => finding.Reason == forged.Reason))
        {
            Assert.Empty(verdict.Reasons.Select(finding => finding.Reason).Distinct().Except([forged.Reason, .. forged.Besides]));
            Assert.Equal(Expected(forged), verdict.Outcome);
        }
        else
            Assert.True(text.Effect == ReasonEffect.Warns || forged.Reason == Reason.Restricted, $"{forged.Reason} only warned");
        if (verdict.Outcome == Outcome.Refused)
            Assert.Empty(verdict.Disclosed);
    }

    [Fact]
    public void Produces_every_reason_of_the_closed_list() =>
        Assert.Equal(
            Enum.GetValues<Reason>().Order(),
            Forger.Cases.SelectMany(forged =>
            {
                var verdict = forged.Decide();
                return verdict.Reasons.Concat(verdict.Warnings).Select(finding => finding.Reason).Where(reason => reason == forged.Reason);
            }).Distinct().Order());

    [Theory]
    [InlineData(Reason.ChainNotLeafOnly)]
    [InlineData(Reason.AnchorPathLength)]
    [InlineData(Reason.RevocationPointMissing)]
    [InlineData(Reason.IssuerAltNameMissing)]
    [InlineData(Reason.CertificateTooLong)]
    [InlineData(Reason.KeyIdentifierMismatch)]
    public void Waives_a_named_rule_of_Annex_B_in_the_lenient_profile_and_says_so(Reason reason)
    {
        var scene = new Scene();
        Forger.Cases.First(forged => forged.Reason == reason).Change(scene);
        scene.Question = request => request with { Profile = VerificationProfile.Lenient };

        var verdict = scene.Decide();

        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Contains(verdict.Warnings, warning => warning.Reason == reason);
    }

    [Fact]
    public void Waives_no_other_rule_in_the_lenient_profile()
    {
        foreach (var forged in Forger.Cases.Where(forged => ReasonText.Of(forged.Reason) is { Waivable: false, Effect: ReasonEffect.Refuses }))
        {
            if (forged.Reason == Reason.Restricted)
                continue; // the sample policy only warns of it
            var scene = new Scene();
            forged.Change(scene);
            var asked = scene.Question;
            scene.Question = request => (asked?.Invoke(request) ?? request) with { Profile = VerificationProfile.Lenient };

            Assert.True(scene.Decide().Outcome == Outcome.Refused, forged.ToString());
        }
    }

    private static Outcome Expected(ForgedCase forged) =>
        forged.Besides.Append(forged.Reason).Any(reason => ReasonText.Of(reason).Effect == ReasonEffect.Refuses) ? Outcome.Refused : Outcome.Undecided;
}
