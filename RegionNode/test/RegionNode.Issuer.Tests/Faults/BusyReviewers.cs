using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Fsck;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>A photo that was decided, as those know who were answered.</summary>
internal sealed record ReviewedDeed(int Driver, string Application, string Review, bool Approved, byte[]? Licence);

/// <summary>
/// Drivers apply with their phones and a reviewer decides, every other time for the photo; who is approved collects, and the
/// registry sends points of each. Everybody asks until answered, and looks what is there where an answer was lost.
/// </summary>
internal sealed class BusyReviewers(TestRegion region, PatientCaller patient)
{
    private const int FirstDriver = 50_000;
    private readonly Dictionary<int, (Applicant Applicant, string Offer)> collected = [];
    private int repeated;

    internal List<ReviewedDeed> Deeds { get; } = [];

    /// <summary>How many answers to decisions were lost, and found again.</summary>
    internal int Repeated => repeated;

    internal async Task WorkAsync(CancellationToken stop)
    {
        for (var driver = FirstDriver; !stop.IsCancellationRequested || Deeds.Count < 2; driver++)
            Deeds.Add(await ServeAsync(driver));
    }

    /// <summary>Each decision stands, once, with its notice and its entry in the trail; each event counted once; licences are as they were given.</summary>
    internal async Task CheckAsync()
    {
        Assert.All(Deeds, deed =>
        {
            var (state, verdict) = deed.Approved ? (1, "Approved") : (2, "Refused");
            Assert.Equal(1, Count($"FROM reviews WHERE application = '{deed.Application}'"));
            Assert.Equal(1, Count($"FROM reviews WHERE id = '{deed.Review}' AND state = {state}"));
            Assert.Equal(1, Count($"FROM notices WHERE application = '{deed.Application}' AND kind = 'Photo{verdict}'"));
            Assert.Equal(1, Count($"FROM audit WHERE act = 'PhotoReviewed' AND what = '{deed.Review} {verdict}'"));
        });
        Assert.Equal(Deeds.Count, Count("FROM reviews"));
        Assert.Equal(Deeds.Count, Count("FROM life_events WHERE kind = 'PointsChanged'"));
        var licences = Deeds.Count(deed => deed.Approved);
        Assert.Equal(licences, Count("FROM licences"));
        await Eventually.TrueAsync(() => region.Journal.Chains.Leaves(region.StatusKey, region.Clock.GetUtcNow()).Count == licences, "every licence is in a batch, once");
        foreach (var deed in Deeds.Where(deed => deed.Approved))
        {
            var (applicant, offer) = collected[deed.Driver];
            using var phone = Phone.Of(region, applicant.Key);
            Assert.Equal(deed.Licence, (await phone.CollectAsync(offer)).Licence);
            applicant.Dispose();
        }
        Assert.Empty(region.Stored(db => NodeCheck.Violations(db, Province.Code)));
    }

    private async Task<ReviewedDeed> ServeAsync(int driver)
    {
        var applicant = new Applicant(region, driver);
        using var office = Office.Of(region);
        var record = SyntheticDriver.Record(driver);
        record.Remove("portrait");
        await patient.AskAsync(() => office.PutAsync(applicant.FileNumber, record), HttpStatusCode.Created, HttpStatusCode.NoContent);
        var id = (await patient.AskAsync(() => applicant.ApplyAsync("phone"), HttpStatusCode.Created)).Json["id"]!.GetValue<string>();
        await ReachAsync(applicant, id, "AwaitingPhoto", () => IdentifyAsync(applicant, id));
        await ReachAsync(applicant, id, "InReview", () => patient.TryAsync(() => applicant.SendPhotoAsync(id)));
        var approve = driver % 2 == 0;
        var review = await DecideAsync(applicant, id, approve);
        var licence = approve ? await CollectAsync(applicant, driver, id) : null;
        var told = (await patient.AskAsync(() => office.PostAsync("/registry/events", Points(driver)), HttpStatusCode.OK)).Json["results"]![0]!["outcome"]!.GetValue<string>();
        Assert.Contains(told, new[] { "Applied", "Duplicate" });
        return new ReviewedDeed(driver, id, review, approve, licence);
    }

