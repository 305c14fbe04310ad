using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Life;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>The file that remembers what was signed where the database may not.</summary>
public sealed class SignedMovesTests
{
    private const string Log = "hub.test/log";

    [Fact]
    public async Task Drops_at_the_start_what_is_too_old_to_matter_and_keeps_the_rest()
    {
        await using var book = await Book.OpenAsync();
        using var folder = new TestFolder();
        var (old, recent, later) = (Id(1), Id(2), Id(3));
        await File.WriteAllTextAsync(
            folder.File("signed-moves"), $"\n{old} {Seconds(book.Now.AddDays(-91))} {Log} .\n\n{recent} {Seconds(book.Now.AddDays(-89))} {Log} .\n\n{Id(4)} {Seconds(book.Now)} {Log}"); // Cut off.
        await File.WriteAllTextAsync(folder.File("signed-moves.new"), "of a crash");
        using (var moves = Open(book, folder))
            moves.Note(later, book.Now, Log);
        var content = await File.ReadAllTextAsync(folder.File("signed-moves"));
        Assert.Equal($"\n{recent} {Seconds(book.Now.AddDays(-89))} {Log} .\n\n{later} {Seconds(book.Now)} {Log} .\n", content);
        Assert.Equal([recent], Held(book)); // What came after the start is no matter of the database put back.
        Assert.False(File.Exists(folder.File("signed-moves.new")));
        using (Open(book, folder))
            Assert.Equal(content, await File.ReadAllTextAsync(folder.File("signed-moves")));
    }

    [Fact]
    public async Task Holds_back_each_of_many_that_the_database_does_not_know()
    {
        await using var book = await Book.OpenAsync();
        using var folder = new TestFolder();
        var known = new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(1), book.Now);
        known.Prepare(book.Store);
        var forgotten = Enumerable.Range(0, 1_201).Select(Id).ToList();
        await File.WriteAllLinesAsync(folder.File("signed-moves"), forgotten.Append(known.Id).Select(id => $"{id} {Seconds(book.Now.AddMinutes(10))} {Log} ."));
        using (Open(book, folder))
            Assert.Equal(forgotten.Order(StringComparer.Ordinal), Held(book).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Holds_everybody_back_for_the_longest_deadline_that_could_be_set_where_the_file_is_missing()
    {
        await using var book = await Book.OpenAsync();
        using var folder = new TestFolder();
        book.Licence(book.Put(1));
        using (Open(book, folder)) // What was signed may have been signed with another setting than the one of now.
            Assert.Equal([TransferHoldTable.Any], Held(book));
        Assert.Equal([TransferHoldTable.Any], HeldAfter(TimeSpan.FromHours(24)));
        Assert.Empty(HeldAfter(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1)));

        IReadOnlyList<string> HeldAfter(TimeSpan time)
        {
            book.Store.Write("read on", db =>
            {
                TransferHoldTable.ReleaseBefore(db, Log, book.Now + time);
                return true;
            });
            return Held(book);
        }
    }

    [Fact]
    public async Task Gives_the_moves_of_an_older_program_the_deadline_of_their_records_and_the_log_that_is_read_first()
    {
        await using var far = await FarRegion.StartAsync();
        var driver = await LeavingDriver.OfAsync(far);
        await driver.RequestAsync();
        await driver.PrepareAsync();
        await far.Near.RestartAsync(() =>
        {
            using var store = IssuerDatabase.Open(far.Near.Database.Place);
            store.Write("as it was", db => db.Execute("UPDATE transfers SET not_after = NULL, origin = NULL") + db.Execute("DELETE FROM transfer_walk"));
            return Task.CompletedTask;
        });
        far.Believe();
        Assert.Equal(driver.Prepared!.Dossier, (await far.AskAsync(driver.Id, driver.Acceptance)).Dossier);
        far.Near.Clock.Advance(TimeSpan.FromMinutes(11));
        far.Believe();
        far.Append();
        await driver.AnswersAsync("Valid");
        using var desk = new MovingDesk(far.Near);
        Assert.Equal(("Aborted", "NotLogged"), await desk.StandingAsync(driver.Id));
    }

    private static SignedMoves Open(Book book, TestFolder folder)
    {
        // Of a node that follows the trust list, and signs for ten minutes.
        var options = new NodeOptions { DataDir = folder.Path, TrustAnchor = "root.json", TransferMinutes = 10 };
        var moves = new SignedMoves(options, book.Store, new StillClock(book.Now));
        moves.Open();
        return moves;
    }

    private static IReadOnlyList<string> Held(Book book) => book.Store.Read(db => db.Query<string>("SELECT id FROM transfer_holds").ToList());

    private static string Id(int number) => $"{number:x32}";

    private static long Seconds(DateTimeOffset instant) => instant.ToUnixTimeSeconds();
}
