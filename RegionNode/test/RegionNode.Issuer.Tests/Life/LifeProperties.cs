using FsCheck;
using FsCheck.Fluent;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Life;

/// <summary>What holds after any events in any order, on the real tables.</summary>
public sealed class LifeProperties
{
    private const int Runs = 60;
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public async Task Keeps_its_invariants_over_any_sequence_of_events()
    {
        await using var book = await Book.OpenAsync();
        var drivers = 0;
        var recorded = 0;
        Prop.ForAll(Arb.From(Gen.ListOf(Events())), events =>
        {
            recorded += Live(book, ++drivers, [.. events]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs).WithEndSize(30));
        Assert.True(recorded > Runs, $"only {recorded} events could follow: the generator says nothing");
    }

    /// <summary>One driver's life; how many events were recorded.</summary>
    private static int Live(Book book, int number, IReadOnlyList<Func<string, LifeEvent>> events)
    {
        var driver = book.Put(number, change: body => body with
        {
            IssueDate = new DateOnly(2020, 3, 2), ExpiryDate = new DateOnly(2026, 3, 1), ReviewDate = new DateOnly(2026, 3, 1), PointsClearDate = Day,
        });
        var licences = new List<string> { book.Licence(driver), book.Licence(driver, "device-2"), book.Offered(driver) };
        var recorded = 0;
        var removed = false;
        foreach (var lifeEvent in events.Select(make => make(licences[0])))
        {
            var before = (book.Standing(driver).Letters, Values: Values(book, licences), Events: book.Events(driver).Count);
            var outcome = book.Record(driver, lifeEvent);
            var standing = book.Standing(driver);
            if (outcome.Refusal is not null)
            {
                Assert.Equal(before, (standing.Letters, Values(book, licences), book.Events(driver).Count));
                continue;
            }
            recorded++;
            Assert.Equal(before.Events + 1, book.Events(driver).Count);
            Assert.Equal(outcome.Letters, standing.Letters);
            Assert.True(LetterSet.IsValid(standing.Letters), standing.Letters);
            if (before.Letters != standing.Letters && lifeEvent is not (LettersChanged or LettersCorrected))
                Assert.False(standing.Letters.Contains('A') && DriverStanding.ConsequenceOf(standing.Letters) != Consequence.Stays, standing.Letters);
            Assert.True(outcome.Changed || (before.Values, before.Letters) == (Values(book, licences), standing.Letters), $"{lifeEvent} did more than it says");
            foreach (var licence in licences.Select(book.Find))
                Assert.Equal(Expected(licence, standing.Letters), licence.StatusValue);
            // What was removed stays so until it is restored, or a person puts the letters right.
            Assert.False(removed && !standing.HasEnded && lifeEvent is not (Restored or LettersCorrected), $"{lifeEvent} ended an end");
            removed = standing.HasEnded;
            Assert.Equal(standing.PaperDue is not null, outcome.MustHandInPaper);
        }
        return recorded;
    }

    private static StatusValue Expected(LicenceRow licence, string letters) => licence.Lost != 0 ? StatusValue.Invalid
        : licence.Superseded != 0 ? StatusValues.Worse(StatusLetters.Worst(letters), StatusValue.Superseded) : StatusLetters.Worst(letters);

    private static string Values(Book book, IEnumerable<string> licences) => string.Join(' ', licences.Select(id => book.Find(id).StatusValue));

    private static Gen<Func<string, LifeEvent>> Events()
    {
        var letters = Gen.SubListOf("ABDEFGHIJKLMNPRSTUX".ToCharArray()).Select(some => new string([.. some]));
        return Gen.OneOf(
            Gen.Elements<Func<string, LifeEvent>>(
                _ => new Renewed(Day, Day.AddYears(10)), _ => new Renewed(Day.AddDays(1)), _ => new Reviewed(Day.AddYears(2)), _ => new ClassAdded("B1", Day),
                _ => new ClassRemoved("B1"), _ => new ClassRemoved("C1"), _ => new NameCorrected("示例", "乙"), _ => new PhotoChanged(), _ => new AddressCorrected("路")),
            Gen.Elements<Func<string, LifeEvent>>(
                _ => new Held("1"), _ => new Seized("1"), _ => new PaperHandedIn("1"), _ => new Released(Holding.Held, "1"), _ => new Released(Holding.Seized, "1"),
                _ => new OverPoints(), _ => new Overdue(Due.Review), _ => new Overdue(Due.Renewal)),
            Gen.Elements<Func<string, LifeEvent>>(
                _ => new Revoked(), _ => new Cancelled(AsPenalty: true), _ => new Cancelled(AsPenalty: false), _ => new Restored(), _ => new Restored(),
                id => new DeviceLost(id), id => new Issued(id)),
            Gen.Choose(0, 20).Select<int, Func<string, LifeEvent>>(points => _ => new PointsChanged(points, Day.AddYears(1))),
            letters.Select<string, Func<string, LifeEvent>>(said => _ => new LettersChanged(said)),
            letters.Select<string, Func<string, LifeEvent>>(said => _ => new LettersCorrected(said, "test")));
    }
}
