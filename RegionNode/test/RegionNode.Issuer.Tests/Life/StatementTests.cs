using RegionNode.Issuer.Life;
using RegionNode.Issuer.Tests.Rules;

namespace RegionNode.Issuer.Tests.Life;

/// <summary>The registry's statements among acts of the office: letter by letter the later word counts, and nothing but Restored lifts an end.</summary>
public sealed class StatementTests
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(-1);

    public static TheoryData<string, string> Late => new()
    {
        { nameof(Held), nameof(LettersChanged) }, { nameof(Held), nameof(Released) },
        { nameof(Seized), nameof(LettersChanged) }, { nameof(Seized), nameof(Released) },
        { nameof(Revoked), nameof(LettersChanged) }, { nameof(Revoked), nameof(Restored) },
        { nameof(Cancelled), nameof(LettersChanged) }, { nameof(Cancelled), nameof(Restored) },
        { nameof(LettersCorrected), nameof(LettersChanged) }, { nameof(LettersCorrected), nameof(Held) },
    };

    [Theory]
    [MemberData(nameof(Late))]
    public async Task Supersedes_a_late_statement_that_would_undo_an_act(string act, string statement)
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        LifeEvent acted = act switch
        {
            nameof(Held) => new Held("1"),
            nameof(Seized) => new Seized("1"),
            nameof(Revoked) => new Revoked(),
            nameof(Cancelled) => new Cancelled(AsPenalty: true),
            _ => new LettersCorrected("H", "test"),
        };
        LifeEvent said = statement switch
        {
            nameof(LettersChanged) => new LettersChanged("A"),
            nameof(Released) => new Released(act == nameof(Held) ? Holding.Held : Holding.Seized, "2"),
            nameof(Held) => new Held("2"),
            _ => new Restored(),
        };
        var letters = book.Record(driver, acted).Letters;
        Assert.Equal(LifeRefusal.Superseded, book.State(driver, said, book.Now + Before).Refusal);
        Assert.Equal(letters, book.Standing(driver).Letters);
        Assert.Single(book.Events(driver));
    }

    [Fact]
    public async Task Keeps_what_a_late_statement_says_beside_what_an_act_decided()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1, "H");
        book.Record(driver, new Held("1"));
        Assert.Equal("BD", book.State(driver, new LettersChanged("B"), book.Now + Before).Letters); // H was not touched by the act.
        Assert.Equal("BDE", book.State(driver, new Revoked(), book.Now + Before).Letters);
    }

    [Fact]
    public async Task Lifts_what_an_act_held_with_a_statement_that_is_later()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        book.Record(driver, new Held("1"));
        Assert.Equal("A", book.State(driver, new Released(Holding.Held, "2"), book.Now.AddSeconds(1)).Letters);
        book.Record(driver, new Seized("3"));
        Assert.Equal("A", book.State(driver, new LettersChanged("A"), book.Now.AddSeconds(1)).Letters);
    }

    [Fact]
    [NamesRule(OfficeRule.RestoredAfterCancellation)]
    public async Task Lifts_an_end_with_nothing_but_Restored_however_late_the_letters_are()
    {
        await using var book = await Book.OpenAsync();
        foreach (var (number, end, letter) in new (int, LifeEvent, string)[]
        {
            (1, new Revoked(), "E"), (2, new Cancelled(AsPenalty: true), "F"), (3, new Cancelled(AsPenalty: false), "G"), (4, new LettersChanged("R"), "R"),
        })
        {
            var driver = book.Put(number);
            Assert.Equal(letter, book.Record(driver, end).Letters);
            Assert.Equal(LifeRefusal.RestoreRequired, book.State(driver, new LettersChanged("A"), book.Now.AddDays(1)).Refusal);
            Assert.Equal(letter, book.Standing(driver).Letters);
            Assert.Equal("A", book.State(driver, new Restored(), book.Now.AddDays(1)).Letters);
        }
    }

    [Fact]
    public async Task Lets_a_statement_without_a_time_bar_and_not_lift_what_an_act_decided()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        book.Record(driver, new Held("1"));
        Assert.Equal(LifeRefusal.NoTime, book.State(driver, new Released(Holding.Held, "2"), StatedAt.Unknown).Refusal);
        Assert.Equal(LifeRefusal.NoTime, book.State(driver, new LettersChanged("A"), StatedAt.Unknown).Refusal);
        Assert.Equal("DK", book.State(driver, new Seized("3"), StatedAt.Unknown).Letters);
        Assert.Equal("BDK", book.State(driver, new LettersChanged("BK"), StatedAt.Unknown).Letters);
    }

    [Fact]
    public async Task Supersedes_points_that_are_older_than_those_of_an_act_and_takes_later_ones()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        book.Record(driver, new PointsChanged(12));
        Assert.Equal(LifeRefusal.Superseded, book.State(driver, new PointsChanged(3), book.Now + Before).Refusal);
        Assert.Null(book.State(driver, new PointsChanged(6), book.Now.AddSeconds(1)).Refusal);
        Assert.Equal((6, "B"), (book.Standing(driver).Record.Body.Points, book.Standing(driver).Letters)); // The cycle is not over.
    }

    [Fact]
    public async Task Takes_an_overdue_that_is_stated_where_the_record_has_no_date_for_it()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1, change: body => body with { ReviewDate = new DateOnly(2030, 1, 1), ExpiryDate = null });
        Assert.Equal("S", book.State(driver, new Overdue(Due.Review), book.Now).Letters);
        Assert.Equal("MS", book.Record(driver, new Overdue(Due.Renewal)).Letters);
        Assert.Equal(LifeRefusal.NothingChanged, book.State(driver, new Overdue(Due.Review), book.Now).Refusal);
        Assert.Equal("M", book.Record(driver, new Reviewed(new DateOnly(2031, 1, 1))).Letters);
    }

    [Fact]
    public async Task Takes_the_statements_of_one_day_in_their_own_order_though_they_come_late()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        // What the registry itself stated is no act: its order is that of GXSJ, which the feed keeps.
        Assert.Equal("D", book.State(driver, new Held("1"), book.Now + Before).Letters);
        Assert.Equal("A", book.State(driver, new Released(Holding.Held, "2"), book.Now + Before + TimeSpan.FromMinutes(1)).Letters);
    }
}
