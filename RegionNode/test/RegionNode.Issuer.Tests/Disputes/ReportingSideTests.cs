using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using RegionNode.Issuer.Disputes;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Format.Disputes;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Disputes;

public sealed class ReportingSideTests
{
    [Fact]
    [NamesRule(OfficeRule.DisputesLeaveATrace)]
    public async Task Carries_a_verifiers_dispute_home_and_keeps_record_and_answer()
    {
        await using var desk = await ReportingDesk.StartAsync(far => record => far.Answer(record, DisputeFinding.UpheldCorrected, StatusValue.Valid));
        var (near, far) = (desk.Near, desk.Far);
        var opened = await desk.ReportAsync("the policy holder shows a release paper");
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        Assert.DoesNotContain("release paper", opened.Text);
        var done = await desk.AnsweredAsync(opened.Json["id"]!.GetValue<string>());
        Assert.Equal(("UpheldCorrected", "Valid"), (done["finding"]!.GetValue<string>(), done["value"]!.GetValue<string>()));

        Assert.True(far.Reported.TryPeek(out var record));
        Assert.Equal(Convert.ToBase64String(record!), done["record"]!.GetValue<string>());
        var checkedRecord = DisputeRecord.Verify(record, (region, id) => region == Province.Code && id == "status-1" ? near.StatusKey : null, near.Clock.GetUtcNow());
        Assert.True(checkedRecord.Ok, checkedRecord.Detail);
        Assert.NotNull(checkedRecord.Value.Claims.Attachments);
        Assert.True(DisputeAnswer.Verify(Convert.FromBase64String(done["answer"]!.GetValue<string>()), checkedRecord.Value.Claims, _ => far.Key.PublicKey, near.Clock.GetUtcNow()).Ok);
        using var office = Office.Of(near);
        Assert.Equal("the policy holder shows a release paper", (await office.GetAsync($"/disputes/{opened.Json["id"]}")).Json["text"]!.GetValue<string>());
        Assert.Equal("NotOursToAnswer", (await PostAsync(office, $"/disputes/{opened.Json["id"]}/answer", new { finding = "NotUpheld" })).Problem);
    }

    [Fact]
    public async Task Survives_a_home_region_that_is_away_and_then_slow()
    {
        await using var desk = await ReportingDesk.StartAsync();
        var id = await desk.ReportedAsync();
        await desk.ShowsAsync(id, "problem", problem => problem is not null);
        await desk.Far.ListenAsync();
        await desk.ShowsAsync(id, "state", state => state == "Received");
        desk.Far.Answers = record => desk.Far.Answer(record, DisputeFinding.NotUpheld, StatusValue.Suspended);
        Assert.Equal("NotUpheld", (await desk.AnsweredAsync(id))["finding"]!.GetValue<string>());
    }

    [Fact]
    public async Task Rejects_answers_that_are_not_the_home_regions_to_this_dispute()
    {
        var stranger = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        await using var desk = await ReportingDesk.StartAsync(far => record => far.Answer(record, DisputeFinding.NotUpheld, StatusValue.Suspended, stranger));
        var id = await desk.ReportedAsync();
        await desk.ShowsAsync(id, "problem", problem => problem == "BadAnswer: BadSignature");
        var other = desk.Other();
        desk.Far.Answers = _ => desk.Far.Answer(other, DisputeFinding.NotUpheld, StatusValue.Suspended);
        await desk.ShowsAsync(id, "problem", problem => problem == "BadAnswer: WrongSubject");
        desk.Far.Answers = record => desk.Far.Answer(record, DisputeFinding.UpheldStale, StatusValue.Valid);
        Assert.Equal("UpheldStale", (await desk.AnsweredAsync(id))["finding"]!.GetValue<string>());
    }

