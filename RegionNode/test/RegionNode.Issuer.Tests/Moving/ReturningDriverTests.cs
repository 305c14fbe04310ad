using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Registry;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>A driver moves away and comes back. What this registry said meanwhile comes late: the driver is here all the same.</summary>
public sealed class ReturningDriverTests
{
    [Fact]
    public async Task Takes_no_late_word_of_the_time_when_the_driver_was_away()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        far.Append(await driver.PrepareAsync());
        await driver.AnswersAsync("Transferred");
        far.Near.Clock.Advance(TimeSpan.FromHours(1));
        var meanwhile = far.Near.Clock.GetUtcNow();
        far.Near.Clock.Advance(TimeSpan.FromHours(1));
        far.Believe();
        far.Append();

        using var desk = new MovingDesk(far.Near);
        using var office = Office.Of(far.Near);
        var (old, back) = (new OldSide(far, FarRegion.DossierOf(LeavingDriver.Number, points: 3)), ArrivalTests.NewId());
        far.Gives = old.Give;
        await desk.AcceptAsync(back);
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        old.HasLeft = true;
        far.Append(far.Confirmed.First());
        await desk.StandsAsync(back, "Committed");

        using var registry = ImportCaller.Of(far.Near);
        Assert.Equal("Superseded", await OutcomeAsync("late", meanwhile));
        Assert.Equal("Refused", await OutcomeAsync("without-a-time", at: null)); // Nobody knows whether it is late: people look at it.
        var standing = (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(LeavingDriver.Number)}")).Json;
        Assert.Equal(("A", 3), (standing["letters"]!.GetValue<string>(), standing["points"]!.GetValue<int>()));
        var events = (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(LeavingDriver.Number)}/events")).Json["items"]!.AsArray();
        Assert.Equal(["Issued", "MovedOut", "MovedIn"], events.Select(one => one!["event"]!["kind"]!.GetValue<string>()));
        Assert.Equal(FarRegion.Code, events[^1]!["event"]!["from"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Created, (await office.ApplyAsync(LeavingDriver.Number)).Status);

        far.Near.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("Applied", await OutcomeAsync("later", far.Near.Clock.GetUtcNow())); // What comes after the move counts.

        async Task<string> OutcomeAsync(string id, DateTimeOffset? at)
        {
            var said = new JsonObject
            {
                ["eventId"] = id, ["event"] = "Letters", ["DABH"] = SyntheticDriver.FileNumber(LeavingDriver.Number), ["ZT"] = "C", ["letterTable"] = StatusLetters.Version,
            };
            if (at is { } time)
                said["GXSJ"] = PoliceLines.Instant(time);
            else
                said["sequence"] = "7";
            return (await registry.SendAsync(said))[0]["outcome"]!.GetValue<string>();
        }
    }

    [Fact]
    public async Task Takes_no_last_word_of_a_region_from_which_the_driver_moved_on_and_none_against_what_was_decided_here_since()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var (store, settlement) = Of(region);
        var move = new SampleMove(MoveSide.In, SyntheticDriver.FileNumber(7), region.Clock.GetUtcNow());
        move.Take(store, number: 7, points: 0);
        settlement.Commit(move.Happened());
        var row = store.Read(db => TransferTable.Closed(db, move.Id))!;
        settlement.Hear(row, "H");
        Assert.Equal("AH", await LettersAsync());
        region.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await office.ChangeAsync((await office.ApplyAsync(7)).Json["licenceId"]!.GetValue<string>(), "A")).Status);
        settlement.Hear(row, "HK");
        Assert.Equal("A", await LettersAsync()); // A person put all letters right since.

        region.Clock.Advance(TimeSpan.FromMinutes(1));
        var on = new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(7), region.Clock.GetUtcNow(), entry: 2);
        on.Prepare(store);
        settlement.Commit(on.Happened());
        settlement.Hear(row, "K");
        Assert.Equal("C", await LettersAsync());

        async Task<string> LettersAsync() => (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(7)}")).Json["letters"]!.GetValue<string>();
    }

    [Fact]
    public async Task Keeps_what_was_seized_here_between_the_signature_and_the_log()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var (store, settlement) = Of(region);
        await office.PutAsync(7);
        var move = new SampleMove(MoveSide.In, SyntheticDriver.FileNumber(7), region.Clock.GetUtcNow());
        move.Take(store, number: 7, points: 3);
        Assert.Equal(HttpStatusCode.Created, (await office.RecordAsync(7, new JsonObject { ["kind"] = "Seized", ["reference"] = "合成-1" })).Status);
        settlement.Commit(move.Happened());
        var standing = (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(7)}")).Json;
        Assert.Equal(("K", 3), (standing["letters"]!.GetValue<string>(), standing["points"]!.GetValue<int>()));
    }

    private static (IDurableStore Store, TransferSettlement Settlement) Of(TestRegion region) =>
        (region.Issuer.Services.GetRequiredService<IDurableStore>(), region.Issuer.Services.GetRequiredService<TransferSettlement>());
}
