using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Life;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests;

/// <summary>What each head of a backlog takes: urgent changes before the others, nothing twice, nothing never.</summary>
public sealed class HeadShareTests
{
    private const int Most = 4;

    [Fact]
    public async Task Takes_urgent_changes_before_the_others_of_a_backlog_of_several_heads()
    {
        await using var book = await Book.OpenAsync();
        var drivers = Enumerable.Range(1, 15).Select(number => book.Put(number)).ToList();
        var entries = drivers.ToDictionary(driver => driver, driver => EntryOf(book, book.Licence(driver)));
        var ordered = drivers.OrderBy(driver => entries[driver]).ToList();
        var urgent = ordered[^5..]; // By their place they would be the last; and more than one head holds.
        foreach (var driver in drivers)
            Change(book, driver, urgent.Contains(driver));

        var shares = new List<(IReadOnlyList<long> Entries, bool More)>();
        for (var version = 1; shares.Count == 0 || shares[^1].More; version++)
            shares.Add(Take(book, version));
        Assert.Equal([4, 1, 4, 4, 2], shares.Select(share => share.Entries.Count));
        Assert.Equal(urgent.Select(driver => entries[driver]), shares.Take(2).SelectMany(share => share.Entries));
        Assert.Equal(ordered[..^5].Select(driver => entries[driver]), shares.Skip(2).SelectMany(share => share.Entries));
        Assert.Equal((0, false), (book.Store.Read(db => LicenceTable.Unheaded(db, 100).Count()), book.Store.Read(HeadTable.Waiting).Any));
        // Each change is said to be in the head that took it, and in no later one.
        Assert.Equal([(1L, 4L), (2, 1), (3, 4), (4, 4), (5, 2)], book.Store.Read(db =>
            db.Query<(long, long)>("SELECT head_version, count(*) FROM status_changes GROUP BY head_version ORDER BY head_version").ToList()));
    }

    [Fact]
    public async Task Lets_an_urgent_change_pass_a_backlog_that_is_being_worked_off()
    {
        await using var book = await Book.OpenAsync();
        var drivers = Enumerable.Range(1, 12).Select(number => book.Put(number)).OrderBy(driver => EntryOf(book, book.Licence(driver))).ToList();
        foreach (var driver in drivers)
            Change(book, driver, urgent: false);
        Assert.Equal(Most, Take(book, 1).Entries.Count);
        Change(book, drivers[^1], urgent: true); // It waits as a routine one, too.
        Assert.Equal([EntryOf(book, drivers[^1])], Take(book, 2).Entries);
        Assert.Equal(drivers[4..8].Select(driver => EntryOf(book, driver)), Take(book, 3).Entries);
        Assert.Equal(drivers[8..11].Select(driver => EntryOf(book, driver)), Take(book, 4).Entries);
        Assert.False(book.Store.Read(HeadTable.Waiting).Any);
    }

    [Fact]
    public async Task Leaves_no_change_waiting_that_was_taken_back_before_a_head_took_it()
    {
        await using var book = await Book.OpenAsync();
        var drivers = Enumerable.Range(1, 9).Select(number => book.Put(number)).OrderBy(driver => EntryOf(book, book.Licence(driver))).ToList();
        foreach (var driver in drivers)
            Change(book, driver, urgent: false);
        book.Store.Write("back", db => DriverStatus.SetLetters(db, drivers[8], "A", urgent: true, book.Now)); // No head has ever said anything else of it.
        Assert.Equal((4, true), Count(Take(book, 1)));
        Assert.Equal((4, false), Count(Take(book, 2)));
        Assert.False(book.Store.Read(HeadTable.Waiting).Any);

        static (int, bool) Count((IReadOnlyList<long> Entries, bool More) share) => (share.Entries.Count, share.More);
    }

