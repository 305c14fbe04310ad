using RegionNode.Issuer.Life;
using RegionNode.Issuer.Tests.Rules;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Tests.Life;

/// <summary>What each event does to letters and licences.</summary>
public sealed class LifeEventTests
{
    [Theory]
    [NamesRule(OfficeRule.FaultsRefuseAndMark)]
    [InlineData("B", StatusValue.Restricted)]
    [InlineData("M", StatusValue.Restricted)]
    [InlineData("S", StatusValue.Restricted)]
    [InlineData("D", StatusValue.Suspended)]
    [InlineData("K", StatusValue.Suspended)]
    [InlineData("AHBDJ", StatusValue.Suspended)]
    public Task Marks_a_licence_whose_letters_are_faults(string letters, StatusValue expected) => LettersDoAsync(letters, Consequence.Marked, expected);

    [Theory]
    [NamesRule(OfficeRule.StoppedAndLockedRefuseAndMark)]
    [InlineData("J")]
    [InlineData("L")]
    public Task Marks_a_licence_that_is_stopped_or_locked(string letters) => LettersDoAsync(letters, Consequence.Marked, StatusValue.Suspended);

    [Theory]
    [NamesRule(OfficeRule.EndedLicencesAreRemoved)]
    [InlineData("E")]
    [InlineData("F")]
    [InlineData("G")]
    [InlineData("DG")]
    public Task Removes_a_licence_that_ended(string letters) => LettersDoAsync(letters, Consequence.Removed, StatusValue.Invalid);

    [Theory]
    [NamesRule(OfficeRule.DeferralsAreNoFaults)]
    [InlineData("N")]
    [InlineData("P")]
    [InlineData("T")]
    [InlineData("HNT")]
    public Task Leaves_a_licence_as_it_is_for_deferrals(string letters) => LettersDoAsync(letters, Consequence.Stays, StatusValue.Valid);

    [Theory]
    [NamesRule(OfficeRule.MovedOutRefusesAndEnds)]
    [InlineData("C")]
    [InlineData("CH")]
    public Task Ends_a_licence_whose_driver_moved_out(string letters) => LettersDoAsync(letters, Consequence.Superseded, StatusValue.Transferred);

