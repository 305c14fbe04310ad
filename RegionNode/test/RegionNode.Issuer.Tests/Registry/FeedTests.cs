using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Registry.Feed;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Registry;

public sealed class FeedTests
{
    [Fact]
    [NamesRule(OfficeRule.PoliceFieldsAreMapped)]
    public async Task Takes_an_event_of_each_kind_once()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await PutAsync(office, 1, FirstPeriod);
        JsonObject[] events =
        [
            Event("1", "Points", ("LJJF", "6"), ("QFRQ", "2027-01-01")),
            Event("2", "Letters", ("ZT", "H"), ("letterTable", StatusLetters.Version)),
            Event("3", "Review", ("SYRQ", "2027-05-04")),
            Event("4", "Classes", ("ZJCX", "C1D")),
            Event("5", "Name", ("XM", "示例")),
            Event("6", "Held", ("reference", "synthetic 1")),
            Event("7", "ReleasedHeld", ("reference", "synthetic 2")),
            Event("8", "Seized", ("reference", "synthetic 3")),
            Event("9", "PaperHandedIn", ("reference", "synthetic 4")),
            Event("10", "ReleasedSeized", ("reference", "synthetic 5")),
            Event("11", "OverPoints"),
            Event("12", "Revoked"),
            Event("13", "Restored"),
            Event("14", "OverdueReview"),
            Event("15", "OverdueRenewal"),
            Event("16", "Renewal", ("YXQS", "2026-02-01"), ("YXQZ", "2036-01-31")),
            Event("17", "Cancelled"),
            Event("18", "Restored"),
            Event("19", "CancelledAsPenalty"),
        ];
        Assert.Equal(Enum.GetNames<FeedKind>().Order(), events.Select(one => one["event"]!.GetValue<string>()).Distinct().Order());
        for (var at = 0; at < events.Length; at++)
            events[at]["sequence"] = at + 1;

        Assert.All(await caller.SendAsync(events), result => Assert.Equal("Applied", Outcome(result)));
        Assert.All(await caller.SendAsync(events), result => Assert.Equal("Duplicate", Outcome(result)));