    [Fact]
    public async Task Rejects_a_head_that_says_of_an_entry_what_it_is_no_more()
    {
        await using var book = await Book.OpenAsync();
        var drivers = Enumerable.Range(1, 3).Select(number => book.Put(number)).ToList();
        drivers.ForEach(driver => book.Licence(driver));
        Change(book, drivers[0], urgent: false);
        var share = book.Store.Read(db => HeadShare.Next(db, Most));
        Change(book, drivers[0], urgent: true); // As by other hands, after the head was made.
        Assert.Throws<InvalidOperationException>(() => book.Store.Write("head", db =>
        {
            share.Mark(db, 1);
            return true;
        }));
        Assert.Single(Take(book, 1).Entries);
    }

    [Fact]
    public async Task Leaves_for_the_next_head_what_changes_while_one_is_made()
    {
        await using var book = await Book.OpenAsync();
        var drivers = Enumerable.Range(1, 3).Select(number => book.Put(number)).ToList();
        drivers.ForEach(driver => book.Licence(driver));
        Change(book, drivers[0], urgent: false);
        var share = book.Store.Read(db => HeadShare.Next(db, Most));
        Change(book, drivers[1], urgent: false);
        book.Store.Write("head", db =>
        {
            share.Mark(db, 1);
            return true;
        });
        Assert.True(book.Store.Read(HeadTable.Waiting).Any);
        Assert.Equal([EntryOf(book, drivers[1])], Take(book, 2).Entries);
    }

    [Fact]
    public async Task Marks_by_keys_and_by_the_indices_of_what_waits_however_many_licences_there_are()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        var block = book.Find(book.Licence(driver)).Block;
        book.Store.Write("many", db =>
        {
            // As many as make a server prefer to read a table whole where it guesses badly.
            db.Execute(
                """
                INSERT INTO licences(id, driver, block, idx, letters, value, reserved_at, offer_expires)
                WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
                SELECT 'many-' || i, @driver, @block, i, 'A', 0, 0, 0 FROM n WHERE i NOT IN (SELECT idx FROM licences)
                """,
                new { driver = driver.Value, block });
            db.Execute("ANALYZE licences");
            return true;
        });
        string[] statements = [LicenceTable.MarkHeadedSql([7, 8]), HeadTable.MarkChangesSql];
        var plans = book.Store.Read(db =>
            statements.SelectMany(sql => Plan(db, sql.Replace("@block", $"{block}").Replace("@value", "3").Replace("@version", "3"))).ToList());
        Assert.Contains(plans, step => step.Contains("status_changes"));
        Assert.DoesNotContain(plans, step => WalksOver(step));
    }

    // Parts without a row are read whole for nothing.
    private static bool WalksOver(string step) => TestDatabase.IsPostgres
        ? step.Contains("Seq Scan on licences") && !step.Contains(" rows=1 ")
        : step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("_unheaded");

    private static IEnumerable<string> Plan(StoreSession db, string sql) => TestDatabase.IsPostgres
        ? db.Query<string>("EXPLAIN " + sql)
        : db.Query<(long, long, long, string Detail)>("EXPLAIN QUERY PLAN " + sql).Select(step => step.Detail);

    private static (IReadOnlyList<long> Entries, bool More) Take(Book book, long version) => book.Store.Write("head", db =>
    {
        var share = HeadShare.Next(db, Most);
        share.Mark(db, version);
        return (share.Delta.Changes.Select(change => change.Entry).ToList(), share.More);
    });

    private static void Change(Book book, DriverKey driver, bool urgent) =>
        book.Store.Write("change", db => DriverStatus.SetLetters(db, driver, urgent ? "E" : "M", urgent, book.Now));

    private static long EntryOf(Book book, string licence) => StatusSpace.EntryOf(book.Find(licence).Block, (int)book.Find(licence).Idx);

    private static long EntryOf(Book book, DriverKey driver) => EntryOf(book, book.Store.Read(db => LicenceTable.OfDriver(db, driver).Single().Id));
}