    [Fact]
    [NamesRule(OfficeRule.HeldRefusesAndMarks)]
    public async Task Marks_a_licence_that_is_held_until_it_is_released()
    {
        await LettersDoAsync("U", Consequence.Marked, StatusValue.Suspended);
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1, "DU");
        var licence = book.Licence(driver);
        Assert.Equal(StatusValue.Suspended, book.Find(licence).StatusValue);
        Assert.Equal("A", book.Record(driver, new Released(Holding.Held, "synthetic")).Letters);
        Assert.Equal(StatusValue.Valid, book.Find(licence).StatusValue);
    }

    /// <summary>The whole table at once: what each letter alone does to a licence that is held.</summary>
    [Fact]
    public void Gives_every_letter_its_consequence() => Assert.Equal(
        ("AHINPT", "BDJKLMSU", "C", "EFGOQRVWXYZ"),
        (Doing(Consequence.Stays), Doing(Consequence.Marked), Doing(Consequence.Superseded), Doing(Consequence.Removed)));

    private static string Doing(Consequence consequence) => string.Concat(
        Enumerable.Range('A', 26).Select(letter => (char)letter).Where(letter => DriverStanding.ConsequenceOf(letter.ToString()) == consequence));

    private static async Task LettersDoAsync(string letters, Consequence consequence, StatusValue value)
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        var licence = book.Licence(driver);
        var outcome = book.Record(driver, new LettersChanged(letters));
        Assert.Equal(consequence, outcome.Consequence);
        Assert.Equal(value, book.Find(licence).StatusValue);
        Assert.Equal(letters, outcome.Letters.Length == letters.Length ? new string([.. letters.Where(outcome.Letters.Contains)]) : outcome.Letters);
    }

    [Fact]
    [NamesRule(OfficeRule.TwelvePointsAreOverTheLimit)]
    [NamesRule(OfficeRule.PointsAreClearedOnTheirDay)]
    public async Task Marks_at_twelve_points_and_lifts_it_only_in_the_next_cycle()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1, change: body => body with { PointsClearDate = new DateOnly(2026, 5, 4) });
        var licence = book.Licence(driver);
        Assert.Equal(Consequence.Stays, book.Record(driver, new PointsChanged(11, new DateOnly(2026, 5, 4))).Consequence);
        Assert.Equal(StatusValue.Valid, book.Find(licence).StatusValue);

        var over = book.Record(driver, new PointsChanged(12, new DateOnly(2026, 5, 4)));
        Assert.Equal((Consequence.Marked, "B", true), (over.Consequence, over.Letters, over.Changed));
        Assert.Equal(StatusValue.Restricted, book.Find(licence).StatusValue);

        book.Now = Book.Noon("2026-05-03");
        Assert.Equal("B", book.Record(driver, new PointsChanged(3, new DateOnly(2026, 5, 4))).Letters);
        book.Now = Book.Noon("2026-05-04");
        Assert.Equal("A", book.Record(driver, new PointsChanged(0, new DateOnly(2027, 5, 4))).Letters);
        Assert.Equal(StatusValue.Valid, book.Find(licence).StatusValue);
        Assert.Equal(0, book.Standing(driver).Record.Body.Points);
    }

    [Fact]
    [NamesRule(OfficeRule.ClassChangeAppliesAgain)]
    public async Task Supersedes_what_was_collected_when_a_class_or_the_name_changes_and_not_what_was_only_offered()
    {
        await using var book = await Book.OpenAsync();
        foreach (var (number, change) in new (int, LifeEvent)[]
        {
            (1, new ClassAdded("B1", new DateOnly(2026, 3, 2))), (2, new NameCorrected("示例", "改名")),
        })
        {
            var driver = book.Put(number);
            var (collected, offered) = (book.Licence(driver), book.Offered(driver));
            Assert.Equal(Consequence.Superseded, book.Record(driver, change).Consequence);
            Assert.Equal(StatusValue.Superseded, book.Find(collected).StatusValue);
            Assert.Equal(StatusValue.Valid, book.Find(offered).StatusValue);
        }
        Assert.Equal(["C1", "B1"], book.Standing(book.Store.Read(db => db.KeyOf(World.SyntheticDriver.FileNumber(1)))).Record.Body.Classes.Select(held => held.Code));
    }

    [Fact]
    [NamesRule(OfficeRule.RenewalAppliesAgain)]
    [NamesRule(OfficeRule.PeriodsAreSixTenLong)]
    public async Task Renews_for_six_then_ten_years_then_long_term_and_supersedes_each_time()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1, "M", body => body with { IssueDate = new DateOnly(2020, 3, 2), ExpiryDate = new DateOnly(2026, 3, 2) });
        var licence = book.Licence(driver);
        var (from, later) = (new DateOnly(2026, 3, 2), new DateOnly(2036, 3, 2));
        foreach (var wrong in new[] { from.AddYears(6), from.AddYears(9), from.AddYears(10).AddDays(1) })
            Assert.Equal(LifeRefusal.WrongPeriod, book.Record(driver, new Renewed(from, wrong)).Refusal);
        Assert.Equal(LifeRefusal.WrongPeriod, book.Record(driver, new Renewed(from)).Refusal);

        var renewed = book.Record(driver, new Renewed(from, later));
        Assert.Equal((Consequence.Superseded, "A"), (renewed.Consequence, renewed.Letters)); // Overdue no more.
        Assert.Equal(StatusValue.Superseded, book.Find(licence).StatusValue);
        Assert.Equal(LifeRefusal.WrongPeriod, book.Record(driver, new Renewed(later, later.AddYears(10))).Refusal);
        Assert.Null(book.Record(driver, new Renewed(later)).Refusal);
        Assert.Null(book.Standing(driver).Record.Body.ExpiryDate);
        Assert.Equal(LifeRefusal.LongTermAlready, book.Record(driver, new Renewed(later.AddYears(1))).Refusal);
    }

    [Fact]
    [NamesRule(OfficeRule.SeizureHandsInThePaper)]
    public async Task States_the_duty_of_handing_in_the_paper_from_the_seizure_until_it_is_done()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        var licence = book.Licence(driver);
        var seized = book.Record(driver, new Seized("officer 1"));
        Assert.True(seized.MustHandInPaper);
        Assert.Equal(StatusValue.Suspended, book.Find(licence).StatusValue);
        Assert.Equal(LifeRefusal.PaperNotHandedIn, book.Record(driver, new Released(Holding.Seized, "decision 1")).Refusal);
        Assert.True(book.Record(driver, new PointsChanged(6)).MustHandInPaper);

        Assert.False(book.Record(driver, new PaperHandedIn("receipt 1")).MustHandInPaper);
        Assert.Equal(StatusValue.Suspended, book.Find(licence).StatusValue);
        Assert.Equal("A", book.Record(driver, new Released(Holding.Seized, "decision 1")).Letters);
        Assert.Equal(StatusValue.Valid, book.Find(licence).StatusValue);
        Assert.Equal(LifeRefusal.NoPaperDue, book.Record(driver, new PaperHandedIn("receipt 2")).Refusal);
    }

    [Fact]
    [NamesRule(OfficeRule.SeizureHandsInThePaper)]
    public async Task States_the_duty_also_where_a_feed_only_says_K_and_takes_it_back_with_the_letter()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        Assert.True(book.Record(driver, new LettersChanged("HK")).MustHandInPaper);
        Assert.True(book.Record(driver, new LettersChanged("DHK")).MustHandInPaper);
        Assert.False(book.Record(driver, new LettersChanged("H")).MustHandInPaper);
    }

    [Fact]
    [NamesRule(OfficeRule.SeizureHandsInThePaper)]
    public async Task States_the_duty_where_a_seizure_comes_with_the_driver_but_for_one_that_a_person_has_put_right_since()
    {
        await using var book = await Book.OpenAsync();
        var (seized, corrected) = (book.Put(1), book.Put(2));
        var moved = book.Now.AddMinutes(-10);
        var (came, late) = (book.State(seized, new MovedIn("320500", "K"), moved), book.State(seized, new MovedIn("320500", "HK"), moved));
        Assert.Equal(("K", true), (came.Letters, came.MustHandInPaper));
        Assert.False(book.Record(seized, new PaperHandedIn("receipt 1")).MustHandInPaper);
        Assert.True(late.MustHandInPaper);

        book.Record(corrected, new LettersCorrected("A", "a reason of this test"));
        var heard = book.State(corrected, new MovedIn("320500", "K"), moved);
        Assert.Equal(("A", false), (heard.Letters, heard.MustHandInPaper));
    }

    [Fact]
    public async Task Ends_the_licences_of_a_lost_device_and_no_others()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        var (old, lost, other) = (book.Licence(driver, "lost"), book.Licence(driver, "lost"), book.Licence(driver, "kept"));
        Assert.Equal(LifeRefusal.NoSuchLicence, book.Record(book.Put(2), new DeviceLost(lost)).Refusal);
        var outcome = book.Record(driver, new DeviceLost(lost));
        Assert.Equal((Consequence.Removed, "A"), (outcome.Consequence, outcome.Letters));
        Assert.Equal(StatusValue.Invalid, book.Find(lost).StatusValue);
        Assert.Equal(StatusValue.Invalid, book.Find(old).StatusValue);
        Assert.Equal(StatusValue.Valid, book.Find(other).StatusValue);
        Assert.Equal(LifeRefusal.LostAlready, book.Record(driver, new DeviceLost(lost)).Refusal);
        book.Record(driver, new Held("decision"));
        book.Record(driver, new Released(Holding.Held, "decision"));
        Assert.Equal(StatusValue.Invalid, book.Find(lost).StatusValue); // For ever.
    }

    [Fact]
    public async Task Reads_back_what_was_recorded()
    {
        await using var book = await Book.OpenAsync();
        var driver = book.Put(1);
        LifeEvent[] events = [new Seized("officer 1"), new AddressCorrected("示例路1号"), new Cancelled(AsPenalty: true), new Restored()];
        Assert.All(events, lifeEvent => Assert.Null(book.Record(driver, lifeEvent).Refusal));
        Assert.Equal(events, book.Events(driver).Select(row => row.Event));
        Assert.Equal(["K", "K", "FK", "K"], book.Events(driver).Select(row => row.Letters));
        var stored = book.Store.Read(db => db.Query<byte[]>("SELECT body FROM life_events").ToList());
        Assert.All(stored, body => Assert.DoesNotContain("示例路", System.Text.Encoding.UTF8.GetString(body), StringComparison.Ordinal));
    }
}
