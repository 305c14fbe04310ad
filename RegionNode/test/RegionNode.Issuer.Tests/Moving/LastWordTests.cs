using System.Net;
using System.Text.Json.Nodes;
using Grpc.Core;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>What the old region records while a move is signed and not decided is not lost: the new one has it before it answers.</summary>
public sealed class LastWordTests
{
    [Fact]
    public async Task The_old_side_gives_a_seizure_along_that_it_recorded_while_the_move_was_pending()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        using var office = Office.Of(far.Near);
        await driver.RequestAsync();
        var signed = await driver.PrepareAsync();
        var first = driver.Prepared!.Dossier;
        Assert.Equal(HttpStatusCode.Created, (await office.RecordAsync(LeavingDriver.Number, new JsonObject { ["kind"] = "Seized", ["reference"] = "合成-1" })).Status);
        Assert.Equal(first, (await far.AskAsync(driver.Id, driver.Acceptance)).Dossier); // What is signed stays what it is.
        far.Append(signed);
        await driver.AnswersAsync("Suspended"); // Held and gone: the worse of the two.

        var record = FarRegion.RecordOf(signed);
        var given = await far.AskAsync(driver.Id, driver.Acceptance);
        var last = Dossier.Read(SealedDossier.Open(far.LastKey, record.Id.Span, given.Dossier.Span)!)!;
        Assert.Contains('K', last.Record.Letters);
        Assert.DoesNotContain('C', last.Record.Letters);
        Assert.True(MovingRules.IsOf(last, record));
        // Asked with another key, after the new side lost the first.
        var again = await far.AskAsync(driver.Id, far.Accept(driver.Id));
        Assert.NotNull(SealedDossier.Open(far.LastKey, record.Id.Span, again.Dossier.Span));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [NamesRule(OfficeRule.SeizureHandsInThePaper)]
    public async Task The_new_side_has_a_seizure_before_it_answers_or_as_soon_as_the_old_one_is_back(bool isThere)
    {
        await using var far = await FarRegion.StartAsync();
        using var desk = new MovingDesk(far.Near);
        using var office = Office.Of(far.Near);
        var (old, id) = (new OldSide(far, FarRegion.DossierOf(7)), ArrivalTests.NewId());
        far.Gives = old.Give;
        await desk.AcceptAsync(id);
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        (old.HasLeft, old.Letters) = (true, "K");
        if (!isThere)
            far.Gives = _ => throw new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "away"));
        far.Append(far.Confirmed.First());
        if (!isThere)
        {
            await Eventually.TrueAsync(() => far.Near.Stored(db => TransferTable.Closed(db, id))!.Proof is not null, "the log holds it");
            Assert.Equal(HttpStatusCode.NotFound, (await office.ApplyAsync(7)).Status); // It waits for the old side's last word.
            far.Near.Clock.Advance(MovingSteps.LastWordPatience + TimeSpan.FromMinutes(1));
            far.Believe();
            await desk.StandsAsync(id, "Committed"); // Not for good: somebody has to answer.
            Assert.Equal("A", await LettersAsync());
            far.Gives = old.Give;
        }
        await desk.StandsAsync(id, "Committed");
        await Eventually.TrueAsync(async () => await LettersAsync() == "K", "the seizure is here");
        Assert.NotNull((await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(7)}")).Json["paperDueSince"]);
        Assert.Equal(HttpStatusCode.Conflict, (await office.ApplyAsync(7)).Status);
        await Eventually.TrueAsync(() => far.Near.Stored(db => TransferTable.Closed(db, id))!.Owed == 0, "nothing is owed");
        Assert.Equal(0, far.Near.Stored(db => db.ExecuteScalar<long>("SELECT count(*) FROM transfers WHERE sealing_key IS NOT NULL OR dossier IS NOT NULL")));

        async Task<string> LettersAsync() => (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(7)}")).Json["letters"]!.GetValue<string>();
    }

    [Fact]
    public async Task Rejects_a_last_word_of_somebody_who_does_not_know_the_salt()
    {
        await using var far = await FarRegion.StartAsync();
        using var desk = new MovingDesk(far.Near);
        var (old, id) = (new OldSide(far, FarRegion.DossierOf(7)), ArrivalTests.NewId());
        far.Gives = old.Give;
        await desk.AcceptAsync(id);
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        var forged = new OldSide(far, FarRegion.DossierOf(7, letters: "K")) { HasLeft = true };
        far.Gives = acceptance =>
        {
            forged.Give(acceptance);
            return forged.Give(acceptance);
        };
        far.Append(far.Confirmed.First());
        await Eventually.TrueAsync(() => far.Near.Stored(db => TransferTable.Closed(db, id))!.Proof is not null, "the log holds it");
        await Task.Delay(2_500);
        Assert.Equal("Submitted", (await desk.StandingAsync(id)).State);
    }
}