    [Fact]
    public async Task Ends_where_the_home_region_refuses_for_good()
    {
        await using var desk = await ReportingDesk.StartAsync(_ => _ => throw new RpcException(new Grpc.Core.Status(StatusCode.InvalidArgument, "Malformed\u0001")));
        var id = await desk.ReportedAsync();
        await desk.ShowsAsync(id, "state", state => state == "Refused");
        Assert.Equal("InvalidArgument: Malformed?", (await desk.FollowAsync(id))["problem"]!.GetValue<string>());
    }

    [Fact]
    public async Task Waits_for_a_region_that_left_and_gives_up_after_a_month()
    {
        await using var desk = await ReportingDesk.StartAsync();
        var id = await desk.ReportedAsync();
        desk.Far.Leave();
        await desk.ShowsAsync(id, "problem", problem => problem == "RegionGone");
        Assert.Equal("NoSuchRegion", (await desk.ReportAsync()).Problem);
        desk.Near.Clock.Advance(DisputeLimits.Patience + TimeSpan.FromMinutes(1));
        await desk.ShowsAsync(id, "state", state => state == "GivenUp");
        Assert.Equal("NotFollowingTrust", (await desk.ReportAsync()).Problem);
    }

    [Fact]
    public async Task Rejects_what_breaks_a_rule()
    {
        await using var desk = await ReportingDesk.StartAsync();
        async Task RefusedAsync(string problem, Action<JsonObject> change)
        {
            var body = desk.Body();
            change(body);
            Assert.Equal(problem, (await desk.SendAsync(body)).Problem);
        }
        await RefusedAsync("NoSuchRegion", body => body["home"] = "440000");
        await RefusedAsync("DisputeRefused", body => body["home"] = "44");
        await RefusedAsync("DisputeRefused", body => body["index"] = -1);
        await RefusedAsync("DisputeRefused", body => body["statusUri"] = new string('x', 600));
        await RefusedAsync("Malformed", body => body["seen"] = 99);
        await RefusedAsync("Malformed", body => body["fault"] = 99);
        await RefusedAsync("DisputeRefused", body => body["seenAsOf"] = "2999-01-01T00:00:00Z");
        await RefusedAsync("DisputeRefused", body => body["seenAsOf"] = "1960-01-01T00:00:00Z");
        await RefusedAsync("DisputeRefused", body => body["text"] = new string('x', DisputeLimits.Text + 1));
        await RefusedAsync("DisputeRefused", body => body["evidence"] = Convert.ToBase64String(new byte[DisputeLimits.Evidence + 1]));
        await RefusedAsync("TooLarge", body => body["evidence"] = Convert.ToBase64String(new byte[60_000]));
        await RefusedAsync("Malformed", body => body["fault"] = "Unfair");
        await RefusedAsync("NoSuchLicence", body => body["home"] = Province.Code);
    }

    [Fact]
    [NamesRule(OfficeRule.DisputesLeaveATrace)]
    public async Task Takes_a_dispute_of_the_holder_of_the_device_alone_three_times_a_day()
    {
        await using var region = await TestRegion.StartAsync();
        using var holder = await Holder.WithLicenceAsync(region);
        Assert.Equal("NotThisDevice", (await holder.DisputeAsync(SoftwareSigner.Create(SignatureAlgorithm.ES256))).Problem);
        Assert.Equal("ProofRefused", (await holder.DisputeAsync(covered: "TooMild")).Problem);
        for (var i = 0; i < DisputeLimits.PerHolderAndDay; i++)
            Assert.Equal(("Holder", "Received"), await holder.DisputeAsync() is { Status: HttpStatusCode.Created } made ? (made.Json["reporter"]!.GetValue<string>(), made.Json["state"]!.GetValue<string>()) : default);
        Assert.Equal("TooManyDisputes", (await holder.DisputeAsync()).Problem);
    }

