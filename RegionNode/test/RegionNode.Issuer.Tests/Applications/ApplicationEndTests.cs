using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Applications;

public sealed class ApplicationEndTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Ends_an_unfinished_application_30_days_after_its_applicants_last_step()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = await driver.SubmittedAsync();
        await reviewer.DecideNextAsync("Selfie");
        region.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(HttpStatusCode.OK, (await driver.IdentifyAsync(id)).Status); // A step.
        region.Clock.Advance(TimeSpan.FromDays(30) - Moment);
        Sweep(region);
        Assert.Equal("PhotoRefused", await StateAsync(driver, id));
        region.Clock.Advance(2 * Moment);
        Sweep(region);
        Assert.Equal("Lapsed", await StateAsync(driver, id));
        Assert.Equal("ApplicationClosed", (await driver.SendPhotoAsync(id)).Problem);
        Assert.Equal("ApplicationLapsed", (await driver.NoticesAsync())[^1]["kind"]!.GetValue<string>());
        Assert.Equal(0, Sweep(region)); // Nothing ends twice.
        Assert.Contains($"{id} lapsed", Trail(region, "ApplicationChanged"));
        Assert.Equal(0, region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM reviews WHERE image IS NOT NULL")));
        // Begun anew: what was refused then counts no more.
        Assert.Equal(3, (await driver.ApplyAsync("phone")).Json["attemptsLeft"]!.GetValue<int>());
    }

    [Fact]
    public async Task Ends_what_was_not_collected_90_days_after_and_keeps_the_approved_photo_to_apply_again_with()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = await driver.SubmittedAsync();
        await reviewer.DecideNextAsync();
        region.Clock.Advance(TimeSpan.FromDays(90) - Moment);
        Sweep(region);
        Assert.Equal("Approved", await StateAsync(driver, id));
        region.Clock.Advance(2 * Moment);
        Sweep(region);
        Assert.Equal("Lapsed", await StateAsync(driver, id));
        Assert.Contains("photo that is stored", (await driver.NoticesAsync())[^1]["en"]!.GetValue<string>());
        Assert.Equal("Offered", (await driver.IdentifyAsync((await driver.ApplyAsync("stored")).Json["id"]!.GetValue<string>())).Json["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Never_ends_what_waits_for_the_office()
    {
        await using var region = await TestRegion.StartAsync();
        using var first = await new Applicant(region, 1).RegisteredAsync();
        using var second = await new Applicant(region, 2).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var refused = await first.SubmittedAsync();
        foreach (var reason in new[] { "Hat", "Mask", "Glasses" })
        {
            await reviewer.DecideNextAsync(reason);
            if (reason != "Glasses")
                await first.ResubmitAsync(refused);
        }
        var waiting = await second.SubmittedAsync();
        region.Clock.Advance(TimeSpan.FromDays(400));
        Sweep(region);
        Assert.Equal(("AtCounter", "InReview"), (await StateAsync(first, refused), await StateAsync(second, waiting)));
        Assert.Single(await reviewer.QueueAsync());
        var open = Assert.Single((await reviewer.GetAsync("/counter/cases")).Json["items"]!.AsArray())!;
        Assert.Equal(3, open["refusals"]!.AsArray().Count);
    }

    [Fact]
    public async Task Erases_a_refused_photo_after_30_days_and_keeps_why_it_was_refused()
    {
        await using var region = await TestRegion.StartAsync("--Node:UnfinishedDays=365");
        using var driver = await new Applicant(region, 1).RegisteredAsync();
        using var reviewer = new Reviewer(region);
        var id = await driver.SubmittedAsync();
        await reviewer.DecideNextAsync("Selfie");
        region.Clock.Advance(TimeSpan.FromDays(30) - Moment);
        Sweep(region);
        Assert.Equal(1, Images(region));
        region.Clock.Advance(2 * Moment);
        Sweep(region);
        Assert.Equal(0, Images(region));
        Assert.Single(Trail(region, "PhotoErased"));
        var kept = await driver.FindAsync(id);
        Assert.Equal((1, "Selfie"), (kept["refusals"]!.GetValue<int>(), kept["reasons"]![0]!["code"]!.GetValue<string>()));

        static long Images(TestRegion region) => region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM reviews WHERE image IS NOT NULL"));
    }

    [Fact]
    public async Task Forgets_identity_checks_7_days_after_their_end()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync(withPhoto: true);
        var id = (await driver.ApplyAsync("stored")).Json["id"]!.GetValue<string>();
        await driver.IdentifyAsync(id); // Ends in 30 minutes.
        await driver.ChallengeAsync(id); // Never answered: ends in 10.
        region.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(20));
        Sweep(region);
        Assert.Equal(1, Checks(region));
        region.Clock.Advance(TimeSpan.FromMinutes(11));
        Sweep(region);
        Assert.Equal(0, Checks(region));
        Assert.Contains("1 identity checks forgotten", Trail(region, "ApplicationChanged"));

        static long Checks(TestRegion region) => region.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM identity_checks"));
    }

    [Fact]
    public async Task Ends_them_by_itself_on_a_new_day()
    {
        await using var region = await TestRegion.StartAsync();
        using var driver = await new Applicant(region, 1).RegisteredAsync(withPhoto: true);
        var id = (await driver.ApplyAsync("stored")).Json["id"]!.GetValue<string>();
        region.Clock.Advance(TimeSpan.FromDays(31));
        await Eventually.TrueAsync(async () => await StateAsync(driver, id) == "Lapsed", "the application has ended");
    }

    private static int Sweep(TestRegion region) => region.Issuer.Services.GetRequiredService<ApplicationEnds>().Run(CancellationToken.None);

    private static async Task<string> StateAsync(Applicant driver, string id) => (await driver.FindAsync(id))["state"]!.GetValue<string>();

    private static IReadOnlyList<string> Trail(TestRegion region, string act) =>
        region.Stored(db => db.Query<string>("SELECT what FROM audit WHERE act = @act AND who = 'node'", new { act }).ToList());
}
