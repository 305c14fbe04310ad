using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace TrustList.Format.Tests.Verification;

/// <summary>A verdict by a device's own copy of the regions' states, beside status lists.</summary>
public sealed class StatusSourceTests
{
    [Theory]
    [InlineData(1, Outcome.Accepted, null, null)]
    [InlineData(30, Outcome.Accepted, null, Reason.StatusStale)]
    [InlineData(169, Outcome.Undecided, Reason.StatusTooOld, null)]
    public void Grades_an_offline_device_by_the_age_of_its_epoch(int hours, Outcome outcome, Reason? reason, Reason? warning)
    {
        var verdict = Decide(Entry(StatusValue.Valid, Scene.Shown.AddHours(-hours)), listAt: null);
        Assert.Equal((outcome, reason), (verdict.Outcome, verdict.Reason));
        Assert.Equal(warning, verdict.Warnings.IsEmpty ? null : verdict.Warnings.Single().Reason);
        Assert.Equal((StatusOrigin.WitnessedHead, 1_000L, hours * 3_600L), (verdict.RestsOn.Status!.Origin!.Value, verdict.RestsOn.Status.Epoch!.Value, verdict.RestsOn.Status.AgeSeconds!.Value));
        Assert.Contains("\"source\":\"WitnessedHead\",\"epoch\":1000,\"version\":7", verdict.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_the_newer_of_list_and_head()
    {
        Assert.Equal(Reason.Revoked, Decide(Entry(StatusValue.Invalid, Scene.Shown.AddMinutes(-5)), Scene.Shown.AddMinutes(-10)).Reason);
        var byList = Decide(Entry(StatusValue.Invalid, Scene.Shown.AddMinutes(-15)), Scene.Shown.AddMinutes(-10));
        Assert.Equal((Outcome.Accepted, StatusOrigin.StatusList), (byList.Outcome, byList.RestsOn.Status!.Origin));
    }

    [Fact]
    public void Rejects_a_newer_list_that_lifts_what_a_head_said_where_a_log_is_named()
    {
        var scene = new Scene { StatusAt = Scene.Shown.AddMinutes(-10) };
        scene.Policy = scene.Policy with { Log = LogSimulator.Create("310000", "320000").Policy };
        scene.Source = new FixedStatus(Entry(StatusValue.Invalid, Scene.Shown.AddMinutes(-15)) with { KeyId = scene.Home.StatusKey.PublicKey.Thumbprint });
        Assert.Equal(Reason.Revoked, scene.Decide().Reason);
    }

    [Fact]
    public void Refuses_an_index_in_a_block_that_the_region_has_not_opened() =>
        Assert.Equal(Reason.StatusIndexUnknown, Decide(Entry(null, Scene.Shown), listAt: null).Reason);

    [Fact]
    public void Counts_no_head_of_a_key_that_the_region_does_not_list() =>
        Assert.Equal(Reason.StatusListMissing, Decide(Entry(StatusValue.Valid, Scene.Shown) with { KeyId = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey.Thumbprint }, listAt: null, keep: true).Reason);

    [Fact]
    public void Leaves_open_what_comes_from_later_than_now() =>
        Assert.Equal(Reason.StatusFromFuture, Decide(Entry(StatusValue.Valid, Scene.Shown.AddMinutes(2)), listAt: null).Reason);

    [Fact]
    public void Asks_the_source_for_the_lists_block()
    {
        var scene = new Scene();
        var asked = new Recording();
        scene.Source = asked;
        scene.Decide();
        Assert.Equal(("310000", 0L, Scene.StatusIndex), asked.Asked);
    }

    private static Verdict Decide(StatusEntry entry, DateTimeOffset? listAt, bool keep = false)
    {
        var scene = new Scene { StatusAt = listAt };
        scene.Source = new FixedStatus(keep ? entry : entry with { KeyId = scene.Home.StatusKey.PublicKey.Thumbprint });
        return scene.Decide();
    }

    private static StatusEntry Entry(StatusValue? value, DateTimeOffset asOf) => new(value, asOf, 7, Witnessed: true) { KeyId = "", Epoch = 1_000 };

    private sealed class Recording : IStatusSource
    {
        public (string, long, int)? Asked { get; private set; }

        public StatusEntry? Find(string region, long block, int index)
        {
            Asked = (region, block, index);
            return null;
        }
    }
}
