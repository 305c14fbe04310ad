using RegionNode.Issuer.Life;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Tests.Life;

/// <summary>Each kind of statement that follows an act of the office: stated before it, nobody knows when, and after it.</summary>
public sealed class LaterWordTests
{
    private const string Superseded = nameof(LifeRefusal.Superseded), NoTime = nameof(LifeRefusal.NoTime);
    private static readonly DateOnly Past = new(2026, 1, 1), Next = new(2031, 1, 1), Renewal = new(2024, 5, 4);

    /// <summary>Acts, the statement, and the letters it leaves or why it is refused.</summary>
    private static readonly Dictionary<string, (LifeEvent[] Acts, LifeEvent Said, string Before, string Timeless, string After)> Cases = new()
    {
        ["held, released"] = ([new Held("1")], new Released(Holding.Held, "2"), Superseded, NoTime, "A"),
        ["held, letters"] = ([new Held("1")], new LettersChanged("A"), Superseded, NoTime, "A"),
        ["released, held"] = ([new Held("1"), new Released(Holding.Held, "2")], new Held("3"), Superseded, "D", "D"),
        ["released, letters"] = ([new Held("1"), new Released(Holding.Held, "2")], new LettersChanged("D"), Superseded, "D", "D"),
        ["seized, released"] = ([new Seized("1"), new PaperHandedIn("2")], new Released(Holding.Seized, "3"), Superseded, NoTime, "A"),
        ["seized, paper"] = ([new Seized("1")], new PaperHandedIn("2"), Superseded, NoTime, "K"),
        ["revoked, restored"] = ([new Revoked()], new Restored(), Superseded, NoTime, "A"),
        ["restored, revoked"] = ([new Revoked(), new Restored()], new Revoked(), Superseded, "E", "E"),
        ["restored, cancelled"] = ([new Cancelled(AsPenalty: true), new Restored()], new Cancelled(AsPenalty: true), Superseded, "F", "F"),
        ["corrected, letters"] = ([new LettersCorrected("H", "test")], new LettersChanged("B"), Superseded, "BH", "B"),
        ["points, points"] = ([new PointsChanged(12, Past)], new PointsChanged(3, Past), Superseded, NoTime, "A"),
        ["points, more points"] = ([new PointsChanged(3, Past)], new PointsChanged(12, Past), Superseded, "B", "B"),
        ["points, over points"] = ([new PointsChanged(3, Past)], new OverPoints(), Superseded, "B", "B"),
        ["points, letters"] = ([new PointsChanged(3, Past)], new LettersChanged("B"), Superseded, "B", "B"),
        ["over points, points"] = ([new OverPoints()], new PointsChanged(0, Past), "B", "B", "A"),
        ["reviewed, reviewed"] = ([new Reviewed(Next)], new Reviewed(Next.AddYears(1)), Superseded, NoTime, "A"),
        ["reviewed, overdue"] = ([new Reviewed(Next)], new Overdue(Due.Review), Superseded, "S", "S"),
        ["overdue, reviewed"] = ([new Overdue(Due.Review)], new Reviewed(Next), "S", "S", "A"),
        ["renewed, overdue"] = ([new Renewed(Renewal, Renewal.AddYears(10))], new Overdue(Due.Renewal), Superseded, "M", "M"),
        ["overdue, renewed"] = ([new Overdue(Due.Renewal)], new Renewed(Renewal, Renewal.AddYears(10)), "M", "M", "A"),
        ["name, name"] = ([new NameCorrected("示", "例一")], new NameCorrected("示", "例二"), Superseded, NoTime, "A"),
        ["class, class"] = ([new ClassAdded("D", Renewal)], new ClassRemoved("D"), Superseded, NoTime, "A"),
        ["held, other letters"] = ([new Held("1")], new LettersChanged("H"), "DH", "DH", "H"),
        ["held, revoked"] = ([new Held("1")], new Revoked(), "DE", "DE", "DE"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Takes_of_a_statement_what_no_later_act_decided_and_lifts_nothing_without_a_time(string name)
    {
        await using var book = await Book.OpenAsync();
        var (acts, said, before, timeless, after) = Cases[name];
        Assert.Equal(before, Outcome(1, StatedAt.At(book.Now.AddHours(-1))));
        Assert.Equal(timeless, Outcome(2, StatedAt.Unknown));
        Assert.Equal(after, Outcome(3, StatedAt.At(book.Now.AddSeconds(1))));

        string Outcome(int number, StatedAt at)
        {
            var driver = book.Put(number, change: body => body with { PointsClearDate = Past, ExpiryDate = Renewal });
            foreach (var act in acts)
                Assert.Null(book.Record(driver, act).Refusal);
            var (letters, events) = (book.Standing(driver).Letters, book.Events(driver).Count);
            var outcome = book.State(driver, said, at);
            Assert.Equal(outcome.Refusal is null ? events + 1 : events, book.Events(driver).Count);
            Assert.Equal(outcome.Refusal is null ? outcome.Letters : letters, book.Standing(driver).Letters);
            return outcome.Refusal?.ToString() ?? outcome.Letters;
        }
    }

    [Fact]
    public async Task Forgets_an_act_for_statements_without_a_time_once_the_registry_spoke_of_the_same()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1, change: body => body with { ReviewDate = Past });
        book.Record(driver, new LettersCorrected("D", "test"));
        book.Record(driver, new Reviewed(Next));
        Assert.Equal(LifeRefusal.NoTime, book.State(driver, new Released(Holding.Held, "1"), StatedAt.Unknown).Refusal);
        Assert.Equal(LifeRefusal.NoTime, book.State(driver, new Reviewed(Next.AddYears(1)), StatedAt.Unknown).Refusal);

        Assert.Equal("A", book.State(driver, new LettersChanged("A"), book.Now.AddHours(1)).Letters);
        Assert.Equal("D", book.State(driver, new Held("2"), StatedAt.Unknown).Letters);
        Assert.Equal("A", book.State(driver, new Released(Holding.Held, "3"), StatedAt.Unknown).Letters);
        book.Store.Write("whole record", db =>
        {
            DriverRecordTable.SetSourceUpdated(db, driver, book.Now.AddHours(1));
            return 0;
        });
        Assert.Null(book.State(driver, new Reviewed(Next.AddYears(1)), StatedAt.Unknown).Refusal);
        Assert.Equal(Next.AddYears(1), book.Standing(driver).Record.Body.ReviewDate);
    }

    [Fact]
    public async Task Takes_a_statement_of_a_day_as_one_without_a_time_among_the_acts_of_that_day()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        var (day, later) = (ChinaTime.DayOf(book.Now), book.Now.AddDays(2));
        book.Record(driver, new Held("1"));
        Assert.Equal(LifeRefusal.Superseded, book.State(driver, new Released(Holding.Held, "2"), StatedAt.On(day.AddDays(-1), later)).Refusal);
        Assert.Equal(LifeRefusal.NoTime, book.State(driver, new Released(Holding.Held, "2"), StatedAt.On(day, later)).Refusal);
        Assert.Equal("DK", book.State(driver, new Seized("3"), StatedAt.On(day, later)).Letters);
        Assert.Equal("K", book.State(driver, new Released(Holding.Held, "2"), StatedAt.On(day.AddDays(1), later)).Letters);
        Assert.Equal(book.Now, StatedAt.On(day, book.Now).Latest); // Nothing was stated in the future.
    }
}
