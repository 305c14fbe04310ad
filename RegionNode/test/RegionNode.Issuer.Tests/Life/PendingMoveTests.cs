using RegionNode.Issuer.Life;
using RegionNode.Issuer.Moving;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Life;

/// <summary>While the log has not decided a move, what bars the person counts, and nobody but the log says that the driver moved.</summary>
public sealed class PendingMoveTests
{
    [Fact]
    public async Task Puts_off_the_letter_of_the_move_itself_and_not_what_bars_beside_it()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(1), book.Now).Prepare(book.Store);
        Assert.Equal(LifeRefusal.TransferPending, book.State(driver, new LettersChanged("C"), book.Now.AddSeconds(1)).Refusal);
        Assert.Equal(LifeRefusal.TransferPending, book.State(driver, new LettersChanged("CH"), book.Now.AddSeconds(1)).Refusal);
        Assert.Equal("D", book.State(driver, new LettersChanged("CD"), book.Now.AddSeconds(1)).Letters);
        Assert.Equal("DE", book.State(driver, new Revoked(), book.Now.AddSeconds(1)).Letters);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Records_what_the_log_holds_though_the_driver_is_held_or_nobody_is_answered_for(bool isForgotten)
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        if (isForgotten)
            book.Store.Write("hold", db => { TransferHoldTable.Add(db, TransferHoldTable.Any, book.Now.AddMinutes(10), "hub.test/log"); return true; });
        else
            book.Record(driver, new Held("1"));
        Assert.Equal(isForgotten ? "C" : "CD", book.Record(driver, new MovedOut("320500")).Letters);
    }

    [Fact]
    public async Task Puts_off_a_whole_record_that_says_the_driver_moved()
    {
        await using var book = await Book.OpenAsync();
        var (pending, other) = (book.Put(1), book.Put(2));
        new SampleMove(MoveSide.Out, SyntheticDriver.FileNumber(1), book.Now).Prepare(book.Store);
        Assert.Equal(LineReason.TransferPending, Refuses(pending));
        Assert.Null(Refuses(other));

        LineReason? Refuses(DriverKey driver) => book.Store.Read(db => WholeRecord.Refuses(db, KnownDriver.Find(db, driver)!, "C", long.MaxValue));
    }
}
