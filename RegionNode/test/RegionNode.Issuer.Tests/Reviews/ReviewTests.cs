using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.Reviews;

public sealed class ReviewTests
{
    [Fact]
    [NamesRule(OfficeRule.AfterThreeRefusalsTheCounter)]
    [NamesRule(OfficeRule.RefusalsNameTheirReasons)]
    [NamesRule(OfficeRule.CounterAnswersEachCase)]
    public async Task Refuses_three_times_with_reasons_and_then_the_counter_takes_the_photo_and_issues()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = await driver.SubmittedAsync();
        await reviewer.DecideNextAsync("Posture", "Selfie");
        var refused = await driver.FindAsync(id);
        Assert.Equal(("PhotoRefused", 2), (refused["state"]!.GetValue<string>(), refused["attemptsLeft"]!.GetValue<int>()));
        Assert.Equal(["Posture", "Selfie"], refused["reasons"]!.AsArray().Select(reason => reason!["code"]!.GetValue<string>()));
        await driver.ResubmitAsync(id);
        await reviewer.DecideNextAsync("FaceCovered", "EarsCovered", "UnevenLight");
        // A new application does not begin the count anew.
        id = Id(await driver.ApplyAsync("album", region.Clock.GetUtcNow().AddDays(-3).ToString("yyyy-MM-dd")));
        await driver.ResubmitAsync(id);
        await reviewer.DecideNextAsync("Accessories");
        Assert.Equal("AtCounter", (await driver.FindAsync(id))["state"]!.GetValue<string>());
        Assert.Equal("CounterOnly", (await driver.ApplyAsync("phone")).Problem);
        Assert.Equal("CounterOnly", (await driver.ChangePhotoAsync()).Problem);
        Assert.Equal("CounterOnly", (await driver.SendPhotoAsync(id)).Problem);
        var notices = await driver.NoticesAsync();
        Assert.Contains(notices, notice => notice["zh"]!.GetValue<string>().Contains("坐姿不端正") && notice["en"]!.GetValue<string>().Contains("selfie"));
        Assert.Equal("ToTheCounter", notices[^1]["kind"]!.GetValue<string>());

