using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using RegionNode.Issuer.Disputes;
using RegionNode.Issuer.Tests.Audit;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Disputes;

public sealed class HomeSideTests
{
    [Fact]
    [NamesRule(OfficeRule.DisputesLeaveATrace)]
    public async Task Upholds_a_dispute_corrects_the_status_and_gives_the_same_signed_answer_whenever_asked()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        var offer = await office.OfferAsync(1);
        await office.ChangeAsync(offer["licenceId"]!.GetValue<string>(), "D");
        var record = far.Sign(far.Claims(offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>()));
        Assert.Empty(await far.ReportAsync(record));

        var open = (await office.GetAsync("/disputes?state=Received")).Json["items"]![0]!;
        Assert.Equal((FarOffice.Code, "TooSevere", "Suspended"), (open["reporting"]!.GetValue<string>(), open["fault"]!.GetValue<string>(), open["seen"]!.GetValue<string>()));
        var answered = await AnswerAsync(office, open, new { finding = "UpheldCorrected", letters = "A", remark = "the hold was for another driver" });
        Assert.True(answered.Status == HttpStatusCode.OK, answered.Text);
        Assert.Equal("Valid", (await office.GetAsync($"/licences/{offer["licenceId"]}")).Json["value"]!.GetValue<string>());
        // At once, and not with the routine changes of the minute.
        Assert.Equal(1, near.Stored(db => db.ExecuteScalar<long>("SELECT urgent FROM status_changes ORDER BY seq DESC LIMIT 1")));
        await Eventually.TrueAsync(() => near.Headed().StatusOf(offer["statusIndex"]!.GetValue<int>()) == StatusValue.Valid, "a head says the correction");

        var answer = await far.ReportAsync(record);
        Assert.Equal(answer, await far.ReportAsync(record));
        Assert.Equal(Convert.ToBase64String(answer), answered.Json["dispute"]!["answer"]!.GetValue<string>());
        Assert.Equal(Convert.ToBase64String(record), answered.Json["dispute"]!["record"]!.GetValue<string>());
        var read = DisputeAnswer.Verify(answer, DisputeRecord.Unverified(record)!, _ => near.StatusKey, near.Clock.GetUtcNow());
        Assert.True(read.Ok, read.Detail);
        Assert.Equal((DisputeFinding.UpheldCorrected, StatusValue.Valid), (read.Value.Claims.Finding, read.Value.Claims.Value!.Value));
        Assert.Equal("the hold was for another driver", answered.Json["remark"]!.GetValue<string>());
        Assert.Contains("异议成立", answered.Json["dispute"]!["findingText"]!["zh"]!.GetValue<string>());

