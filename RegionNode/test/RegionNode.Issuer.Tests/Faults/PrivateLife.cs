using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Tests.Moving;
using RegionNode.Issuer.Tests.Registry;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Credentials;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>Everything that an office can do with one driver's record, from the import to the move away and back.</summary>
internal sealed class PrivateLife(FarRegion far) : IDisposable
{
    private readonly Office office = Office.Of(far.Near);
    private readonly Phone phone = Phone.Of(far.Near);
    private readonly HttpClient desk = far.Near.Client(far.Near.Gateway);
    private readonly Applicant driver = new(far.Near, PrivateDriver.Number);

    private TestRegion Region => far.Near;

    internal async Task PlayAsync()
    {
        await ImportAsync();
        await driver.RegisteredAsync(change: PrivateDriver.Write);
        var offer = await ChangePhotoAsync();
        var licence = await phone.LicenceAsync(offer);
        var mso = LoggedLicence.MsoSha256(licence);
        await phone.ProofAsync(offer, mso);
        await StapleAsync(offer);
        await FeedAsync();
        await HappenAsync();
        await DisputeAsync(offer);
        Region.Clock.Advance(TimeSpan.FromHours(25));
        far.Believe();
        await Region.ReadyAsync();
        Done((await phone.AskAsync(HolderAct.Refresh, offer, purpose: null)).Answer);
        Done(await office.PostAsync($"/licences/{offer["licenceId"]}/lost-device"));
        await ReadAsync(offer);
        await MoveAwayAsync();
        await MoveBackAsync();
        Done(await PostAsync($"/licences/{offer["licenceId"]}/status", new JsonObject { ["letters"] = "E", ["reason"] = PrivateDriver.Reason }));
    }

    public void Dispose()
    {
        office.Dispose();
        phone.Dispose();
        desk.Dispose();
        driver.Dispose();
    }

    /// <summary>The line, and one that is refused.</summary>
    internal static byte[] Lines(string changed) =>
        Encoding.UTF8.GetBytes($"{PrivateDriver.Line(changed).ToJsonString()}\n{PrivateDriver.Line(changed, PrivateDriver.Officer).ToJsonString()}\n");

    private async Task ImportAsync()
    {
        using var registry = ImportCaller.Of(Region);
        var import = await registry.ImportAsync(Lines("2020-02-01 10:00:00"), "Ndjson");
        Assert.Equal((1, 1), (import["added"]!.GetValue<int>(), import["refused"]!.GetValue<int>()));
        Assert.Single(await registry.RefusedAsync(import["importId"]!.GetValue<string>()));
    }

    /// <summary>Three photos are refused, the counter takes one and offers the licence.</summary>
    private async Task<JsonNode> ChangePhotoAsync()
    {
        using var reviewer = new Reviewer(Region);
        var id = Done(await driver.ChangePhotoAsync()).Json["id"]!.GetValue<string>();
        foreach (var reason in new[] { "Posture", "Selfie", "Accessories" })
        {
            var challenge = Done(await driver.ChallengeAsync(id)).Json;
            Done(await driver.EvidenceAsync(id, challenge, PrivateDriver.Citizen));
            Done(await driver.SendPhotoAsync(id, PrivateDriver.Upload));
            await reviewer.DecideNextAsync(reason);
        }
        Assert.NotEmpty(await driver.NoticesAsync());
        var open = Done(await reviewer.GetAsync("/counter/cases")).Json["items"]![0]!["id"];
        var answer = new JsonObject { ["answer"] = "PhotoTaken", ["licencePhoto"] = Convert.ToBase64String(PrivateDriver.Photo) };
        return Done(await reviewer.PostAsync($"/counter/cases/{open}/answer", answer)).Json["offer"]!;
    }

    private async Task StapleAsync(JsonNode offer)
    {
        foreach (var purpose in new[] { null, "roadside" })
            Done((await phone.AskAsync(HolderAct.Assertion, offer, purpose)).Answer);
        await far.AskLiveAsync(offer);
    }

    private async Task FeedAsync()
    {
        using var registry = ImportCaller.Of(Region);
        var results = await registry.SendAsync(
            new JsonObject { ["eventId"] = "synthetic-1", ["event"] = "Name", ["sequence"] = 1, ["DABH"] = PrivateDriver.FileNumber, ["GXSJ"] = "2026-02-01 10:00:00", ["XM"] = PrivateDriver.Family + PrivateDriver.Given },
            new JsonObject { ["eventId"] = "synthetic-2", ["event"] = PrivateDriver.Officer, ["DABH"] = PrivateDriver.FileNumber, ["XM"] = PrivateDriver.Given },
            new JsonObject { ["eventId"] = PrivateDriver.Citizen, ["event"] = "Points", ["sequence"] = 2, ["DABH"] = PrivateDriver.FileNumber, ["GXSJ"] = "2026-02-01 10:00:00", ["LJJF"] = "3" });
        Assert.Contains("Refused", results.Select(result => result["outcome"]!.GetValue<string>()));
        Done(await office.GetAsync("/registry/events/refused"));
    }