        var open = Assert.Single((await reviewer.GetAsync("/counter/cases")).Json["items"]!.AsArray())!;
        Assert.Equal((driver.FileNumber, 3), (open["fileNumber"]!.GetValue<string>(), open["refusals"]!.AsArray().Count));
        var shown = (await reviewer.GetAsync($"/counter/cases/{open["id"]!.GetValue<string>()}")).Json["refusals"]!.AsArray();
        Assert.All(shown, refusal => Assert.True(Convert.FromBase64String(refusal!["photo"]!.GetValue<string>()).AsSpan().StartsWith((byte[])[0xFF, 0xD8])));
        Assert.All(open["refusals"]!.AsArray(), refusal => Assert.Null(refusal!["photo"]));
        var answer = new JsonObject { ["answer"] = "PhotoTaken", ["licencePhoto"] = Convert.ToBase64String(SyntheticPhoto.Licence()) };
        var path = $"/counter/cases/{open["id"]!.GetValue<string>()}/answer";
        Assert.Equal("BadAnswer", (await reviewer.PostAsync(path, new JsonObject { ["answer"] = "PhotoTaken" })).Problem);
        var answered = await reviewer.PostAsync(path, answer.DeepClone());
        Assert.Equal(HttpStatusCode.OK, answered.Status);
        Assert.Equal("CaseAnswered", (await reviewer.PostAsync(path, answer)).Problem);
        using var phone = Phone.Of(region);
        Assert.NotEmpty(await phone.LicenceAsync(answered.Json["offer"]!));
    }

    [Fact]
    [NamesRule(OfficeRule.AfterThreeRefusalsTheCounter)]
    [NamesRule(OfficeRule.CounterAnswersEachCase)]
    public async Task Lets_photos_be_sent_again_where_the_counter_explained_them()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = await driver.SubmittedAsync();
        await reviewer.DecideNextAsync("Hat");
        await driver.ResubmitAsync(id);
        await reviewer.DecideNextAsync("Mask");
        await driver.ResubmitAsync(id);
        await reviewer.DecideNextAsync("Glasses");
        var open = (await reviewer.GetAsync("/counter/cases")).Json["items"]![0]!["id"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.OK, (await reviewer.PostAsync($"/counter/cases/{open}/answer", new JsonObject { ["answer"] = "NewUpload" })).Status);
        var again = await driver.FindAsync(id);
        Assert.Equal(("AwaitingPhoto", 0, 3), (again["state"]!.GetValue<string>(), again["refusals"]!.GetValue<int>(), again["attemptsLeft"]!.GetValue<int>()));
        await driver.ResubmitAsync(id);
    }

    [Fact]
    public async Task Gives_a_photo_to_one_of_two_reviewers_who_race_and_to_another_when_the_lease_is_over()
    {
        await using var region = await TestRegion.StartAsync($"--Node:TokenAudience={TokenSystem.Audience}");
        using var office = new TokenSystem(region, "office");
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        Reviewer[] reviewers = [.. Enumerable.Range(1, 8).Select(number => new Reviewer(region, office, $"reviewer-{number}"))];
        await driver.SubmittedAsync();
        var id = (await reviewers[0].QueueAsync())[0]["id"]!.GetValue<string>();
        var claims = await Task.WhenAll(reviewers.Select(reviewer => reviewer.ClaimAsync(id)));
        var won = Assert.Single(claims, claim => claim.Status == HttpStatusCode.OK);
        Assert.Equal(7, claims.Count(claim => claim.Status == HttpStatusCode.Conflict && claim.Problem == "ReviewClaimed"));
        var (first, second) = (reviewers[Array.IndexOf(claims, won)], reviewers[(Array.IndexOf(claims, won) + 1) % 8]);
        Assert.Equal("LeaseLost", (await first.RefuseAsync(id, new string('0', 32), "Hat")).Problem);
        var lost = won.Json["lease"]!.GetValue<string>();
        Assert.Equal("LeaseLost", (await second.RefuseAsync(id, lost, "Hat")).Problem); // A lease counts for who claimed.

        region.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("LeaseLost", (await first.ApproveAsync(id, lost)).Problem);
        var lease = (await second.ClaimAsync(id)).Json["lease"]!.GetValue<string>();
        Assert.Equal("LeaseLost", (await first.ApproveAsync(id, lost)).Problem);
        var decisions = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? second.ApproveAsync(id, lease) : second.RefuseAsync(id, lease, "Hat")));
        Assert.Single(decisions, decision => decision.Status == HttpStatusCode.NoContent);
        Assert.Equal("ReviewClaimed", (await first.ClaimAsync(id)).Problem);
        foreach (var reviewer in reviewers)
            reviewer.Dispose();
    }

    [Fact]
    public async Task Gives_the_reviewer_who_lost_the_answer_a_new_lease_on_the_same_photo()
    {
        await using var region = await TestRegion.StartAsync($"--Node:TokenAudience={TokenSystem.Audience}");
        using var office = new TokenSystem(region, "office");
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var first = new Reviewer(region, office, "staff-17");
        using var second = new Reviewer(region, office, "staff-18");
        await driver.SubmittedAsync();
        var id = (await first.QueueAsync())[0]["id"]!.GetValue<string>();
        var (lost, again) = (await first.ClaimAsync(id), await first.ClaimAsync(id));
        Assert.Equal((HttpStatusCode.OK, lost.Json["photo"]!.GetValue<string>()), (again.Status, again.Json["photo"]!.GetValue<string>()));
        Assert.Equal("office/staff-17", (await first.QueueAsync())[0]["claimedBy"]!.GetValue<string>());
        Assert.Equal("ReviewClaimed", (await second.ClaimAsync(id)).Problem);
        Assert.Equal("LeaseLost", (await first.ApproveAsync(id, lost.Json["lease"]!.GetValue<string>())).Problem);
        Assert.Equal(HttpStatusCode.NoContent, (await first.ApproveAsync(id, again.Json["lease"]!.GetValue<string>())).Status);
    }

    [Fact]
    public async Task Rejects_a_decision_without_reasons_with_unknown_ones_or_with_a_photo_that_is_none()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        await driver.SubmittedAsync();
        var id = (await reviewer.QueueAsync())[0]["id"]!.GetValue<string>();
        var claimed = (await reviewer.ClaimAsync(id)).Json;
        Assert.NotEmpty(Convert.FromBase64String(claimed["photo"]!.GetValue<string>()));
        var lease = claimed["lease"]!.GetValue<string>();
        Assert.Equal("BadDecision", (await reviewer.RefuseAsync(id, lease)).Problem);
        Assert.Equal("BadDecision", (await reviewer.RefuseAsync(id, lease, "Hat", "Hat")).Problem);
        Assert.Equal("Malformed", (await reviewer.RefuseAsync(id, lease, "Ugly")).Problem);
        Assert.Equal("PhotoFaulty", (await reviewer.ApproveAsync(id, lease, SyntheticPhoto.Upload())).Problem);
        Assert.Equal(HttpStatusCode.NoContent, (await reviewer.ApproveAsync(id, lease)).Status);
    }

    [Fact]
    [NamesRule(OfficeRule.PhonePhotoIsReviewedWithinOneWorkingDay)]
    public async Task Shows_what_is_overdue_in_the_queue_and_in_health()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        await driver.SubmittedAsync();
        region.Clock.Advance(TimeSpan.FromDays(12)); // Longer than any holiday.
        Assert.True(Assert.Single(await reviewer.QueueAsync())["overdue"]!.GetValue<bool>());
        Assert.Contains("wait for a review beyond", (await region.HealthAsync()).Body.ToJsonString());
    }

    [Fact]
    [NamesRule(OfficeRule.RefusalsNameTheirReasons)]
    public async Task Lists_every_reason_in_Chinese_and_English()
    {
        await using var region = await TestRegion.StartAsync();
        using var reviewer = new Reviewer(region);
        var reasons = (await reviewer.GetAsync("/review-reasons")).Json.AsArray();
        Assert.Equal(Enum.GetNames<ReviewReason>(), reasons.Select(reason => reason!["code"]!.GetValue<string>()));
        Assert.All(reasons, reason => Assert.True(reason!["zh"]!.GetValue<string>().Any(c => c > 0x4E00) && reason["en"]!.GetValue<string>().EndsWith('.')));
    }

    /// <summary>Of a head, a face and what stands behind it the node sees nothing: it neither finds nor refuses. Each is a reason for the reviewer to refuse, with its measures.</summary>
    [Theory]
    [NamesRule(OfficeRule.HeadMeasuresAreAReviewersWord)]
    [NamesRule(OfficeRule.WhiteBackgroundIsAReviewersWord)]
    [NamesRule(OfficeRule.FaceAndDressAreAReviewersWord)]
    [InlineData(nameof(ReviewReason.HeadSize), "165", "189", "224", "260")]
    [InlineData(nameof(ReviewReason.SpaceAboveHead), "10", "20")]
    [InlineData(nameof(ReviewReason.Background), "white")]
    [InlineData(nameof(ReviewReason.UnevenLight), "light")]
    [InlineData(nameof(ReviewReason.Posture), "upright")]
    [InlineData(nameof(ReviewReason.ShouldersNotLevel), "level")]
    [InlineData(nameof(ReviewReason.NotLookingStraight), "straight")]
    [InlineData(nameof(ReviewReason.Hat), "bareheaded")]
    [InlineData(nameof(ReviewReason.HeavyMakeUp), "make-up")]
    [InlineData(nameof(ReviewReason.Mask), "mask")]
    [InlineData(nameof(ReviewReason.Glasses), "lasses")]
    [InlineData(nameof(ReviewReason.FaceCovered), "face")]
    [InlineData(nameof(ReviewReason.EarsCovered), "ears")]
    [InlineData(nameof(ReviewReason.Retouched), "retouched")]
    [InlineData(nameof(ReviewReason.Selfie), "selfie")]
    [InlineData(nameof(ReviewReason.Accessories), "Accessories")]
    [InlineData(nameof(ReviewReason.Scarf), "scarf")]
    [InlineData(nameof(ReviewReason.MessyHair), "messy")]
    [InlineData(nameof(ReviewReason.Clothes), "Clothes")]
    public void Names_what_a_person_alone_can_judge(string reason, params string[] words)
    {
        var texts = ReviewReasonTexts.Of(Enum.Parse<ReviewReason>(reason));
        Assert.All(words, word => Assert.Contains(word, texts.En));
        Assert.All(words.Where(word => char.IsDigit(word[0])), word => Assert.Contains(word, texts.Zh));
        Assert.DoesNotContain(reason, Enum.GetNames<PhotoFault>()); // No fault that a program finds.
    }

    [Fact]
    public async Task Keeps_no_image_and_no_word_in_clear_and_erases_uploads_once_a_photo_is_approved()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = await driver.SubmittedAsync();
        await reviewer.DecideNextAsync("Selfie");
        await driver.ResubmitAsync(id);
        var store = region.Issuer.Services.GetRequiredService<IDurableStore>();
        var images = store.Read(db => db.Query<byte[]?>("SELECT image FROM reviews").ToList());
        Assert.All(images, image => Assert.False(image!.AsSpan().StartsWith((byte[])[0xFF, 0xD8])));
        Assert.All(store.Read(db => db.Query<byte[]>("SELECT texts FROM notices").ToList()), texts => Assert.Equal(-1, texts.AsSpan().IndexOf("selfie"u8)));
        await reviewer.DecideNextAsync();
        Assert.All(store.Read(db => db.Query<byte[]?>("SELECT image FROM reviews").ToList()), Assert.Null);
    }

    private static string Id(Answer answer) => answer.Json["id"]!.GetValue<string>();
}
