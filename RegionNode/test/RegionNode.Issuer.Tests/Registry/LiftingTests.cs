using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Registry;

/// <summary>What the office decided by hand is lifted by no word of the registry that did not know of it; each way in.</summary>
public sealed class LiftingTests
{
    // Driver, the act, the letters it leaves, and what a whole record with A is told.
    private static readonly (int Driver, JsonObject? Event, string Letters, string Reason)[] Acts =
    [
        (1, new() { ["kind"] = "Revoked" }, "E", "RestoreRequired"),
        (2, new() { ["kind"] = "Cancelled", ["asPenalty"] = true }, "F", "RestoreRequired"),
        (3, new() { ["kind"] = "Cancelled", ["asPenalty"] = false }, "G", "RestoreRequired"),
        (4, new() { ["kind"] = "Held", ["reference"] = "synthetic 1" }, "D", "ReleaseRequired"),
        (5, new() { ["kind"] = "Seized", ["reference"] = "synthetic 2" }, "K", "ReleaseRequired"),
        (6, null, "E", "RestoreRequired"),
        (7, null, "DK", "ReleaseRequired"),
    ];

    [Theory]
    [InlineData("Put", true)]
    [InlineData("Put", false)]
    [InlineData("Csv", true)]
    [InlineData("Ndjson", true)]
    [NamesRule(OfficeRule.RestoredAfterCancellation)]
    public async Task Refuses_a_newer_whole_record_that_would_lift_what_the_office_decided(string way, bool withTime)
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await ActAsync(office);
        var newer = withTime ? region.Clock.GetUtcNow().AddHours(1) : (DateTimeOffset?)null;
        Assert.Equal(Acts.Select(act => act.Reason), await StateAsync(region, office, caller, way, newer, "A"));
        foreach (var (driver, _, letters, reason) in Acts)
        {
            Assert.Equal(letters, LettersOf(region, driver));
            Assert.Contains(Audited(region, driver), what => what.EndsWith($"refused: {reason}", StringComparison.Ordinal));
        }