    private async Task<string> DecideAsync(Applicant applicant, string id, bool approve)
    {
        using var reviewer = new Reviewer(region);
        var review = "";
        await PatientCaller.UntilAsync(async () =>
        {
            if (review.Length == 0)
                review = (await WaitingAsync(reviewer, id)) ?? "";
            if (review.Length > 0 && await patient.TryAsync(() => reviewer.ClaimAsync(review)) is { Status: HttpStatusCode.OK } claimed)
            {
                var lease = claimed.Json["lease"]!.GetValue<string>();
                if (await patient.TryAsync(() => approve ? reviewer.ApproveAsync(review, lease) : reviewer.RefuseAsync(review, lease, "Hat")) is { } decided)
                    Assert.Equal(HttpStatusCode.NoContent, decided.Status);
                else
                    repeated++;
            }
            return await StateAsync(applicant, id) == (approve ? "Approved" : "PhotoRefused");
        }, "the decision");
        return review;
    }

    private async Task<string?> WaitingAsync(Reviewer reviewer, string id)
    {
        if (await patient.TryAsync(() => reviewer.GetAsync("/reviews")) is not { Status: HttpStatusCode.OK } queue)
            return null;
        return queue.Json["items"]!.AsArray().SingleOrDefault(item => item!["applicationId"]!.GetValue<string>() == id)?["id"]!.GetValue<string>();
    }

    private async Task<byte[]> CollectAsync(Applicant applicant, int driver, string id)
    {
        var (code, licence) = ("", default(byte[]));
        await PatientCaller.UntilAsync(async () =>
        {
            // With the same offer until it is answered: another identity check after collecting would be another licence.
            if (code.Length == 0)
                code = await IdentifyAsync(applicant, id) is { Status: HttpStatusCode.OK } identified && identified.Json["offer"] is JsonObject offer ? offer["offer"]!.GetValue<string>() : "";
            if (code.Length == 0)
                return false;
            using var phone = Phone.Of(region, applicant.Key);
            await patient.TryAsync(async () =>
            {
                var (answer, bytes) = await phone.CollectAsync(code);
                licence = answer.Status == HttpStatusCode.OK ? bytes : null;
                return answer;
            });
            return licence is not null;
        }, "the licence is collected");
        collected[driver] = (applicant, code);
        return licence!;
    }

    private async Task<Answer?> IdentifyAsync(Applicant applicant, string id) =>
        await patient.TryAsync(() => applicant.ChallengeAsync(id)) is { Status: HttpStatusCode.Created } challenge
            ? await patient.TryAsync(() => applicant.EvidenceAsync(id, challenge.Json)) : null;

    private Task ReachAsync(Applicant applicant, string id, string state, Func<Task<Answer?>> step) => PatientCaller.UntilAsync(async () =>
    {
        if (await StateAsync(applicant, id) == state)
            return true;
        await step();
        return false;
    }, state);

    private async Task<string?> StateAsync(Applicant applicant, string id) =>
        await patient.TryAsync(() => applicant.GetAsync($"/applications/{id}")) is { Status: HttpStatusCode.OK } found ? found.Json["state"]!.GetValue<string>() : null;

    private static StringContent Points(int driver) => new(
        new JsonObject { ["eventId"] = $"points-{driver}", ["event"] = "Points", ["sequence"] = 1, ["DABH"] = SyntheticDriver.FileNumber(driver), ["LJJF"] = 3 }.ToJsonString(),
        Encoding.UTF8, "application/json");

    private long Count(string what) => region.Stored(db => db.ExecuteScalar<long>($"SELECT count(*) {what}"));
}
