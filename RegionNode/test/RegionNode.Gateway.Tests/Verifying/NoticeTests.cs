using RegionNode.Gateway.Tests.World;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>A gateway learns of an emergency notice at its next look at the hub, and decides by it from then on.</summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task Refuses_licences_of_a_key_under_notice_and_accepts_them_after_the_lapse_and_later_targets()
    {
        await using var border = await OpenAsync();
        Assert.Equal("Accepted", (await border.Verdict()).Outcome());

        border.Warn(OfSigner(border, Border.Start.AddDays(-2)));
        await RefusesAsync(border, "SignerCompromised");
        Assert.Equal("notice notice-1", (await border.Verdict()).Detail("reasons", "SignerCompromised"));

        // Past its instant, by one who holds nothing later: it stands.
        border.SetClock(Border.Start.AddHours(73));
        border.PutStatus(2);
        border.Warn([.. border.Repository.Notices!.Notices]);
        await Eventually.True("the gateway looked again", async () => (await border.Verdict()).Reason() == "SignerCompromised");

        border.Publish();
        await Eventually.True("the notice has lapsed", async () => (await border.Verdict()).Outcome() == "Accepted");
    }

    [Fact]
    public async Task Refuses_what_claims_to_be_older_than_the_distrust()
    {
        await using var border = await OpenAsync();
        border.Warn(OfSigner(border, Border.Start.AddHours(-1)));
        await RefusesAsync(border, "IssuanceUnproven");
    }

    [Fact]
    public async Task Drops_route_and_licences_of_a_region_under_notice_until_it_is_lifted()
    {
        await using var border = await OpenAsync();
        border.Warn(SampleNotices.OfRegion(Border.Shanghai, border.Repository.Now, border.Repository.TargetsVersion));
        await RefusesAsync(border, "RegionUnderNotice");
        Assert.Equal("UnderNotice", await border.NoRouteOf(Border.Shanghai));

        border.Repository.Policy = border.Repository.Policy with
        {
            NoticeDecisions = [SampleNotices.Decide("notice-1", NoticeOutcome.Lifted, border.Repository.Now)],
        };
        border.Publish();
        await Eventually.True("the notice is lifted", async () => (await border.Verdict()).Outcome() == "Accepted");
        Assert.Null(await border.NoRouteOf(Border.Shanghai));
    }

    [Fact]
    public async Task Counts_no_list_and_no_live_answer_of_a_status_key_under_notice()
    {
        await using var border = await OpenAsync();
        border.Warn(SampleNotices.OfKey(
            Border.Shanghai, border.HomeRegion.StatusKey.PublicKey.Thumbprint, border.Repository.Now, border.Repository.TargetsVersion));
        await Eventually.True("the gateway knows the notice", async () => (await border.Verdict()).Reason() == "StatusListMissing");
        var verdict = await border.Verdict(live: true, Border.Patient);
        Assert.Equal("Undecided", verdict.Outcome());
        Assert.Contains("UnknownKey", verdict.Detail("reasons", "LiveUnavailable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_a_clock_that_is_a_day_behind_or_ahead_in_the_verdict()
    {
        await using var border = await OpenAsync();
        Federation.Hosting.Clock.ClockFile.Write(border.ClockFilePath, Border.Start.AddDays(-1));
        await Eventually.True("the clock fell back", async () => Names(await border.Verdict(), "ClockImplausible"));
        Assert.NotEqual("Accepted", (await border.Verdict()).Outcome());

        Federation.Hosting.Clock.ClockFile.Write(border.ClockFilePath, Border.Start.AddDays(1).AddSeconds(1));
        await Eventually.True("the clock jumped ahead", async () => Names(await border.Verdict(), "TrustStateExpired"));
        Assert.Equal("Undecided", (await border.Verdict()).Outcome());

        Federation.Hosting.Clock.ClockFile.Write(border.ClockFilePath, Border.Start.AddMinutes(1));
        await Eventually.True("the clock is right again", async () => (await border.Verdict()).Outcome() == "Accepted");
    }

    private static Task<Border> OpenAsync() => Border.Open(border =>
    {
        border.Repository.DutyOfficers = [SoftwareSigner.Create(SignatureAlgorithm.ES256)];
        border.Repository.Notices = NoticesDocument.Empty;
    });

    private static EmergencyNotice OfSigner(Border border, DateTimeOffset distrustAfter) => SampleNotices.OfKey(
        Border.Shanghai, RegionSimulator.ThumbprintOf(border.HomeRegion.SignerCertificate), border.Repository.Now, border.Repository.TargetsVersion, distrustAfter);

    private static bool Names(System.Text.Json.Nodes.JsonNode verdict, string reason) =>
        verdict["reasons"]!.AsArray().Any(finding => finding!["name"]!.GetValue<string>() == reason);

    private static Task RefusesAsync(Border border, string reason) =>
        Eventually.True($"the gateway refuses: {reason}", async () => (await border.Verdict()).Reason() == reason);
}