        // The event of its own lifts it, and what the registry states stands again.
        foreach (var (driver, _, letters, reason) in Acts)
            await LiftAsync(office, driver, letters, reason);
        Assert.All(await StateAsync(region, office, caller, way, newer?.AddHours(1), "H"), Assert.Null);
        Assert.All(Acts, act => Assert.Equal("H", LettersOf(region, act.Driver)));
    }

    [Theory]
    [InlineData("Put", "RecordOlder")]
    [InlineData("Csv", "OlderThanStored")]
    [InlineData("Ndjson", "OlderThanStored")]
    public async Task Refuses_a_whole_record_that_is_older_than_an_act_of_the_office(string way, string reason)
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await ActAsync(office);
        Assert.All(await StateAsync(region, office, caller, way, region.Clock.GetUtcNow().AddHours(-1), "A"), said => Assert.Equal(reason, said));
        Assert.All(Acts, act => Assert.Equal(act.Letters, LettersOf(region, act.Driver)));
    }

    [Theory]
    [InlineData("Csv")]
    [InlineData("Put")]
    public async Task Lets_the_registry_lift_what_the_registry_itself_had_stated(string way)
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        foreach (var (driver, _, _, _) in Acts)
            await office.OfferAsync(driver);
        var now = region.Clock.GetUtcNow();
        Assert.All(await StateAsync(region, office, caller, way, now.AddMinutes(1), "DKJ"), Assert.Null);
        Assert.All(await StateAsync(region, office, caller, way, now.AddMinutes(2), "A"), Assert.Null);
        Assert.All(Acts, act => Assert.Equal("A", LettersOf(region, act.Driver)));
    }

    [Fact]
    public async Task Supersedes_late_events_of_the_feed_that_would_lift_it_and_refuses_newer_letters_after_an_end()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await ActAsync(office);
        var before = region.Clock.GetUtcNow().AddHours(-1);
        var late = await caller.SendAsync(
            Event("1", "Restored", 1, before), Event("2", "Restored", 2, before), Event("3", "Letters", 3, before), Event("4", "ReleasedHeld", 4, before),
            Event("5", "ReleasedSeized", 5, before), Event("6", "Letters", 6, before), Event("7", "Letters", 7, before));
        Assert.All(late, result => Assert.Equal("Superseded", result["outcome"]!.GetValue<string>()));
        Assert.All(Acts, act => Assert.Equal(act.Letters, LettersOf(region, act.Driver)));

        var after = region.Clock.GetUtcNow().AddHours(1);
        var newer = await caller.SendAsync(Event("8", "Letters", 1, after), Event("9", "Letters", 6, after), Event("10", "ReleasedHeld", 4, after), Event("11", "Restored", 2, after));
        Assert.Equal(["Refused RestoreRequired", "Refused RestoreRequired", "Applied ", "Applied "],
            newer.Select(result => $"{result["outcome"]!.GetValue<string>()} {result["field"]?.GetValue<string>()}"));
        Assert.Contains(Audited(region, 1), what => what == "LettersChanged refused: RestoreRequired");
        Assert.Equal(("E", "E", "A", "A"), (LettersOf(region, 1), LettersOf(region, 6), LettersOf(region, 4), LettersOf(region, 2)));
    }

    [Fact]
    [NamesRule(OfficeRule.MovedAppliesAgain)]
    public async Task Refuses_a_record_that_brings_back_a_driver_who_moved_away()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await office.PutAsync(1, letters: "C");
        var refused = await office.PutAsync(1);
        Assert.Equal((HttpStatusCode.Conflict, "LettersRefused", "MovedAway"), (refused.Status, refused.Problem, refused.Json["reason"]!.GetValue<string>()));
        Assert.Equal("C", LettersOf(region, 1));
        Assert.Equal(HttpStatusCode.NoContent, (await office.PutAsync(1, letters: "C")).Status);
        Assert.Equal("MovedAway", (await office.PutAsync(1, letters: "CH")).Json["reason"]!.GetValue<string>()); // Here nobody speaks of the driver any more.
    }

    private static async Task ActAsync(Office office)
    {
        foreach (var (driver, lifeEvent, letters, _) in Acts)
        {
            var licence = (await office.OfferAsync(driver))["licenceId"]!.GetValue<string>();
            var acted = lifeEvent is null ? await office.ChangeAsync(licence, letters) : await office.RecordAsync(driver, lifeEvent);
            Assert.True(acted.Status is HttpStatusCode.OK or HttpStatusCode.Created, acted.Text);
        }
    }

    private static async Task LiftAsync(Office office, int driver, string letters, string reason)
    {
        List<JsonObject> events = reason == "RestoreRequired" ? [new() { ["kind"] = "Restored" }] : [];
        if (letters.Contains('D'))
            events.Add(new() { ["kind"] = "Released", ["from"] = "Held", ["reference"] = "synthetic 3" });
        if (letters.Contains('K'))
        {
            events.Add(new() { ["kind"] = "PaperHandedIn", ["reference"] = "synthetic 4" });
            events.Add(new() { ["kind"] = "Released", ["from"] = "Seized", ["reference"] = "synthetic 5" });
        }
        foreach (var one in events)
        {
            var lifted = await office.RecordAsync(driver, one);
            Assert.True(lifted.Status == HttpStatusCode.Created, lifted.Text);
        }
    }

    /// <summary>States letters of all drivers; what each was refused for, null where it stands.</summary>
    private static async Task<IReadOnlyList<string?>> StateAsync(TestRegion region, Office office, ImportCaller caller, string way, DateTimeOffset? at, string letters)
    {
        if (way == "Put")
        {
            List<string?> said = [];
            foreach (var (driver, _, _, _) in Acts)
            {
                var record = SyntheticDriver.Record(driver, letters);
                if (at is { } updated)
                    record["updated"] = updated.ToString("O");
                var answer = await office.PutAsync(SyntheticDriver.FileNumber(driver), record);
                said.Add(answer.Status == HttpStatusCode.NoContent ? null : answer.Problem == "LettersRefused" ? answer.Json["reason"]!.GetValue<string>() : answer.Problem);
            }
            return said;
        }
        var import = await caller.ImportAsync(Lines(way, at!.Value, letters), way);
        var refused = (await caller.RefusedAsync(import["importId"]!.GetValue<string>())).ToDictionary(
            line => line["line"]!.GetValue<int>() - (way == "Csv" ? 2 : 1), line => line["reason"]!.GetValue<string>());
        Assert.Equal(refused.Count, import["refused"]!.GetValue<int>());
        return [.. Acts.Select((_, index) => refused.GetValueOrDefault(index))];
    }

    private static byte[] Lines(string format, DateTimeOffset at, string letters)
    {
        var lines = Acts.Select(act => PoliceLines.Line(act.Driver, letters, at)).ToList();
        IEnumerable<string> text = format == "Ndjson" ? lines.Select(line => line.ToJsonString())
            : [string.Join(',', lines[0].Select(member => member.Key)), .. lines.Select(line => string.Join(',', line.Select(member => member.Value!.GetValue<string>())))];
        return Encoding.UTF8.GetBytes(string.Join('\n', text) + "\n");
    }

    private static JsonObject Event(string id, string kind, int driver, DateTimeOffset at) => new()
    {
        ["eventId"] = id, ["event"] = kind, ["DABH"] = SyntheticDriver.FileNumber(driver), ["GXSJ"] = PoliceLines.Instant(at), ["ZT"] = "A", ["letterTable"] = StatusLetters.Version,
        ["reference"] = "synthetic",
    };

    private static string LettersOf(TestRegion region, int driver) =>
        region.Stored(db => DriverRecordTable.Find(db, db.KeyOf(SyntheticDriver.FileNumber(driver)))!.Value.Letters);

    private static IReadOnlyList<string> Audited(TestRegion region, int driver) =>
        region.Stored(db => db.Query<string>("SELECT what FROM audit WHERE driver = @driver", new { driver = db.KeyOf(SyntheticDriver.FileNumber(driver)) }).ToList());
}