        var lines = await AuditChainTests.ExportAsync(office);
        Assert.Null(AuditChainTests.Check(near, lines).Finish());
        Assert.Contains(lines, line => line.Contains("\"act\":\"DisputeOpened\"", StringComparison.Ordinal) && line.Contains($"\"who\":\"region:{FarOffice.Code}\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("\"act\":\"DisputeAnswered\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejects_findings_that_do_not_fit_and_a_second_answer()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        var offer = await office.OfferAsync(1);
        await far.ReportAsync(Record(far, offer));
        var open = (await office.GetAsync("/disputes")).Json["items"]![0]!;
        async Task RefusedAsync(string problem, object body) => Assert.Equal(problem, (await AnswerAsync(office, open, body)).Problem);
        await RefusedAsync("DisputeRefused", new { finding = "UpheldCorrected" });
        await RefusedAsync("DisputeRefused", new { finding = "NotUpheld", letters = "A" });
        await RefusedAsync("Malformed", new { finding = 17 });
        await RefusedAsync("DisputeRefused", new { finding = "NotUpheld", remark = new string('x', DisputeLimits.Text + 1) });
        await RefusedAsync("BadLetters", new { finding = "UpheldCorrected", letters = "aa" });
        await RefusedAsync("FindingRefused", new { finding = "UpheldCorrected", letters = "A" });
        await RefusedAsync("FindingRefused", new { finding = "NotOurs" });
        Assert.Equal("NoSuchDispute", (await office.GetAsync("/disputes/00")).Problem);
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(office, open, new { finding = "NotUpheld" })).Status);
        await RefusedAsync("AnsweredAlready", new { finding = "UpheldStale" });
    }

    [Fact]
    public async Task Takes_a_dispute_once_however_often_it_comes()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        var record = Record(far, await office.OfferAsync(1));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => far.ReportAsync(record)));
        Assert.Single((await office.GetAsync("/disputes")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Answers_at_once_where_no_licence_stands()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        await office.OfferAsync(1);
        foreach (var claims in new[] { far.Claims($"{TestRegion.StatusBase}/999", 0), far.Claims("http://elsewhere.invalid/0", 0) })
        {
            var answer = DisputeAnswer.Verify(await far.ReportAsync(far.Sign(claims)), claims, _ => near.StatusKey, near.Clock.GetUtcNow());
            Assert.True(answer.Ok, answer.Detail);
            Assert.Equal((DisputeFinding.NotOurs, null), (answer.Value.Claims.Finding, answer.Value.Claims.Value));
        }
    }

    [Fact]
    public async Task Rejects_what_is_forged_foreign_oversized_or_old()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        var offer = await office.OfferAsync(1);
        var claims = far.Claims(offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>());
        var stranger = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        Assert.Equal((StatusCode.PermissionDenied, "NotAuthentic"), await far.RefusalAsync(far.Sign(claims, stranger)));
        Assert.Equal((StatusCode.PermissionDenied, "NotAuthentic"), await far.RefusalAsync(far.Sign(claims with { Reporting = "440000" })));
        Assert.Equal((StatusCode.PermissionDenied, "NotAuthentic"), await far.RefusalAsync(far.Sign(claims with { Reporting = Province.Code })));
        Assert.Equal((StatusCode.InvalidArgument, "WrongRegion"), await far.RefusalAsync(far.Sign(claims with { Home = "440000" })));
        Assert.Equal((StatusCode.InvalidArgument, "Malformed"), await far.RefusalAsync([.. far.Sign(claims), .. new byte[Limits.DisputeBytes]]));
        Assert.Equal((StatusCode.InvalidArgument, "Malformed"), await far.RefusalAsync([]));
        Assert.Equal((StatusCode.InvalidArgument, "Malformed"), await far.RefusalAsync(far.Sign(claims with { At = claims.At.AddHours(1) })));
        var old = claims.At - DisputeLimits.Patience - TimeSpan.FromMinutes(1);
        Assert.Equal((StatusCode.FailedPrecondition, "TooOld"), await far.RefusalAsync(far.Sign(claims with { At = old, SeenAsOf = old })));
        var damaged = far.Sign(claims);
        damaged[^1] ^= 1;
        Assert.Equal((StatusCode.PermissionDenied, "NotAuthentic"), await far.RefusalAsync(damaged));
        Assert.Empty((await office.GetAsync("/disputes")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Rejects_an_id_that_is_used_for_another_dispute()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        var offer = await office.OfferAsync(1);
        var claims = far.Claims(offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>());
        await far.ReportAsync(far.Sign(claims));
        Assert.Equal((StatusCode.AlreadyExists, "IdUsed"), await far.RefusalAsync(far.Sign(claims with { Fault = DisputedFault.Points })));
    }

    [Fact]
    public async Task Rejects_a_flood_from_one_region_and_takes_more_the_next_day()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        var offer = await office.OfferAsync(1);
        Flood.Of(near, FarOffice.Code, Province.Code, DisputeReporter.Verifier);
        Assert.Equal((StatusCode.ResourceExhausted, "TooMany"), await far.RefusalAsync(Record(far, offer)));
        // What anybody may send there is nothing to that region's office.
        var claims = far.Claims(offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>());
        Assert.Empty(await far.ReportAsync(far.Sign(claims with { Reporter = DisputeReporter.Office })));
        near.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(2));
        far.Publish();
        Assert.Empty(await far.ReportAsync(Record(far, offer)));
    }

    [Fact]
    public async Task Rejects_a_region_that_left_and_everybody_while_no_trust_list_is_in_date()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        var offer = await office.OfferAsync(1);
        far.Leave();
        Assert.Equal((StatusCode.PermissionDenied, "NotAuthentic"), await far.RefusalAsync(Record(far, offer)));
        near.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal((StatusCode.Unavailable, "NotFollowingTrust"), await far.RefusalAsync(Record(far, offer)));
    }

    [Fact]
    public async Task Tells_by_its_health_what_is_overdue()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        await far.ReportAsync(Record(far, await office.OfferAsync(1)));
        Assert.DoesNotContain("overdue", (await near.HealthAsync()).Body.ToJsonString());
        near.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Contains("1 disputes wait for an answer that is overdue", (await near.HealthAsync()).Body.ToJsonString());
        var open = (await office.GetAsync("/disputes")).Json["items"]![0]!;
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(office, open, new { finding = "UpheldStale" })).Status);
        Assert.DoesNotContain("disputes wait", (await near.HealthAsync()).Body.ToJsonString());
    }

    [Fact]
    public async Task Rejects_strangers_and_the_province_at_the_regions_door()
    {
        var (near, far) = await FarOffice.StartAsync();
        await using var _ = far;
        using var office = Office.Of(near);
        using var content = JsonContent.Create(new { });
        Assert.Equal("Forbidden", (await office.PostAsync("/v1/disputes", content)).Problem);
        using var client = near.Client(near.Gateway);
        Assert.Equal("Forbidden", (await Answer.OfAsync(await client.GetAsync(new Uri("/disputes", UriKind.Relative)))).Problem);
    }

    private static byte[] Record(FarOffice far, JsonNode offer) =>
        far.Sign(far.Claims(offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>()));

    private static async Task<Answer> AnswerAsync(Office office, JsonNode dispute, object body)
    {
        using var content = JsonContent.Create(body);
        return await office.PostAsync($"/disputes/{dispute["id"]}/answer", content);
    }
}