    private async Task HappenAsync()
    {
        foreach (var happened in new JsonObject[]
        {
            new() { ["kind"] = "PointsChanged", ["points"] = 10 },
            new() { ["kind"] = "AddressCorrected", ["address"] = PrivateDriver.Address },
            new() { ["kind"] = "Seized", ["reference"] = PrivateDriver.Officer },
            new() { ["kind"] = "PaperHandedIn", ["reference"] = PrivateDriver.Officer },
            new() { ["kind"] = "Released", ["from"] = "Seized", ["reference"] = PrivateDriver.Officer },
        })
            Done(await PostAsync($"/drivers/{PrivateDriver.FileNumber}/events", happened));
    }

    private async Task DisputeAsync(JsonNode offer)
    {
        JsonObject About(string home) => new()
        {
            ["home"] = home, ["statusUri"] = offer["statusUri"]!.DeepClone(), ["index"] = offer["statusIndex"]!.DeepClone(), ["seen"] = "Suspended",
            ["seenAsOf"] = Region.Clock.GetUtcNow().AddMinutes(-1).ToString("O"), ["fault"] = "TooSevere", ["text"] = $"{PrivateDriver.Words} {PrivateDriver.Family}{PrivateDriver.Given}",
            ["evidence"] = Convert.ToBase64String(PrivateDriver.Photo),
        };
        Done(await Answer.OfAsync(await desk.PostAsJsonAsync("/v1/disputes", About(FarRegion.Code))));
        var own = Done(await PostAsync("/disputes", About(Province.Code))).Json["id"]!;
        Done(await PostAsync($"/disputes/{own}/answer", new JsonObject { ["finding"] = "NotUpheld", ["remark"] = PrivateDriver.Remark }));
        Done(await Answer.OfAsync(await desk.GetAsync(new Uri($"/v1/disputes/{own}", UriKind.Relative))));
        var held = await phone.PossessionAsync(HolderAct.Dispute, offer, "TooSevere");
        held.Remove("purpose");
        (held["seen"], held["seenAsOf"], held["fault"], held["text"]) = ("Suspended", Region.Clock.GetUtcNow().AddMinutes(-1).ToString("O"), "TooSevere", PrivateDriver.Words);
        Done(await Answer.OfAsync(await desk.PostAsJsonAsync("/holder/dispute", held)));
        await Eventually.TrueAsync(() => far.Heard.Any(request => request.AsSpan().IndexOf("Disputes/Report"u8) >= 0), "the dispute goes home");
    }

    private async Task ReadAsync(JsonNode offer)
    {
        foreach (var path in new[]
        {
            $"/drivers/{PrivateDriver.FileNumber}", $"/drivers/{PrivateDriver.FileNumber}/events", $"/licences/{offer["licenceId"]}", "/applications", "/disputes",
            $"/audit?fileNumber={PrivateDriver.FileNumber}", "/audit/export",
        })
            Done(await office.GetAsync(path));
    }

    private async Task MoveAwayAsync()
    {
        using var moving = new MovingDesk(Region);
        var id = Done(await moving.RequestAsync(PrivateDriver.Number)).Json["id"]!.GetValue<string>();
        var signed = far.Sign(await far.AskAsync(id));
        await far.ConfirmAsync(signed);
        far.Append(signed);
        await moving.StandsAsync(id, "Committed");
    }

    private async Task MoveBackAsync()
    {
        using var moving = new MovingDesk(Region);
        var record = SyntheticDriver.Record(PrivateDriver.Number);
        PrivateDriver.Write(record);
        var body = System.Text.Json.JsonSerializer.Deserialize<DriverRecordBody>(record, new System.Text.Json.JsonSerializerOptions(System.Text.Json.JsonSerializerDefaults.Web))!;
        var dossier = new Issuer.Moving.Dossier(PrivateDriver.FileNumber, body, null, System.Security.Cryptography.RandomNumberGenerator.GetBytes(TransferRecord.SaltBytes));
        far.Gives = acceptance => far.Prepare(acceptance, dossier);
        var id = ArrivalTests.NewId();
        Done(await moving.AcceptAsync(id));
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        far.Append([.. far.Confirmed.Take(1)]);
        await moving.StandsAsync(id, "Committed");
    }

    private Task<Answer> PostAsync(string path, JsonObject body) => office.PostAsync(path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    private static Answer Done(Answer answer)
    {
        Assert.True((int)answer.Status / 100 == 2, $"{answer.Status} {answer.Text}");
        return answer;
    }
}
