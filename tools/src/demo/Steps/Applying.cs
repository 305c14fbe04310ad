using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Testing.Photos;

namespace Demo.Steps;

/// <summary>Drivers apply through the app: with the photo that the police have, with their own, refused and helped, or not eligible.</summary>
public sealed class Applying(Country country)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("apply-stored-photo", "A Shanghai driver (example)", "confirms the stored photo, shows who they are, and has the licence at once", StoredPhoto),
        new("apply-phone-photo", "A Zhengzhou driver (example)", "has no stored photo, takes one with the phone; a reviewer approves it", PhonePhoto),
        new("photo-refused", "A driver from Xining (played at Jiangsu's node)", "is refused three times, each time told why; then the counter takes the photo", PhotoRefused),
        new("not-eligible", "Three Shanghai drivers (examples)", "apply: one expired, one over the points, one whose licence is held", NotEligible),
        new("insurance", "A driver from Jinzhou (played at Tianjin's node)", "after a minor accident without the paper licence, applies by phone and shows it to the insurer", Insurance),
    ];

    private async Task<StepEnd> StoredPhoto(CancellationToken cancel)
    {
        var driver = ApplyingDrivers.WithPhoto;
        await country.Register(driver, cancel);
        var watch = Stopwatch.StartNew();
        var phone = await Issue(driver, cancel);
        var took = watch.Elapsed;
        return new StepEnd(took < Soon && Shows(phone, Driver.Portrait), "Issued", Note: $"From application to licence in {took.TotalMilliseconds:F0} ms; identity by the simulated provider.");
    }

    private async Task<StepEnd> PhonePhoto(CancellationToken cancel)
    {
        var driver = ApplyingDrivers.WithoutPhoto;
        await RegisterWithoutPhoto(driver, cancel);
        using var office = country[driver.Home].OfficeClient();
        using var app = country[driver.Home].AppClient();
        var applicant = new Applicant(app, driver);
        var (noPhoto, refusal) = await applicant.Apply("stored", cancel);
        var id = await Submit(applicant, cancel);
        var (sent, waiting) = await applicant.Send(id, SyntheticPhoto.Upload(), cancel);
        await new PhotoDesk(office).Review(Driver.Portrait, cancel);
        var phone = await Collect(driver, applicant, await applicant.ShowIdentity(id, cancel), cancel);
        return new StepEnd(
            !noPhoto && Reasons(refusal) == "NoPhoto" && sent && waiting["deadlineBasis"]!.GetValue<string>() == "Calendar" && Shows(phone, Driver.Portrait), "Issued",
            Note: $"Stored photo: {Reasons(refusal)}. Sent by phone, to be reviewed by {waiting["deadline"]}; approved, identity shown again, collected.");
    }

    private async Task<StepEnd> PhotoRefused(CancellationToken cancel)
    {
        var driver = ApplyingDrivers.Xining;
        await RegisterWithoutPhoto(driver, cancel);
        using var office = country[driver.Home].OfficeClient();
        using var app = country[driver.Home].AppClient();
        var (applicant, desk) = (new Applicant(app, driver), new PhotoDesk(office));
        var id = await Submit(applicant, cancel);
        foreach (var reasons in new string[][] { ["Posture", "Selfie"], ["FaceCovered", "EarsCovered", "UnevenLight"], ["Accessories"] })
        {
            var (sent, answer) = await applicant.Send(id, SyntheticPhoto.Upload(), cancel);
            if (!sent) return new StepEnd(false, Note: answer.ToJsonString());
            await desk.Review(Driver.Portrait, cancel, reasons);
        }
        var (fourth, refusal) = await applicant.Send(id, SyntheticPhoto.Upload(), cancel);
        var told = (await applicant.Notices(cancel)).Select(notice => notice!["zh"]!.GetValue<string>()).ToList();
        using var gateway = country[driver.Home].GatewayClient();
        var phone = await Phone.Collect(gateway, driver.Home.Code, await desk.TakePhoto(Driver.Portrait, cancel), cancel);
        return new StepEnd(
            !fourth && refusal["code"]!.GetValue<string>() == "CounterOnly" && told.Any(text => text.Contains("坐姿不端正") && text.Contains("自拍")) && Shows(phone, Driver.Portrait),
            "Refused", "CounterOnly", $"Told at last: {told[^1]}. The counter took the photo and the licence was collected.");
    }

    private async Task<StepEnd> NotEligible(CancellationToken cancel)
    {
        using var office = country[Region.Shanghai].OfficeClient();
        using var app = country[Region.Shanghai].AppClient();
        var told = new List<string>();
        foreach (var (driver, letters, points, expiry) in ApplyingDrivers.Refused.Zip(new[] { ("A", 0, "2021-05-03"), ("B", 12, null), ("D", 0, (string?)null) }, (d, c) => (d, c.Item1, c.Item2, c.Item3)))
        {
            var record = driver.ToRecord(letters, points);
            if (expiry is not null) record["expiryDate"] = expiry;
            (await office.PutAsJsonAsync($"/registry/{driver.FileNumber}", record, cancel)).EnsureSuccessStatusCode();
            var (ok, answer) = await new Applicant(app, driver).Apply("stored", cancel);
            told.Add(ok ? "accepted" : Reasons(answer));
        }
        return new StepEnd(told is ["PeriodOver", "Letters, OverPoints", "Letters"], "Refused", "NotEligible", $"Expired: {told[0]}. Over the points: {told[1]}. Held: {told[2]}.");
    }

    private async Task<StepEnd> Insurance(CancellationToken cancel)
    {
        var driver = ApplyingDrivers.Jinzhou;
        await country.Register(driver, cancel, letters: "I");
        var watch = Stopwatch.StartNew();
        var phone = await Issue(driver, cancel);
        var took = watch.Elapsed;
        var verdict = await country.AskLive(driver.Home, () => phone.Present("desk.insurer.example"), "insurance", cancel);
        var passed = verdict.Elements();
        var end = verdict.Expect("Accepted", "", $"Licence after {took.TotalMilliseconds:F0} ms. The insurer gets {string.Join(", ", passed)}.");
        return end with { Ok = end.Ok && took < Soon && passed.Contains("file_number") && !passed.Contains("birth_date") && !passed.Contains("sex") };
    }

    /// <summary>Case 1 from application to collected licence.</summary>
    private async Task<Phone> Issue(Driver driver, CancellationToken cancel)
    {
        using var app = country[driver.Home].AppClient();
        var applicant = new Applicant(app, driver);
        var (ok, application) = await applicant.Apply("stored", cancel);
        if (!ok) throw new InvalidOperationException(application.ToJsonString());
        return await Collect(driver, applicant, await applicant.ShowIdentity(application["id"]!.GetValue<string>(), cancel), cancel);
    }

    private static async Task<string> Submit(Applicant applicant, CancellationToken cancel)
    {
        var (ok, application) = await applicant.Apply("phone", cancel);
        if (!ok) throw new InvalidOperationException(application.ToJsonString());
        var id = application["id"]!.GetValue<string>();
        await applicant.ShowIdentity(id, cancel);
        return id;
    }

    private async Task<Phone> Collect(Driver driver, Applicant applicant, JsonNode application, CancellationToken cancel)
    {
        using var gateway = country[driver.Home].GatewayClient();
        return await Phone.Collect(gateway, driver.Home.Code, application["offer"]!["offer"]!.GetValue<string>(), cancel, applicant.Key);
    }

    private async Task RegisterWithoutPhoto(Driver driver, CancellationToken cancel)
    {
        using var office = country[driver.Home].OfficeClient();
        var record = driver.ToRecord();
        record.Remove("portrait");
        (await office.PutAsJsonAsync($"/registry/{driver.FileNumber}", record, cancel)).EnsureSuccessStatusCode();
    }

    private static string Reasons(JsonNode problem) => string.Join(", ", problem["reasons"]!.AsArray().Select(reason => reason!.GetValue<string>()));

    // What is stored has no metadata; the coded picture is the same.
    private static bool Shows(Phone phone, byte[] portrait) => phone.IssuerSigned.AsSpan().IndexOf(portrait.AsSpan(portrait.Length - 4096)) > 0;
}
