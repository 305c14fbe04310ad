using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>What notices do to verdicts and states, beyond the forgeries.</summary>
public sealed class NoticeVerdictTests
{
    private static readonly DateTimeOffset Issued = Scene.Shown.AddHours(-2);

    [Fact]
    public void Warns_of_an_unproven_issuance_where_policy_says_so_and_refuses_where_no_purpose_is_given()
    {
        var scene = UnderKeyNotice(Scene.Shown.AddDays(-5));
        scene.Policy = scene.Policy with { UnprovenIssuance = scene.Policy.UnprovenIssuance.SetItem(Purpose.Roadside, StatusDecision.Warned) };

        var verdict = scene.Decide();
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Equal(Reason.IssuanceUnproven, Assert.Single(verdict.Warnings).Reason);

        scene.Question = request => request with { Purpose = null };
        Assert.Equal(Outcome.Refused, scene.Decide().Outcome);
    }

    [Fact]
    public void Refuses_what_is_retired_as_well_although_policy_only_warns_of_the_distrust()
    {
        var scene = UnderKeyNotice(Scene.Shown.AddDays(-5));
        scene.Policy = scene.Policy with { UnprovenIssuance = scene.Policy.UnprovenIssuance.SetItem(Purpose.Roadside, StatusDecision.Warned) };
        scene.Home.Issuers = scene.Home.Issuers with
        {
            Certificates = [.. scene.Home.Issuers.Certificates.Select(record => record.Role == CertificateRole.DocumentSigner
                ? record with
                {
                    SignUntil = Scene.Shown.AddDays(-10),
                    VerifyUntil = Scene.Shown.AddDays(-9),
                    DistrustAfter = Scene.Shown.AddDays(-2),
                    History = record.History.Add(new(KeyState.Compromised, Scene.Shown.AddDays(-1), "Test")),
                }
                : record)],
        };

        var verdict = scene.Decide();
        Assert.Equal(Reason.SignerRetired, verdict.Reason);
        Assert.Contains(verdict.Warnings, warning => warning.Reason == Reason.IssuanceUnproven);
    }

    [Fact]
    public void Names_the_notice_in_the_verdict()
    {
        var verdict = UnderKeyNotice(Scene.Shown.AddDays(-20)).Decide();
        Assert.Equal("notice notice-1", Assert.Single(verdict.Reasons).Detail);
    }

    [Fact]
    public void Accepts_again_after_the_lapse_and_later_targets()
    {
        var scene = UnderKeyNotice(Scene.Shown.AddDays(-20), Scene.Shown.AddDays(-4), targetsVersion: 1);
        var publish = scene.Repository!;
        scene.Repository = repository =>
        {
            publish(repository);
            repository.Publish();
        };
        Assert.Equal(Outcome.Accepted, scene.Decide().Outcome);

        // The same, by someone who holds nothing later than the notice.
        var withheld = UnderKeyNotice(Scene.Shown.AddDays(-20), Scene.Shown.AddDays(-4), targetsVersion: 2);
        Assert.Equal(Reason.SignerCompromised, withheld.Decide().Reason);
    }

    [Theory]
    [InlineData(NoticeOutcome.Lifted, Outcome.Accepted)]
    [InlineData(NoticeOutcome.Ratified, Outcome.Refused)]
    public void Follows_the_national_operators_decision(NoticeOutcome decision, Outcome expected)
    {
        var scene = UnderKeyNotice(Scene.Shown.AddDays(-20), Scene.Shown.AddDays(-4), targetsVersion: 1);
        scene.Policy = scene.Policy with { NoticeDecisions = [SampleNotices.Decide("notice-1", decision, Scene.Shown.AddDays(-3))] };
        Assert.Equal(expected, scene.Decide().Outcome);
    }

    [Theory]
    [InlineData("dropped")]
    [InlineData("weakened")]
    [InlineData("expired")]
    [InlineData("another's signature")]
    public void Keeps_what_is_known_where_the_newest_notices_are_not_to_be_had(string what)
    {
        var home = new Scene();
        var notice = SampleNotices.OfRegion("310000", Issued, 1);
        var repository = new SimulatedRepository(Issued, home.Home, home.Acceptor)
        {
            DutyOfficers = [SoftwareSigner.Create(SignatureAlgorithm.ES256)],
            Notices = SampleNotices.Document(notice),
        };
        repository.Publish();
        var before = SimulatedTrust.StateOf(repository, Issued);
        Assert.Null(before.NoticesExcluded);
        Assert.Equal(Issued.AddDays(7), before.NoticesValidUntil);

        if (what == "dropped")
            repository.Notices = NoticesDocument.Empty;
        else if (what == "weakened")
            repository.Notices = SampleNotices.Document(notice with { LapsesAt = notice.IssuedAt.AddHours(1) });
        else if (what == "expired")
            repository.Lives["emergency"] = TimeSpan.Zero;
        else
            repository.SignWith = (role, signers) => role == "emergency" ? [SoftwareSigner.Create(SignatureAlgorithm.ES256)] : signers;
        repository.Publish();

        var after = SimulatedTrust.StateOf(repository, Issued, before.Notices.Document);
        Assert.NotNull(after.NoticesExcluded);
        Assert.Equal(RegionStanding.UnderNotice, after.StandingOf("310000", Issued));
        Assert.Equal(RegionStanding.Active, after.StandingOf("320000", Issued));
    }

    [Fact]
    public void Keeps_what_is_known_where_targets_name_duty_officers_no_more()
    {
        var home = new Scene();
        var repository = new SimulatedRepository(Issued, home.Home, home.Acceptor);
        var state = SimulatedTrust.StateOf(repository, Issued, SampleNotices.Document(SampleNotices.OfRegion("310000", Issued, 1)));
        Assert.Null(state.NoticesExcluded);
        Assert.Equal(RegionStanding.UnderNotice, state.StandingOf("310000", Issued));
    }

    [Fact]
    public void Warns_once_the_notices_role_has_expired_since()
    {
        var home = new Scene();
        var repository = new SimulatedRepository(Scene.Shown, home.Home, home.Acceptor)
        {
            DutyOfficers = [SoftwareSigner.Create(SignatureAlgorithm.ES256)], Notices = NoticesDocument.Empty,
        };
        repository.Publish();
        var verifier = new CredentialVerifier(SimulatedTrust.StateOf(repository, Scene.Shown));
        bool Stale(DateTimeOffset now) => verifier.Verify(home.Ask(home.Present()) with { Now = now }).Warnings.Any(warning => warning.Reason == Reason.NoticesStale);
        Assert.False(Stale(Scene.Shown.AddDays(7).AddSeconds(-1)));
        Assert.True(Stale(Scene.Shown.AddDays(7)));
    }

    private static Scene UnderKeyNotice(DateTimeOffset distrustAfter, DateTimeOffset? issued = null, long targetsVersion = 1)
    {
        var scene = new Scene();
        var notice = SampleNotices.OfKey(
            "310000", RegionSimulator.ThumbprintOf(scene.Certificate), issued ?? Issued, targetsVersion, distrustAfter);
        scene.Repository = repository =>
        {
            repository.DutyOfficers = [SoftwareSigner.Create(SignatureAlgorithm.ES256)];
            repository.Notices = SampleNotices.Document(notice);
        };
        return scene;
    }
}
