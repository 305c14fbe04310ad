using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using RegionNode.Issuer.Health;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Life;

public sealed class DateSweepTests
{
    [Fact]
    [NamesRule(OfficeRule.FaultsRefuseAndMark)]
    public async Task Marks_drivers_whose_dates_have_passed_once_and_spares_the_deferred_and_the_ended()
    {
        await using var book = await Book.OpenAsync();
        var clock = new StillClock(book.Now);
        var today = ChinaTime.DayOf(book.Now);
        var late = book.Put(1, change: body => body with { ReviewDate = today.AddDays(-1), ExpiryDate = today.AddDays(-1) });
        var licence = book.Licence(late);
        var onTime = book.Put(2, change: body => body with { ReviewDate = today, ExpiryDate = today });
        var deferred = book.Put(3, "NT", body => body with { ReviewDate = today.AddDays(-1), ExpiryDate = today.AddDays(-1) });
        var ended = book.Put(4, "E", body => body with { ReviewDate = today.AddDays(-1) });
        for (var more = 5; more < 600; more++)
            book.Put(more); // More than a page.
        var last = book.Put(600, change: body => body with { ReviewDate = today.AddDays(-400) });

        using var signal = new StatusSignal();
        var sweep = Sweep(book, signal, clock);
        Assert.Equal(3, sweep.Run(CancellationToken.None));
        Assert.Equal(["MS", "A", "NT", "E", "S"], new[] { late, onTime, deferred, ended, last }.Select(driver => book.Standing(driver).Letters));
        Assert.Equal(StatusValue.Restricted, book.Find(licence).StatusValue);
        Assert.Equal(0, sweep.Run(CancellationToken.None));

        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, sweep.Run(CancellationToken.None)); // Those of yesterday's today.
        Assert.Equal("MS", book.Standing(onTime).Letters);
    }

    [Fact]
    public async Task Opens_what_is_due_and_no_other_record()
    {
        await using var book = await Book.OpenAsync();
        var clock = new StillClock(book.Now);
        var today = ChinaTime.DayOf(book.Now);
        var soon = book.Put(1, change: body => body with { ReviewDate = today });
        var far = book.Put(2, change: body => body with { ExpiryDate = today.AddDays(400) });
        var never = book.Put(3);
        using var signal = new StatusSignal();
        var sweep = Sweep(book, signal, clock);
        Assert.Equal(0, sweep.Run(CancellationToken.None));
        Assert.Equal([today.AddDays(1).DayNumber, today.AddDays(401).DayNumber, (long?)null], new[] { soon, far, never }.Select(driver => DueOf(book, driver)));

        // Records that cannot be opened any more do not trouble a day on which they are not due.
        book.Store.Write("damage", db => db.Execute("UPDATE driver_records SET body = @body WHERE driver <> @soon", new { body = new byte[40], soon }));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, sweep.Run(CancellationToken.None));
        Assert.Equal("S", book.Standing(soon).Letters);
        Assert.Null(DueOf(book, soon));
    }

    [Fact]
    public async Task Follows_letters_and_dates_that_change()
    {
        await using var book = await Book.OpenAsync();
        var today = ChinaTime.DayOf(book.Now);
        var driver = book.Put(1, change: body => body with { ReviewDate = today.AddDays(5), ExpiryDate = today.AddDays(9) });
        book.Record(driver, new LettersChanged("T"));
        Assert.Equal(today.AddDays(10).DayNumber, DueOf(book, driver));
        book.Record(driver, new Reviewed(today.AddDays(3)));
        Assert.Equal(today.AddDays(4).DayNumber, DueOf(book, driver));
        book.Record(driver, new Revoked());
        Assert.Null(DueOf(book, driver));
        book.Record(driver, new Restored());
        Assert.Equal(today.AddDays(4).DayNumber, DueOf(book, driver));
    }

    [Fact]
    public async Task Asks_again_tomorrow_what_a_pending_move_put_off_and_goes_on_with_the_others()
    {
        await using var book = await Book.OpenAsync();
        var clock = new StillClock(book.Now);
        var today = ChinaTime.DayOf(book.Now);
        var moving = book.Put(1, change: body => body with { ReviewDate = today.AddDays(-3) });
        var other = book.Put(2, change: body => body with { ReviewDate = today.AddDays(-2) });
        new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(1), book.Now).Prepare(book.Store);
        using var signal = new StatusSignal();
        Assert.Equal(1, Sweep(book, signal, clock).Run(CancellationToken.None));
        Assert.Equal(("A", "S"), (book.Standing(moving).Letters, book.Standing(other).Letters));
        Assert.Equal(today.AddDays(1).DayNumber, DueOf(book, moving));
    }

    [Fact]
    public async Task Puts_off_a_record_that_cannot_be_opened_and_goes_on_with_the_others()
    {
        await using var book = await Book.OpenAsync();
        var clock = new StillClock(book.Now);
        var today = ChinaTime.DayOf(book.Now);
        var before = book.Put(1, change: body => body with { ReviewDate = today.AddDays(-3) });
        var damaged = book.Put(2, change: body => body with { ReviewDate = today.AddDays(-3) });
        var behind = book.Put(3, change: body => body with { ReviewDate = today.AddDays(-2) });
        book.Store.Write("damage", db => db.Execute("UPDATE driver_records SET body = @body WHERE driver = @damaged", new { body = new byte[40], damaged }));
        using var signal = new StatusSignal();
        var sweep = Sweep(book, signal, clock);
        Assert.Equal(2, sweep.Run(CancellationToken.None));
        Assert.Equal(("S", "S"), (book.Standing(before).Letters, book.Standing(behind).Letters));
        Assert.Equal(today.AddDays(1).DayNumber, DueOf(book, damaged));
        Assert.Contains("1 records cannot be opened", await HealthAsync(book));

        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, sweep.Run(CancellationToken.None));
        Assert.Equal(today.AddDays(2).DayNumber, DueOf(book, damaged));
        Assert.Equal((1L, book.Now), book.Store.Read(PutOffTable.Waiting) is var (count, since, _) ? (count, since) : default); // Since the first time.

        book.Put(2); // Put anew: nothing is put off any more.
        Assert.Null(await HealthAsync(book));
        sweep.Run(CancellationToken.None);
        Assert.Equal(0, book.Store.Read(db => db.ExecuteScalar<long>("SELECT count(*) FROM dates_put_off")));
    }

    private static async Task<string?> HealthAsync(Book book) => (await new DatesHealth(book.Store).CheckHealthAsync(new HealthCheckContext())).Description;

    private static DateSweep Sweep(Book book, StatusSignal signal, StillClock clock) => new(book.Store, signal, clock, NullLogger<DateSweep>.Instance);

    private static long? DueOf(Book book, DriverKey driver) =>
        book.Store.Read(db => db.QuerySingle<long?>("SELECT due FROM driver_records WHERE driver = @driver", new { driver }));
}