    [Fact]
    public async Task Leaves_office_and_holders_their_own_however_many_verifiers_report()
    {
        await using var desk = await ReportingDesk.StartAsync();
        using var holder = await Holder.WithLicenceAsync(desk.Near);
        var about = desk.Body();
        (about["home"], about["statusUri"], about["index"]) = (Province.Code, holder.Offer["statusUri"]!.DeepClone(), holder.Offer["statusIndex"]!.DeepClone());
        for (var i = 0; i < DisputeLimits.PerHolderAndDay; i++)
            Assert.Equal(HttpStatusCode.Created, (await desk.SendAsync(about)).Status);
        Flood.Of(desk.Near, Province.Code, FarOffice.Code, DisputeReporter.Verifier);
        Assert.Equal("TooManyDisputes", (await desk.SendAsync(about)).Problem);

        var held = await holder.DisputeAsync();
        Assert.True(held.Status == HttpStatusCode.Created, held.Text);
        var own = await PostAsync(holder.Office, "/disputes", about);
        Assert.True(own.Status == HttpStatusCode.Created, own.Text);
        Flood.Of(desk.Near, Province.Code, FarOffice.Code, DisputeReporter.Office);
        Assert.Equal("TooManyDisputes", (await PostAsync(holder.Office, "/disputes", about)).Problem);
        desk.Near.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(2));
        desk.Far.Publish();
        Assert.Equal(HttpStatusCode.Created, (await desk.SendAsync(about)).Status);
    }

    [Fact]
    public async Task Rejects_the_dispute_of_a_device_that_was_lost()
    {
        await using var region = await TestRegion.StartAsync();
        using var holder = await Holder.WithLicenceAsync(region);
        var lost = await holder.Office.PostAsync($"/licences/{holder.Offer["licenceId"]}/lost-device");
        Assert.True((int)lost.Status / 100 == 2, lost.Text);
        Assert.Equal("DeviceWasLost", (await holder.DisputeAsync()).Problem);
    }

    private static async Task<Answer> PostAsync(Office office, string path, object body)
    {
        using var content = JsonContent.Create(body);
        return await office.PostAsync(path, content);
    }

    /// <summary>A holder with a licence on a phone, and the office that gave it.</summary>
    private sealed class Holder(TestRegion region, Office office, Phone phone, JsonNode offer) : IDisposable
    {
        private readonly HttpClient desk = region.Client(region.Gateway);

        internal Office Office => office;

        internal JsonNode Offer => offer;

        internal static async Task<Holder> WithLicenceAsync(TestRegion region)
        {
            var (office, phone) = (Office.Of(region), Phone.Of(region));
            var offer = await office.OfferAsync(1);
            await phone.LicenceAsync(offer);
            return new Holder(region, office, phone, offer);
        }

        /// <summary>Contests the status; by another key or with a proof of other words where a test says so.</summary>
        internal async Task<Answer> DisputeAsync(SoftwareSigner? other = null, string covered = "TooSevere")
        {
            var key = other ?? phone.Key;
            var (x, y) = key.PublicKey.Point;
            var (nonce, uri, index) = (await phone.NonceAsync(), offer["statusUri"]!.GetValue<string>(), offer["statusIndex"]!.GetValue<int>());
            return await Answer.OfAsync(await desk.PostAsJsonAsync("/holder/dispute", new JsonObject
            {
                ["statusUri"] = uri,
                ["index"] = index,
                ["nonce"] = nonce,
                ["deviceKey"] = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(x), ["y"] = Base64Url.EncodeToString(y) },
                ["proof"] = Base64Url.EncodeToString(HolderProof.Sign(key, HolderAct.Dispute, Province.Code, nonce, HolderProof.SubjectOf(uri, index, covered))),
                ["seen"] = "Suspended",
                ["seenAsOf"] = region.Clock.GetUtcNow().AddMinutes(-1).ToString("O"),
                ["fault"] = "TooSevere",
            }));
        }

        public void Dispose()
        {
            desk.Dispose();
            office.Dispose();
            phone.Dispose();
        }
    }
}
