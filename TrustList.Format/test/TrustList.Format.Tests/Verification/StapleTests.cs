using System.Security.Cryptography;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Credentials;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>A live assertion that the licence carries, where the verifier asks nobody.</summary>
public sealed class StapleTests
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Accepts_a_staple_where_the_verifier_has_no_status_at_all()
    {
        var scene = new Scene { StatusAt = null };
        Assert.Equal(Reason.StatusListMissing, scene.Decide().Reason);
        var verdict = Stapled(scene, StatusValue.Valid, Scene.Shown - AMinute).Decide();
        Assert.Equal(Outcome.Accepted, verdict.Outcome);
        Assert.Empty(verdict.Warnings);
        Assert.True(verdict.RestsOn.Live!.Stapled);
        Assert.Contains("\"stapled\":true", verdict.ToJson().Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusValue.Invalid, Reason.Revoked)]
    [InlineData(StatusValue.Suspended, Reason.Suspended)]
    [InlineData(StatusValue.Superseded, Reason.Superseded)]
    public void Rejects_by_a_staple_that_is_newer_and_worse_than_the_list(StatusValue value, Reason reason) =>
        Assert.Equal(reason, Stapled(new Scene(), value, Scene.Shown - AMinute).Decide().Reason);

    [Fact]
    public void Rejects_by_a_list_that_is_newer_than_the_staple()
    {
        var scene = new Scene { Status = StatusValue.Invalid, StatusAt = Scene.Shown - AMinute, SyncedAt = Scene.Shown };
        var verdict = Stapled(scene, StatusValue.Valid, Scene.Shown - (2 * AMinute)).Decide();
        Assert.Equal(Reason.Revoked, verdict.Reason);
        Assert.Null(verdict.RestsOn.Live);
    }

    [Fact]
    public void Ignores_a_milder_staple_where_policy_names_a_log_and_takes_it_where_none_is_named()
    {
        Assert.Equal(Outcome.Accepted, Stapled(new Scene { Status = StatusValue.Suspended }, StatusValue.Valid, Scene.Shown - AMinute).Decide().Outcome);
        var scene = new Scene();
        scene.Policy = scene.Policy with { Log = new SimulatedLog(scene.Home.Code, scene.Acceptor.Code).Policy };
        scene.Source = new FixedStatus(new StatusEntry(StatusValue.Suspended, Scene.Shown.AddMinutes(-6), 7, Witnessed: true)
        {
            KeyId = scene.Home.StatusKey.PublicKey.Thumbprint, Epoch = 1_000,
        });
        Assert.Contains(Stapled(scene, StatusValue.Valid, Scene.Shown - AMinute).Decide().Reasons, finding => finding.Reason == Reason.Suspended);
    }

    [Theory]
    [InlineData(Purpose.Roadside, "A", 3)]
    [InlineData(Purpose.Counter, "A", 3)]
    [InlineData(Purpose.Rental, "", null)]
    [InlineData(Purpose.Insurance, "", null)]
    [InlineData(Purpose.Employment, "", null)]
    public void Passes_letters_and_points_on_to_the_purposes_that_may_see_them(Purpose purpose, string letters, int? points)
    {
        var stapled = Stapled(new Scene { StatusAt = null, Question = request => request with { Purpose = purpose } }, StatusValue.Valid, Scene.Shown - AMinute);
        var answered = new Scene { StatusAt = null };
        answered.Question = request => request with { Purpose = purpose, Live = SampleLive.Answer(answered.Home, answered.StatusUri, Scene.StatusIndex, StatusValue.Valid, "A", Scene.Shown) };
        foreach (var scene in new[] { stapled, answered })
        {
            var live = scene.Decide().RestsOn.Live!;
            Assert.Equal((StatusValue.Valid, letters, points), (live.Value, live.Letters, live.Points));
        }
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("another licence's")]
    [InlineData("an answer to somebody's question")]
    [InlineData("another region's")]
    [InlineData("from the future")]
    [InlineData("one bit")]
    public void Ignores_with_a_warning_what_is_no_staple_of_this_licence_now(string what)
    {
        var scene = new Scene { StatusAt = null };
        var verdict = what switch
        {
            "expired" => Stapled(scene, StatusValue.Valid, Scene.Shown.AddMinutes(-5)),
            "another licence's" => Stapled(scene, StatusValue.Valid, Scene.Shown, question => question with { Index = question.Index + 1 }),
            "an answer to somebody's question" => Stapled(scene, StatusValue.Valid, Scene.Shown, question => question with { Nonce = RandomNumberGenerator.GetBytes(32) }),
            "another region's" => Stapled(scene, StatusValue.Valid, Scene.Shown, question => question with { Region = "320000" }),
            "from the future" => Stapled(scene, StatusValue.Valid, Scene.Shown.AddMinutes(2)),
            _ => Stapled(scene, StatusValue.Valid, Scene.Shown, change: bytes => bytes[^1] ^= 1),
        };
        var decided = verdict.Decide();
        Assert.Contains(decided.Warnings, finding => finding.Reason == Reason.StapleMismatch);
        Assert.Equal(Reason.StatusListMissing, decided.Reason);
    }

    /// <summary>The scene whose licence carries a staple: about itself, unless the question is changed.</summary>
    private static Scene Stapled(
        Scene scene, StatusValue value, DateTimeOffset at, Func<LiveStatusQuestion, LiveStatusQuestion>? asked = null, Action<byte[]>? change = null)
    {
        scene.IssuerAuth = signed =>
        {
            var mso = SHA256.HashData(signed[2].ToBytes());
            var question = new LiveStatusQuestion(scene.Home.Code, scene.StatusUri, Scene.StatusIndex, mso);
            var staple = SampleLive.Sign(scene.Home, asked?.Invoke(question) ?? question, value, value == StatusValue.Valid ? "A" : "", at);
            change?.Invoke(staple);
            ((CborMap)signed[1]).Pairs.Add((CborNode.Number(-65_561), CborNode.Bytes(staple)));
        };
        return scene;
    }
}