        var (body, letters) = RecordOf(region);
        Assert.Equal((6, new DateOnly(2027, 1, 1), new DateOnly(2027, 5, 4)), (body.Points, body.PointsClearDate, body.ReviewDate));
        Assert.Equal(["C1", "D"], body.Classes.Select(held => held.Code));
        Assert.Equal(("示", "例"), (body.FamilyName, body.GivenName));
        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2036, 1, 31)), (body.IssueDate, body.ExpiryDate));
        Assert.Equal("BFHS", letters);
        Assert.Equal(
            ["A", "H", "H", "H", "H", "DH", "H", "HK", "HK", "H", "BH", "BEH", "BH", "BHS", "BHMS", "BHS", "BGHS", "BHS", "BFHS"],
            region.Stored(db => db.Query<string>("SELECT letters FROM life_events ORDER BY seq").ToList()));
    }

    [Fact]
    [NamesRule(OfficeRule.PeriodsAreSixTenLong)]
    public async Task Takes_the_period_that_comes_next_and_no_other()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await PutAsync(office, 1, FirstPeriod);
        static JsonObject Renewal(string id, string from, string to) => Event(id, "Renewal", ("YXQS", from), ("YXQZ", to), ("sequence", id));
        var results = await caller.SendAsync(
            Renewal("1", "2026-02-01", "2032-02-01"), Renewal("2", "2026-02-01", "2036-02-01"), Renewal("3", "2026-02-02", "长期"), Renewal("4", "2026-02-03", "长期"));
        Assert.Equal(
            [("Refused", "WrongPeriod"), ("Applied", null), ("Applied", null), ("Refused", "LongTermAlready")],
            results.Select(result => (Outcome(result), result["field"]?.GetValue<string>())));
        Assert.Equal((new DateOnly(2026, 2, 2), null), (RecordOf(region).Body.IssueDate, RecordOf(region).Body.ExpiryDate));
    }

    [Fact]
    public async Task Lets_the_later_event_of_a_topic_count_in_whatever_order_they_come()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await PutAsync(office, 1);
        // By sequence: 3, 1, 2; the letters of 2 are another topic and count.
        var results = await caller.SendAsync(
            Event("c", "Points", ("LJJF", "9"), ("sequence", "3")),
            Event("a", "Points", ("LJJF", "3"), ("sequence", "1")),
            Event("b", "Letters", ("ZT", "H"), ("letterTable", StatusLetters.Version), ("sequence", "2")));
        Assert.Equal(["Applied", "Superseded", "Applied"], results.Select(Outcome));
        Assert.Equal((9, "H"), (RecordOf(region).Body.Points, RecordOf(region).Letters));

        // By GXSJ, for a driver without sequences.
        await PutAsync(office, 2);
        results = await caller.SendAsync(
            Event("d", "Points", 2, "2026-02-01 10:00:00", ("LJJF", "4")),
            Event("e", "Points", 2, "2026-02-01 09:59:59", ("LJJF", "1")),
            Event("f", "Points", 2, "2026-02-01 10:00:01", ("LJJF", "5")));
        Assert.Equal(["Applied", "Superseded", "Applied"], results.Select(Outcome));
        Assert.Equal(5, RecordOf(region, 2).Body.Points);
    }

    [Fact]
    public async Task Supersedes_an_event_older_than_the_whole_record()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        var record = SyntheticDriver.Record(1);
        record["updated"] = "2026-02-02T00:00:00Z";
        await office.PutAsync(SyntheticDriver.FileNumber(1), record);
        Assert.Equal("Superseded", Outcome((await caller.SendAsync(Event("old", "Points", ("LJJF", "9"))))[0]));
        Assert.Equal(0, RecordOf(region).Body.Points);
        record["updated"] = "2026-02-01T00:00:00Z";
        Assert.Equal("RecordOlder", (await office.PutAsync(SyntheticDriver.FileNumber(1), record)).Problem);
    }

    [Fact]
    public async Task Supersedes_an_event_older_than_a_record_that_was_put_without_a_time()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await office.PutAsync(1, letters: "K");
        Assert.Equal("Superseded", Outcome((await caller.SendAsync(Event("old", "Letters", ("ZT", "A"), ("letterTable", StatusLetters.Version))))[0]));
        Assert.Equal("K", RecordOf(region).Letters);
        var now = PoliceLines.Instant(region.Clock.GetUtcNow().AddSeconds(1));
        Assert.Equal("Applied", Outcome((await caller.SendAsync(Event("new", "Letters", 1, now, ("ZT", "A"), ("letterTable", StatusLetters.Version))))[0]));
        Assert.Equal("A", RecordOf(region).Letters);
    }

    [Fact]
    public async Task Keeps_for_people_a_release_of_the_day_on_which_the_office_held_and_takes_what_bars()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await PutAsync(office, 1);
        Assert.Equal(HttpStatusCode.Created, (await office.RecordAsync(1, new() { ["kind"] = "Held", ["reference"] = "synthetic 1" })).Status);
        var today = ChinaTime.DayOf(region.Clock.GetUtcNow()).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        var released = (await caller.SendAsync(Event("1", "ReleasedHeld", 1, today, ("reference", "synthetic 2"))))[0];
        Assert.Equal(("Refused", "NoTime", "D"), (Outcome(released), released["field"]!.GetValue<string>(), RecordOf(region).Letters));
        Assert.Equal("Applied", Outcome((await caller.SendAsync(Event("2", "Revoked", 1, today)))[0]));
        Assert.Equal("DE", RecordOf(region).Letters);
    }

    public static TheoryData<string, string> Poisons => new()
    {
        { "Malformed", "{\"eventId\":\"p\"" },
        { "Malformed", "{\"eventId\":\"\",\"event\":\"Points\"}" },
        { "BadEncoding", "{\"eventId\":\"p\",\"event\":\"Name\",\"XM\":\"\\ud800\"}" },
        { "UnknownEvent", "{\"eventId\":\"p\",\"event\":\"Promoted\",\"DABH\":\"310100000001\",\"GXSJ\":\"2026-02-01\"}" },
        { "UnknownEvent", "{\"eventId\":\"p\",\"event\":\"1\",\"DABH\":\"310100000001\",\"GXSJ\":\"2026-02-01\"}" },
        { "FileNumberMalformed", "{\"eventId\":\"p\",\"event\":\"Revoked\",\"DABH\":\"31\",\"GXSJ\":\"2026-02-01\"}" },
        { "NoOrder", "{\"eventId\":\"p\",\"event\":\"Revoked\",\"DABH\":\"310100000001\"}" },
        { "DateMalformed", "{\"eventId\":\"p\",\"event\":\"Revoked\",\"DABH\":\"310100000001\",\"GXSJ\":\"never\"}" },
        { "ChangedInFuture", "{\"eventId\":\"p\",\"event\":\"Revoked\",\"DABH\":\"310100000001\",\"GXSJ\":\"2999-02-01\"}" },
        { "UnknownLetterTable", "{\"eventId\":\"p\",\"event\":\"Letters\",\"DABH\":\"310100000001\",\"GXSJ\":\"2026-02-01\",\"ZT\":\"A\",\"letterTable\":\"1999\"}" },
        { "PointsOutOfRange", "{\"eventId\":\"p\",\"event\":\"Points\",\"DABH\":\"310100000001\",\"GXSJ\":\"2026-02-01\",\"LJJF\":\"many\"}" },
        { "FieldMissing", "{\"eventId\":\"p\",\"event\":\"Seized\",\"DABH\":\"310100000001\",\"GXSJ\":\"2026-02-01\"}" },
        { "NoSuchDriver", "{\"eventId\":\"p\",\"event\":\"Revoked\",\"DABH\":\"310199999999\",\"GXSJ\":\"2026-02-01\"}" },
        { "DateOrder", "{\"eventId\":\"p\",\"event\":\"Renewal\",\"DABH\":\"310100000001\",\"GXSJ\":\"2026-02-01\",\"YXQS\":\"2026-02-01\",\"YXQZ\":\"2026-01-31\"}" },
        { "NotPossible", "{\"eventId\":\"p\",\"event\":\"Restored\",\"DABH\":\"310100000001\",\"GXSJ\":\"2026-02-01\"}" },
        { "IdUsedOtherwise", "{\"eventId\":\"before\",\"event\":\"Revoked\",\"DABH\":\"310100000001\",\"GXSJ\":\"2026-02-01\"}" },
    };

    [Theory]
    [MemberData(nameof(Poisons))]
    public async Task Refuses_a_poisoned_event_with_its_reason_and_takes_those_behind_it(string reason, string poison)
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await PutAsync(office, 1);
        var results = await caller.SendAsync(string.Join('\n',
            Event("before", "Points", ("LJJF", "1"), ("sequence", "1")).ToJsonString(), poison, Event("behind", "Points", ("LJJF", "2"), ("sequence", "2")).ToJsonString()));
        Assert.Equal(["Applied", "Refused", "Applied"], results.Select(Outcome));
        Assert.Equal(reason, results[1]["reason"]!.GetValue<string>());
        Assert.Equal((2, "A"), (RecordOf(region).Body.Points, RecordOf(region).Letters));
        if (reason == "IdUsedOtherwise")
            return;
        var kept = Assert.Single((await caller.GetAsync("/registry/events/refused")).Json["items"]!.AsArray());
        Assert.Equal((reason, poison), (kept!["reason"]!.GetValue<string>(), kept["event"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Tries_a_refused_event_again_when_it_is_sent_again()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        var early = Event("early", "Points", ("LJJF", "4"));
        Assert.Equal("NoSuchDriver", (await caller.SendAsync(early))[0]["reason"]!.GetValue<string>());
        await PutAsync(office, 1);
        Assert.Equal("Applied", Outcome((await caller.SendAsync(early))[0]));
        Assert.Empty((await caller.GetAsync("/registry/events/refused")).Json["items"]!.AsArray());
        Assert.Equal(4, RecordOf(region).Body.Points);
    }

    [Fact]
    public async Task Lays_a_refused_event_aside_when_a_person_says_so_and_erases_what_came_with_it()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await PutAsync(office, 1);
        var poison = Event("p", "Restored");
        await caller.SendAsync(poison);
        var number = (await caller.GetAsync("/registry/events/refused")).Json["items"]![0]!["number"]!.GetValue<long>();
        Assert.Equal("DismissalRefused", (await DismissAsync(office, number, "")).Problem);
        Assert.Equal("NoSuchEvent", (await DismissAsync(office, number + 1, "test")).Problem);
        Assert.Equal(HttpStatusCode.NoContent, (await DismissAsync(office, number, "nothing had ended")).Status);
        Assert.Equal("NoSuchEvent", (await DismissAsync(office, number, "again")).Problem);
        Assert.Empty((await caller.GetAsync("/registry/events/refused")).Json["items"]!.AsArray());
        var (left, noted) = region.Stored(db => (
            db.ExecuteScalar<long>("SELECT count(*) FROM feed_events WHERE body IS NOT NULL"),
            db.QuerySingle<(string Act, string Driver, string What)>("SELECT act, driver, what FROM audit WHERE act = 'FeedEventDismissed'")));
        Assert.Equal((0, "FeedEventDismissed", region.Stored(db => db.KeyOf(SyntheticDriver.FileNumber(1)).Value), $"event {number}: nothing had ended"),
            (left, noted.Act, noted.Driver, noted.What));

        // A feed that sends it again and again brings it back to nobody; put right under the same id, it counts.
        Assert.Equal("Dismissed", Outcome((await caller.SendAsync(poison))[0]));
        Assert.Empty((await caller.GetAsync("/registry/events/refused")).Json["items"]!.AsArray());
        Assert.Equal("Applied", Outcome((await caller.SendAsync(Event("p", "Points", ("LJJF", "2"))))[0]));
        Assert.Equal("Duplicate", Outcome((await caller.SendAsync(Event("p", "Points", ("LJJF", "2"))))[0]));
    }

    [Fact]
    public async Task Remembers_a_settled_event_for_its_window_and_a_refused_one_until_a_person_has_seen_it()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await PutAsync(office, 1);
        JsonObject[] events = [Event("1", "Points", ("LJJF", "2"), ("sequence", "1")), Event("2", "Restored"), Event("3", "Points", ("LJJF", "3"), ("sequence", "2"))];
        Assert.Equal(["Applied", "Refused", "Applied"], (await caller.SendAsync(events)).Select(Outcome));

        var clock = new StillClock(region.Clock.GetUtcNow().AddDays(89));
        using var pruner = new FeedPruner(
            region.Issuer.Services.GetRequiredService<IDurableStore>(), new RegistryOptions(), clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<FeedPruner>.Instance);
        Assert.Equal(0, pruner.Run(CancellationToken.None));
        Assert.Equal(["Duplicate", "Refused", "Duplicate"], (await caller.SendAsync(events)).Select(Outcome));
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(2, pruner.Run(CancellationToken.None));
        Assert.Single((await caller.GetAsync("/registry/events/refused")).Json["items"]!.AsArray());
        Assert.Equal(["Superseded", "Refused", "Superseded"], (await caller.SendAsync(events)).Select(Outcome)); // By their place: nothing is done twice.
        Assert.Equal(3, RecordOf(region).Body.Points);
    }

    /// <summary>Puts a record that is older than the events.</summary>
    private static Task<Answer> PutAsync(Office office, int driver, Action<JsonObject>? change = null)
    {
        var record = SyntheticDriver.Record(driver);
        record["updated"] = "2026-01-31T00:00:00Z";
        change?.Invoke(record);
        return office.PutAsync(SyntheticDriver.FileNumber(driver), record);
    }

    /// <summary>Six years that are not over.</summary>
    private static void FirstPeriod(JsonObject record) => (record["issueDate"], record["expiryDate"]) = ("2022-05-04", "2028-05-03");

    private static async Task<Answer> DismissAsync(Office office, long number, string reason)
    {
        using var body = JsonContent.Create(new { reason });
        return await office.PostAsync($"/registry/events/refused/{number}/dismiss", body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Survives_a_crash_while_events_are_taken_with_each_of_them_counted_once(bool afterCommit)
    {
        await using var region = await TestRegion.PrepareAsync();
        await region.StartIssuerAsync(real => new FaultyStore(real, "take events", 1, afterCommit));
        await region.ReadyAsync();
        using (var office = Office.Of(region))
            await PutAsync(office, 1);
        JsonObject[] events = [.. Enumerable.Range(1, 30).Select(n => Event($"e{n}", "Points", ("LJJF", $"{n % 11}"), ("sequence", $"{n}")))];
        using (var caller = ImportCaller.Of(region))
            await Assert.ThrowsAnyAsync<Exception>(() => caller.SendAsync(events));
        await region.StopIssuerAsync();

        await region.StartIssuerAsync();
        await region.ReadyAsync();
        using var after = ImportCaller.Of(region);
        Assert.All(await after.SendAsync(events), result => Assert.Equal(afterCommit ? "Duplicate" : "Applied", Outcome(result)));
        Assert.Equal(30 % 11, RecordOf(region).Body.Points);
        var written = region.Issuer.Services.GetRequiredService<IDurableStore>().Read(db => db.ExecuteScalar<long>("SELECT count(*) FROM life_events"));
        Assert.Equal(30, written);
    }

    private static JsonObject Event(string id, string kind, params (string Name, string Value)[] members) => Event(id, kind, 1, "2026-02-01 10:00:00", members);

    private static JsonObject Event(string id, string kind, int driver, string changed, params (string Name, string Value)[] members)
    {
        var one = new JsonObject { ["eventId"] = id, ["event"] = kind, ["DABH"] = SyntheticDriver.FileNumber(driver), ["GXSJ"] = changed };
        foreach (var (name, value) in members)
            one[name] = value;
        return one;
    }

    private static string Outcome(JsonNode result) => result["outcome"]!.GetValue<string>();

    private static (DriverRecordBody Body, string Letters) RecordOf(TestRegion region, int driver = 1) =>
        region.Issuer.Services.GetRequiredService<IDurableStore>().Read(db =>
        {
            var stored = DriverRecordTable.Find(db, db.KeyOf(SyntheticDriver.FileNumber(driver)))!.Value;
            return (DriverRecord.FromBytes(stored.Body).Body, stored.Letters);
        });
}
