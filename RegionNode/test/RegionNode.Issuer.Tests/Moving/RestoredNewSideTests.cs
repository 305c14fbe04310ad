using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>The new region puts an older database back, from any point of a move. The log holds the move: this region answers, and nobody else will.</summary>
public sealed class RestoredNewSideTests
{
    /// <summary>Where the backup is from.</summary>
    public enum Backup
    {
        BeforeAccept,
        Accepted,
        Taken,
        Logged,
    }

    [Theory]
    [InlineData(Backup.BeforeAccept)]
    [InlineData(Backup.Accepted)]
    [InlineData(Backup.Taken)]
    [InlineData(Backup.Logged)]
    public async Task Takes_the_driver_whom_the_log_gives_it(Backup backup)
    {
        await using var far = await FarRegion.StartAsync();
        using var folder = new TestFolder();
        var (old, id) = (new OldSide(far, FarRegion.DossierOf(7, points: 3)), ArrivalTests.NewId());
        await TakeAsync(Backup.BeforeAccept);
        using (var desk = new MovingDesk(far.Near))
            await desk.AcceptAsync(id);
        await TakeAsync(Backup.Accepted);
        far.Gives = old.Give;
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        await TakeAsync(Backup.Taken);
        far.Append(far.Confirmed.First());
        old.HasLeft = true;
        await Eventually.TrueAsync(() => State() == MoveState.Committed, "the driver is here");
        await TakeAsync(Backup.Logged);

        await far.Near.RestartAsync(() => far.Near.Database.RestoreAsync(folder.Path));
        far.Believe();
        using (var desk = new MovingDesk(far.Near))
        {
            if (backup == Backup.BeforeAccept)
            {
                await Eventually.TrueAsync(async () => (await far.Near.HealthAsync()).Body.ToJsonString().Contains(id, StringComparison.Ordinal), "health asks for the move to be accepted again");
                await desk.AcceptAsync(id);
            }
            await desk.StandsAsync(id, "Committed");
        }
        using var office = Office.Of(far.Near);
        Assert.Equal(3, (await office.GetAsync($"/drivers/{SyntheticDriver.FileNumber(7)}")).Json["points"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.Created, (await office.ApplyAsync(7)).Status);

        MoveState? State() => far.Near.Stored(db => TransferTable.Closed(db, id))?.State;

        async Task TakeAsync(Backup now)
        {
            if (now != backup)
                return;
            await far.Near.RestartAsync(() => far.Near.Database.BackupAsync(folder.Path));
            far.Believe();
        }
    }

    [Fact]
    public async Task Takes_up_again_what_it_called_off_because_it_had_forgotten_its_signature()
    {
        await using var far = await FarRegion.StartAsync();
        using var desk = new MovingDesk(far.Near);
        var (old, id) = (new OldSide(far, FarRegion.DossierOf(7, points: LiveStatusClaims.MaxPoints)), ArrivalTests.NewId());
        far.Gives = old.Give;
        await desk.AcceptAsync(id);
        await Eventually.TrueAsync(() => !far.Confirmed.IsEmpty, "both signed");
        // As a database from before would have it, whose office then called the move off.
        far.Near.Issuer.Services.GetRequiredService<IDurableStore>().Write("forget", db => db.Execute(
            "UPDATE transfers SET state = 4, reason = 'Cancelled', signed = NULL, record = NULL, dossier = NULL, sealing_key = NULL, driver = '' WHERE id = @id", new { id }));
        far.Append(far.Confirmed.First());
        await desk.StandsAsync(id, "Submitted");
        await desk.AcceptAsync(id, office: "310200");
        await desk.AcceptAsync(id, office: "310300"); // Put right while the old side's last word is on its way.
        old.HasLeft = true;
        await desk.StandsAsync(id, "Committed");
        var record = DriverRecord.FromBytes(far.Near.Stored(db => DriverRecordTable.Find(db, db.KeyOf(SyntheticDriver.FileNumber(7))))!.Value.Body);
        Assert.Equal(("310300", LiveStatusClaims.MaxPoints), (record.Body.IssuingOfficeCode, record.Body.Points)); // As many as can be told.
    }
}
