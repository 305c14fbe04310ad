using RegionNode.Issuer.Life;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Tests.Life;

/// <summary>What cannot follow is refused, and leaves no trace.</summary>
public sealed class LifeSequenceTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private Book book = null!;
    private int drivers;

    public static TheoryData<string, string> Impossible => new()
    {
        { "A", nameof(LifeRefusal.NotEnded) },
        { "BD", nameof(LifeRefusal.NotEnded) },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Rejects_restoring_what_has_not_ended(string letters, string why) => Refused(letters, new Restored(), Enum.Parse<LifeRefusal>(why));

    [Theory]
    [InlineData("E")]
    [InlineData("F")]
    [InlineData("G")]
    [InlineData("R")]
    [InlineData("EK")]
    public void Rejects_everything_but_restoring_for_what_has_ended(string letters)
    {
        foreach (LifeEvent lifeEvent in new LifeEvent[]
        {
            new Renewed(Day, Day.AddYears(10)), new Reviewed(Day.AddYears(1)), new ClassAdded("D", Day), new ClassRemoved("C1"), new Held("1"), new Seized("1"),
            new OverPoints(), new Overdue(Due.Review), new Revoked(), new Cancelled(AsPenalty: false), new PhotoChanged(), new NameCorrected("甲", "乙"),
        })
        {
            Refused(letters, lifeEvent, LifeRefusal.Ended);
        }
        Refused(letters, new LettersChanged("A"), LifeRefusal.RestoreRequired);
    }

    [Fact]
    public void Rejects_what_the_record_cannot_hold()
    {
        Refused("A", new ClassAdded("C1", Day), LifeRefusal.ClassHeldAlready);
        Refused("A", new ClassAdded("Z9", Day), LifeRefusal.NoSuchClass);
        Refused("A", new ClassRemoved("D"), LifeRefusal.NoSuchClass);
        Refused("A", new ClassRemoved("C1"), LifeRefusal.LastClass);
        Refused("A", new NameCorrected(World.SyntheticDriver.FamilyName, $"𠮷{drivers + 1}"), LifeRefusal.NothingChanged);
        Refused("A", new NameCorrected("", "x"), LifeRefusal.BreaksTheRecord);
        Refused("A", new Released(Holding.Held, "1"), LifeRefusal.NotHeld);
        Refused("D", new Released(Holding.Seized, "1"), LifeRefusal.NotHeld);
        Refused("M", new Overdue(Due.Renewal), LifeRefusal.NothingChanged);
        Refused("C", new Held("1"), LifeRefusal.MovedAway);
        Refused("C", new LettersChanged("A"), LifeRefusal.MovedAway);
    }

    [Fact]
    public void Rejects_fields_without_their_form()
    {
        foreach (LifeEvent lifeEvent in new LifeEvent[]
        {
            new Held(""), new Seized(new string('x', 65)), new PaperHandedIn("a\nb"), new Released((Holding)7, "1"), new Overdue((Due)7), new AddressCorrected(""),
            new PointsChanged(-1), new PointsChanged(1_000), new LettersChanged("AA"), new LettersChanged(""), new LettersCorrected("A", ""), new MovedOut("51000"),
        })
        {
            Refused("A", lifeEvent, LifeRefusal.Malformed);
        }
    }

    [Fact]
    public void Rejects_an_event_of_a_driver_who_is_not_there() =>
        Assert.Equal(LifeRefusal.NoSuchDriver, book.Record(new DriverKey("nobody"), new Revoked()).Refusal);

    public async Task InitializeAsync() => book = await Book.OpenAsync();

    public async Task DisposeAsync() => await book.DisposeAsync();

    private void Refused(string letters, LifeEvent lifeEvent, LifeRefusal why)
    {
        var driver = book.Put(++drivers, letters, body => body with { IssueDate = new DateOnly(2020, 3, 2), ExpiryDate = new DateOnly(2026, 3, 2) });
        var licence = book.Licence(driver);
        var before = book.Find(licence).Value;
        Assert.Equal(why, book.Record(driver, lifeEvent).Refusal);
        Assert.Empty(book.Events(driver));
        Assert.Equal((letters, before), (book.Standing(driver).Letters, book.Find(licence).Value));
    }
}
