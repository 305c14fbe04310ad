using System.Security.Cryptography;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Life;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Encoding;
using TrustList.Testing;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>A log that began anew: what was signed for the former one waits until its operators say where that one ended, and no longer.</summary>
public sealed class EndedLogTests
{
    private const string Former = "hub.test/log", Next = "hub.test/next";
    private const string Reason = "the hub's disk is lost (synthetic)";

    [Fact]
    public async Task Decides_a_signed_move_by_the_log_that_began_anew_once_the_former_ones_end_is_told()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        await driver.PrepareAsync();
        var (former, read) = (far.Log.Policy.Origin, far.LogSize);
        await BeginAnewAsync(far);
        Assert.Equal(1, End(far, former, read)); // The node runs.
        await far.Near.StopIssuerAsync();
        Assert.Equal(1, End(far, former, read + 1)); // It may be in there.
        Assert.Equal(64, EndLogCommand.Run([.. Arguments(far, former, read), "--reason", ""]));
        Assert.Equal("Pending", State(far, driver)); // And nothing came of any of it.

        Assert.Equal(0, End(far, former, read));
        await far.Near.StartIssuerAsync();
        await far.Near.ReadyAsync();
        far.Believe();
        await driver.AnswersAsync("Valid");
        using var desk = new MovingDesk(far.Near);
        Assert.Equal(("Aborted", "NotLogged"), await desk.StandingAsync(driver.Id));
        Assert.Equal(
            [Reason], far.Near.Stored(db => db.Query<string>("SELECT why FROM audit WHERE act = 'LogEnded' AND who = @who", new { who = $"operator:{Environment.UserName}" }).ToList()));
    }

    [Fact]
    public async Task Lets_those_go_whom_a_database_put_back_has_forgotten()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        using var folder = new TestFolder();
        await far.Near.RestartAsync(() => far.Near.Database.BackupAsync(folder.Path));
        far.Believe();
        await driver.RequestAsync();
        await driver.PrepareAsync();
        far.Append();
        var (former, ended) = (far.Log.Policy.Origin, far.LogSize);
        await far.Near.RestartAsync(() => far.Near.Database.RestoreAsync(folder.Path));
        await BeginAnewAsync(far);
        Assert.Equal("Pending", await driver.LiveAsync());
        await Eventually.TrueAsync(async () => (await far.Near.HealthAsync()).Body.ToJsonString().Contains(driver.Id, StringComparison.Ordinal), "health names the move");

        await far.Near.StopIssuerAsync();
        Assert.Equal(1, End(far, former, ended)); // The backup is older than the log's end: what came in between, people must say.
        Assert.Equal(0, End(far, former, ended, "--unsafe-unread"));
        await far.Near.StartIssuerAsync(); // Nor does the file hold the driver back once more.
        await far.Near.ReadyAsync();
        far.Believe();
        await driver.AnswersAsync("Valid");
    }

    [Fact]
    public async Task Takes_the_word_for_a_log_that_is_read_no_more_and_was_read_that_far()
    {
        await using var book = await Book.OpenAsync();
        book.Put(1);
        var move = new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(1), book.Now);
        move.Prepare(book.Store);
        Write(db => TransferTable.NameLog(db, Former));
        Write(db => TransferWalkTable.Put(db, Former, new WalkedLog(7, book.Now, Root: null)));
        Assert.Equal(EndedLogRefusal.StillRead, Take(Former, 7).Refusal);
        Assert.Equal(EndedLogRefusal.StillRead, Take(Former, 8, isUnreadKnown: true).Refusal);
        Write(db => TransferWalkTable.Put(db, Next, new WalkedLog(3, book.Now.AddHours(1), Root: null)));
        Assert.Equal(EndedLogRefusal.NothingWaits, Take(Next, 3).Refusal); // The one that is read.
        Assert.Equal(EndedLogRefusal.ReadFurther, Take(Former, 6, isUnreadKnown: true).Refusal);
        Assert.Equal(EndedLogRefusal.NotReadThatFar, Take(Former, 8).Refusal);
        Assert.Equal(Former, book.Store.Read(db => TransferTable.Closed(db, move.Id))!.Origin);

        Assert.Equal((Next, move.Id), (Take(Former, 7).Outcome!.Origin, book.Store.Read(db => Assert.Single(TransferTable.WaitingFor(db, Next))).Id));
        Assert.Equal(EndedLogRefusal.NothingWaits, Take(Former, 7).Refusal);
        Write(db => TransferHoldTable.Add(db, TransferHoldTable.Any, book.Now.AddHours(24), Former));
        Assert.Equal([TransferHoldTable.Any], Take(Former, 8, isUnreadKnown: true).Outcome!.Ids);
        Assert.Equal(1, book.Store.Read(TransferHoldTable.Count)); // The new log may still be shown what was signed for the former one.
        Write(db => TransferHoldTable.ReleaseBefore(db, Next, book.Now.AddHours(25)));
        Assert.Equal(0, book.Store.Read(TransferHoldTable.Count));

        void Write(Action<StoreSession> work) => book.Store.Write("sample", db =>
        {
            work(db);
            return true;
        });

        (EndedLogOutcome? Outcome, EndedLogRefusal? Refusal) Take(string origin, long size, bool isUnreadKnown = false) =>
            book.Store.Write("end log", db => EndedLog.Take(db, origin, size, isUnreadKnown, Access.OfOperator(Reason), book.Now));
    }

    private static async Task BeginAnewAsync(FarRegion far)
    {
        var log = LogSimulator.Create(Province.Code, FarRegion.Code, "330000");
        log.Append(Instants.WholeSeconds(far.Near.Clock.GetUtcNow()), SHA256.HashData("another"u8));
        far.Name(log.Fork(Next));
        far.Near.Clock.Advance(TimeSpan.FromHours(25)); // Past the longest deadline that can be set.
        far.Believe();
        far.Append();
        far.Append();
        await Eventually.TrueAsync(() => far.Near.Stored(db => TransferWalkTable.Find(db, Next)?.Size) == far.LogSize, "the other log is read past the deadline");
    }

    private static int End(FarRegion far, string origin, long size, params string[] more) => EndLogCommand.Run([.. Arguments(far, origin, size), "--reason", Reason, .. more]);

    private static string[] Arguments(FarRegion far, string origin, long size) =>
        ["--data", far.Near.DataDir, "--origin", origin, "--size", $"{size}", "--Rehearsal:KeysAreTest=true", .. far.Near.Database.Settings];

    /// <summary>Of a stopped node: whether the move is open by the log that it was signed for.</summary>
    private static string State(FarRegion far, LeavingDriver driver)
    {
        using var store = IssuerDatabase.Open(far.Near.Database.Place);
        return store.Read(db => TransferTable.Closed(db, driver.Id)) is { State: MoveState.Prepared, Origin: Former } ? "Pending" : "Changed";
    }
}
