using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>Where a licence went that moved: by the holder's proof, or by the old region's word.</summary>
public sealed class TransferVerdictTests
{
    [Theory]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.SM2)]
    public void Names_the_new_region_by_the_proof_that_the_licence_carries(SignatureAlgorithm algorithm)
    {
        var scene = new Scene(algorithm);
        var transfer = SceneTransfer.In(scene);
        var verdict = scene.Decide();
        Assert.Equal(Reason.Transferred, verdict.Reason);
        Assert.Empty(verdict.Warnings);
        Assert.Equal(
            new TransferBasis(scene.Acceptor.Code, TransferSource.TransferProof) { Epoch = 0, LoggedAt = transfer.LoggedAt }, verdict.RestsOn.Transfer);
        Assert.Contains("to 320000", verdict.Reasons.Single(finding => finding.Reason == Reason.Transferred).Detail, StringComparison.Ordinal);
        Assert.Equal(
            """{"to":"320000","source":"TransferProof","epoch":0,"loggedAt":"2020-07-13T12:00:03Z"}""",
            JsonNode.Parse(verdict.ToJson())!["restsOn"]!["transfer"]!.ToJsonString());
    }

    [Fact]
    public void Names_the_new_region_by_a_proof_handed_over_which_goes_before_the_one_carried()
    {
        var scene = new Scene();
        var transfer = SceneTransfer.In(scene);
        var proof = transfer.Prove();
        transfer.Shown = _ => [1, 2, 3];
        Assert.Contains(scene.Decide().Warnings, finding => finding.Reason == Reason.TransferUnproven);
        scene.Question = request => request with { TransferProof = proof };
        Assert.Equal("320000", scene.Decide().RestsOn.Transfer!.To);
    }

    [Fact]
    public void Names_the_new_region_by_the_live_answer_where_nobody_proves_it()
    {
        var scene = new Scene { Status = StatusValue.Transferred };
        Assert.Null(scene.Decide().RestsOn.Transfer);
        scene.Question = request => request with { Live = SampleLive.Answer(scene.Home, scene.StatusUri, Scene.StatusIndex, StatusValue.Transferred, "C", Scene.Shown, "320000") };
        var verdict = scene.Decide();
        Assert.Equal(Reason.Transferred, verdict.Reason);
        Assert.Equal(new TransferBasis("320000", TransferSource.LiveAnswer), verdict.RestsOn.Transfer);
    }

    [Fact]
    public void Goes_by_the_status_alone_where_it_says_something_else()
    {
        var scene = new Scene();
        SceneTransfer.In(scene);
        scene.Status = StatusValue.Valid;
        var verdict = scene.Decide();
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Null(verdict.RestsOn.Transfer);
        Assert.Empty(verdict.Warnings);
    }

    [Fact]
    public void Carries_a_proof_in_the_wallet_and_refuses_one_of_another_licence()
    {
        var scene = new Scene();
        var transfer = SceneTransfer.In(scene);
        var wallet = new Wallet(scene.DeviceKey, MdocIssuer.Issue(scene.Issue));
        var carrying = wallet.WithTransferProof(transfer.Prove());
        carrying = new Wallet(scene.DeviceKey, carrying.ToIssuerSigned()).WithTransferProof(transfer.Prove());
        var verdict = scene.Decide(carrying.Present(carrying.Elements, Scene.Transcript));
        Assert.Equal((Reason.Transferred, "320000"), (verdict.Reason, verdict.RestsOn.Transfer?.To));
        Assert.Empty(verdict.Warnings);
        Assert.Throws<ArgumentException>(() => wallet.WithTransferProof(new byte[] { 0x80 }));
        transfer.Record = transfer.Record with { Entry = Scene.StatusIndex + 1 };
        Assert.Throws<ArgumentException>(() => wallet.WithTransferProof(transfer.Prove()));
    }

    [Fact]
    public void Refuses_a_licence_that_carries_more_than_a_proof_may_have()
    {
        var scene = new Scene();
        SceneTransfer.In(scene).Shown = _ => new byte[65_537];
        Assert.Equal(Reason.TooLarge, scene.Decide().Reason);
    }

    [Theory]
    [InlineData("another licence's", "WrongSubject")]
    [InlineData("a stranger signed for the new region", "BadSignature")]
    [InlineData("logged too late", "TooLate")]
    [InlineData("without the quorum", "NotLogged")]
    [InlineData("policy names no log", "NotLogged")]
    [InlineData("one bit", "")]
    [InlineData("too large", "Malformed")]
    public void Ignores_with_a_warning_a_proof_that_proves_nothing_of_this_licence(string what, string fault)
    {
        var scene = new Scene();
        var transfer = SceneTransfer.In(scene);
        switch (what)
        {
            case "another licence's":
                transfer.Record = transfer.Record with { Entry = Scene.StatusIndex + 1 };
                break;
            case "a stranger signed for the new region":
                transfer.NewKey = SoftwareSigner.Create(SignatureAlgorithm.ES256);
                break;
            case "logged too late":
                transfer.LoggedAt = transfer.Record.NotAfter.AddSeconds(1);
                break;
            case "without the quorum":
                transfer.Witnesses = ["310000", "320000"];
                break;
            case "policy names no log":
                scene.Policy = scene.Policy with { Log = null };
                break;
            case "one bit":
                transfer.Shown = bytes => { bytes[^1] ^= 1; return bytes; };
                break;
            default:
                scene.Question = request => request with { TransferProof = new byte[65_537] };
                break;
        }
        var verdict = scene.Decide();
        Assert.Equal(Reason.Transferred, verdict.Reason);
        Assert.Contains(verdict.Warnings, finding => finding.Reason == Reason.TransferUnproven && finding.Detail.StartsWith(fault, StringComparison.Ordinal));
        Assert.Null(verdict.RestsOn.Transfer);
    }
}
