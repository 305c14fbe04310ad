using System.Reflection;
using System.Text.Json.Serialization;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Life;

/// <summary>The whole table of what an event does to a licence that is held, row by row, and whether the next head waits for it.</summary>
public sealed class ConsequenceTests
{
    // Which event; on which letters; what becomes of the licences; the value of one that is held; whether the change is urgent (null: none).
    private static readonly Row[] Rows =
    [
        new("A", Consequence.Stays, StatusValue.Valid, null, licence => new Issued(licence)),
        new("MN", Consequence.Superseded, StatusValue.Superseded, false, _ => new Renewed(Today, Today.AddYears(10))),
        new("PST", Consequence.Stays, StatusValue.Valid, false, _ => new Reviewed(Today.AddYears(1))),
        new("A", Consequence.Superseded, StatusValue.Superseded, false, _ => new ClassAdded("B1", Today)),
        new("A", Consequence.Superseded, StatusValue.Superseded, true, _ => new ClassRemoved("D")),
        new("A", Consequence.Superseded, StatusValue.Superseded, false, _ => new NameCorrected(SyntheticDriver.FamilyName, "改名")),
        new("A", Consequence.Stays, StatusValue.Valid, null, _ => new AddressCorrected("示例路1号")),
        new("A", Consequence.Stays, StatusValue.Valid, null, _ => new PhotoChanged()),
        new("A", Consequence.Marked, StatusValue.Suspended, true, _ => new Held("synthetic")),
        new("A", Consequence.Marked, StatusValue.Suspended, true, _ => new Seized("synthetic")),
        new("A", Consequence.Marked, StatusValue.Suspended, null, _ => new PaperHandedIn("synthetic")) { Before = new Seized("synthetic") }, // The seizure stands.
        new("DU", Consequence.Stays, StatusValue.Valid, true, _ => new Released(Holding.Held, "synthetic")),
        new("K", Consequence.Stays, StatusValue.Valid, true, _ => new Released(Holding.Seized, "synthetic")),
        new("A", Consequence.Stays, StatusValue.Valid, null, _ => new PointsChanged(11)),
        new("A", Consequence.Marked, StatusValue.Restricted, true, _ => new PointsChanged(12)),
        new("B", Consequence.Stays, StatusValue.Valid, false, _ => new PointsChanged(0)), // The cycle is over.
        new("A", Consequence.Marked, StatusValue.Restricted, true, _ => new OverPoints()),
        new("A", Consequence.Marked, StatusValue.Restricted, false, _ => new Overdue(Due.Review)),
        new("A", Consequence.Marked, StatusValue.Restricted, false, _ => new Overdue(Due.Renewal)),
        new("A", Consequence.Removed, StatusValue.Invalid, true, _ => new Revoked()),
        new("A", Consequence.Removed, StatusValue.Invalid, true, _ => new Cancelled(AsPenalty: false)),
        new("A", Consequence.Removed, StatusValue.Invalid, true, _ => new Cancelled(AsPenalty: true)),
        new("EF", Consequence.Stays, StatusValue.Valid, true, _ => new Restored()),
        new("A", Consequence.Marked, StatusValue.Suspended, true, _ => new LettersChanged("D")), // Worse is urgent.
        new("D", Consequence.Stays, StatusValue.Valid, false, _ => new LettersChanged("A")),
        new("A", Consequence.Marked, StatusValue.Restricted, true, _ => new LettersCorrected("B", "synthetic")),
        new("A", Consequence.Marked, StatusValue.Restricted, false, _ => new LettersCorrected("B", "synthetic", Urgent: false)),
        new("D", Consequence.Stays, StatusValue.Valid, true, _ => new LettersCorrected("A", "synthetic", Urgent: true)),
        new("A", Consequence.Superseded, StatusValue.Transferred, true, _ => new MovedOut("320500")),
        new("A", Consequence.Marked, StatusValue.Suspended, true, _ => new MovedIn("320500", "D")),
        new("A", Consequence.Removed, StatusValue.Invalid, true, licence => new DeviceLost(licence)),
    ];

    private static DateOnly Today => new(2026, 3, 2);

    [Fact]
    public async Task Gives_every_event_its_consequence_the_licence_its_value_and_the_change_its_urgency()
    {
        await using var book = await Book.OpenAsync();
        Assert.Equal(Rows.Select(row => row.Told(row.Consequence, row.Value, row.Urgent)), Rows.Select((row, at) => Play(book, row, at + 1)));
    }

    [Fact]
    public void Knows_every_event() => Assert.Equal(
        typeof(LifeEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType.Name).Order(),
        Rows.Select(row => row.Happens("licence").Kind).Distinct().Order());

    private static string Play(Book book, Row row, int number)
    {
        var driver = book.Put(number, row.Letters, body => body with
        {
            Classes = [.. body.Classes, new DriverClassBody("D", Today.AddYears(-1))],
            IssueDate = Today.AddYears(-6), ExpiryDate = Today, PointsClearDate = Today,
        });
        var licence = book.Licence(driver);
        if (row.Before is { } before)
            Assert.Null(book.Record(driver, before).Refusal);
        var seen = book.Store.Read(db => db.ExecuteScalar<long?>("SELECT max(seq) FROM status_changes")) ?? 0;
        var outcome = book.Record(driver, row.Happens(licence));
        Assert.True(outcome.Refusal is null, $"{row.Happens(licence)}: {outcome.Refusal}");
        var urgent = book.Store.Read(db => db.ExecuteScalar<long?>("SELECT max(urgent) FROM status_changes WHERE licence_id = @licence AND seq > @seen", new { licence, seen }));
        return row.Told(outcome.Consequence, book.Find(licence).StatusValue, urgent is { } said ? said != 0 : null);
    }

    private sealed record Row(string Letters, Consequence Consequence, StatusValue Value, bool? Urgent, Func<string, LifeEvent> Happens)
    {
        internal LifeEvent? Before { get; init; }

        internal string Told(Consequence consequence, StatusValue value, bool? urgent) =>
            $"{Happens("licence")} on {Letters}: {consequence}, {value}, {(urgent is { } said ? said ? "at once" : "in its time" : "no change")}";
    }
}
