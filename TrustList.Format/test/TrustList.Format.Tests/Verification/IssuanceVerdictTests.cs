using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>What an issuance proof does to verdicts, beyond the forgeries.</summary>
public sealed class IssuanceVerdictTests
{
    [Theory]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.SM2)]
    public void Accepts_a_licence_of_a_distrusted_key_that_was_logged_a_second_before(SignatureAlgorithm algorithm)
    {
        var scene = new Scene(algorithm);
        SceneIssuance.In(scene).LoggedAt = SceneIssuance.Distrust.AddSeconds(-1);

        var verdict = scene.Decide();

        Assert.Empty(verdict.Reasons);
        Assert.Empty(verdict.Warnings);
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Equal(new IssuanceBasis(SceneIssuance.Distrust.AddSeconds(-1), 0, 1), verdict.RestsOn.Issuance);
        Assert.Contains("\"issuance\":{\"loggedAt\":\"2020-07-10T11:59:59Z\",\"epoch\":0,\"batch\":1}", verdict.ToJson());
    }

    [Fact]
    public void Accepts_the_quorum_th_earliest_cosignature_as_the_time_however_late_the_fourth_came()
    {
        var scene = new Scene();
        SceneIssuance.In(scene).Witnesses = ["310000", "330000", "340000"];
        Assert.Equal(Outcome.Accepted, scene.Decide().Outcome);
    }

    [Fact]
    public void Accepts_by_a_proof_under_a_notice_as_under_the_regions_own_word()
    {
        var scene = new Scene();
        SceneIssuance.In(scene);
        scene.Home.Issuers = scene.Home.Issuers with
        {
            Certificates = [.. scene.Home.Issuers.Certificates.Select(record => record.DistrustAfter is null
                ? record
                : record with { DistrustAfter = null, History = record.History.RemoveAt(record.History.Length - 1) })],
        };
        scene.Repository = repository =>
        {
            repository.DutyOfficers = [SoftwareSigner.Create(SignatureAlgorithm.ES256)];
            repository.Notices = SampleNotices.Document(SampleNotices.OfKey(
                "310000", RegionSimulator.ThumbprintOf(scene.Certificate), Scene.Shown.AddHours(-2), 1, SceneIssuance.Distrust));
        };
        var verdict = scene.Decide();
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.NotNull(verdict.RestsOn.Issuance);
    }

    [Fact]
    public void Accepts_by_a_batch_whose_status_key_was_lost_since()
    {
        var scene = new Scene();
        SceneIssuance.In(scene);
        var next = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        scene.Home.Issuers = scene.Home.Issuers with
        {
            StatusKeys = [.. scene.Home.Issuers.StatusKeys.Select(key => key with { History = key.History.Add(new(KeyState.Compromised, Scene.Shown.AddDays(-1), "Test")) })],
        };
        // The lists of the lost key count no more; whether the licence is older is another question.
        Assert.Equal([Reason.StatusListMissing], scene.Decide().Reasons.Select(finding => finding.Reason));
        Assert.NotEqual(next.PublicKey, scene.Home.StatusKey.PublicKey);
    }

    [Fact]
    public void Rejects_a_batch_whose_key_had_not_begun()
    {
        var scene = new Scene();
        SceneIssuance.In(scene);
        scene.Home.Issuers = scene.Home.Issuers with
        {
            StatusKeys = [.. scene.Home.Issuers.StatusKeys.Select(key => key with { SignFrom = Scene.Shown.AddDays(-13) })],
        };
        var verdict = scene.Decide();
        Assert.Equal(Reason.IssuanceUnproven, verdict.Reason);
        Assert.Contains("did not sign then", verdict.Reasons[0].Detail);
    }

    [Fact]
    public void Says_why_a_licence_is_unproven()
    {
        Assert.EndsWith(": no issuance proof", Detail(_ => { }, carries: false));
        Assert.Contains("NotLogged: QuorumMissing: 2 of 3", Detail(issuance => issuance.Witnesses = ["320000", "330000"]));
        Assert.Contains("NotInBatch", Detail(issuance => issuance.Entry++));
        Assert.Contains("logged at 2020-07-10T12:00:00Z, distrusted from 2020-07-10T12:00:00Z", Detail(issuance => issuance.LoggedAt = SceneIssuance.Distrust));
    }

    [Fact]
    public void Rejects_what_was_signed_after_the_distrust_whatever_it_carries()
    {
        var scene = new Scene();
        SceneIssuance.In(scene);
        scene.Issue = scene.Issue with { SignedAt = SceneIssuance.Distrust, ValidFrom = SceneIssuance.Distrust };
        Assert.Equal(Reason.SignerCompromised, scene.Decide().Reason);
    }

    [Fact]
    public void Rejects_a_disowned_leaf_where_policy_only_warns_of_unproven_issuance()
    {
        var scene = new Scene();
        var issuance = SceneIssuance.In(scene);
        scene.Policy = scene.Policy with { UnprovenIssuance = scene.Policy.UnprovenIssuance.SetItem(Purpose.Roadside, StatusDecision.Warned) };
        issuance.Disown = true;
        Assert.Equal(Reason.IssuanceDisowned, scene.Decide().Reason);
    }

    [Fact]
    public void Passes_over_a_proof_of_anything_while_the_key_is_trusted()
    {
        var scene = new Scene();
        var issuance = SceneIssuance.In(scene);
        issuance.Carried = _ => [0xFF, 0x00];
        scene.Home.Issuers = scene.Home.Issuers with
        {
            Certificates = [.. scene.Home.Issuers.Certificates.Select(record => record.DistrustAfter is null
                ? record
                : record with { DistrustAfter = null, History = record.History.RemoveAt(record.History.Length - 1) })],
        };
        var verdict = scene.Decide();
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Empty(verdict.Warnings);
        Assert.Null(verdict.RestsOn.Issuance);
    }

    private static string Detail(Action<SceneIssuance> change, bool carries = true)
    {
        var scene = new Scene();
        change(SceneIssuance.In(scene));
        if (!carries)
            scene.IssuerAuth = null;
        return scene.Decide().Reasons.Single(finding => finding.Reason == Reason.IssuanceUnproven).Detail;
    }
}
