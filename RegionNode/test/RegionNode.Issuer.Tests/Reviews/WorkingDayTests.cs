using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Reviews;

public sealed class WorkingDayTests
{
    private static readonly WorkingDays Calendar = WorkingDays.Load();

    [Theory]
    [InlineData("2022-03-09T10:00", "2022-03-10T10:00")] // Wednesday.
    [InlineData("2022-03-11T18:30", "2022-03-14T18:30")] // Friday evening.
    [InlineData("2022-03-12T09:00", "2022-03-15T00:00")] // Saturday: as if given when Monday began.
    [InlineData("2022-01-28T17:00", "2022-01-29T17:00")] // The Friday before Spring Festival: Saturday is worked in exchange.
    [InlineData("2022-01-30T12:00", "2022-02-07T12:00")] // The worked Sunday before seven days off.
    [InlineData("2022-02-03T12:00", "2022-02-08T00:00")] // Within Spring Festival.
    [InlineData("2021-09-17T12:00", "2021-09-18T12:00")] // A make-up Saturday before Mid-Autumn.
    [InlineData("2021-09-18T12:00", "2021-09-22T12:00")]
    [InlineData("2020-01-23T12:00", "2020-02-03T12:00")] // The Spring Festival that was made longer.
    [InlineData("2025-12-31T12:00", "2026-01-04T12:00")] // Over New Year to a worked Sunday.
    [NamesRule(OfficeRule.WorkingDaysAreTheCalendars)]
    [NamesRule(OfficeRule.PhonePhotoIsReviewedWithinOneWorkingDay)]
    public void Counts_one_working_day_by_the_calendar(string submitted, string deadline)
    {
        var computed = ReviewDeadline.Of(China(submitted), Calendar);
        Assert.Equal((China(deadline), DeadlineBasis.Calendar), (computed.At, computed.Basis));
    }

    [Theory]
    [InlineData("2022-03-09T10:00", "2022-03-14T10:00")] // Wednesday: Thursday, Friday, Monday.
    [InlineData("2022-03-12T09:00", "2022-03-17T00:00")] // Saturday: the end of Wednesday.
    [InlineData("2022-01-28T17:00", "2022-02-07T17:00")] // Two worked days before Spring Festival, and the first after it.
    [NamesRule(OfficeRule.WorkingDaysAreTheCalendars)]
    public void Counts_several_working_days_by_the_calendar(string submitted, string deadline) =>
        Assert.Equal(China(deadline), ReviewDeadline.Of(China(submitted), Calendar, workingDays: 3).At);

    [Fact]
    [NamesRule(OfficeRule.WorkingDaysAreTheCalendars)]
    public void Says_that_it_goes_by_weekends_alone_in_a_year_that_is_not_known()
    {
        var unknown = ReviewDeadline.Of(China("2031-10-02T12:00"), Calendar);
        Assert.Equal((China("2031-10-03T12:00"), DeadlineBasis.WeekendsOnly), (unknown.At, unknown.Basis));
        Assert.Equal(DeadlineBasis.WeekendsOnly, ReviewDeadline.Of(China("2026-12-31T12:00"), Calendar).Basis);
    }

    [Fact]
    public void Never_gives_a_later_submission_an_earlier_deadline()
    {
        var (last, hour) = (DateTimeOffset.MinValue, TimeSpan.FromHours(1));
        for (var submitted = China("2020-01-01T00:00"); submitted < China("2026-12-25T00:00"); submitted += hour)
        {
            var deadline = ReviewDeadline.Of(submitted, Calendar).At;
            Assert.True(deadline >= last && deadline > submitted, $"{submitted:O}");
            last = deadline;
        }
    }

    [Fact]
    public void Knows_the_years_of_the_notices()
    {
        Assert.Equal(Enumerable.Range(2020, 7), Enumerable.Range(2015, 20).Where(Calendar.Knows));
    }

    /// <summary>
    /// What a notice moves it gives back: a year has its Mondays to Fridays less its statutory holidays, which are 11 until 2024 and 13
    /// from 2025 on; two more days in 2020, when Spring Festival was made longer.
    /// </summary>
    [Theory]
    [InlineData(2020, 262 - 11 - 2)]
    [InlineData(2021, 261 - 11)]
    [InlineData(2022, 260 - 11)]
    [InlineData(2023, 260 - 11)]
    [InlineData(2024, 262 - 11)]
    [InlineData(2025, 261 - 13)]
    [InlineData(2026, 261 - 13)]
    [NamesRule(OfficeRule.WorkingDaysAreTheCalendars)]
    public void Leaves_each_year_its_working_days(int year, int days) => Assert.Equal(
        days, Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Count(day => Calendar.IsWorkingDay(new DateOnly(year, 1, 1).AddDays(day))));

    [Fact]
    public void Takes_later_years_from_the_operators_file_and_refuses_one_that_is_none()
    {
        using var folder = new TestFolder();
        var file = folder.File("working-days.txt");
        File.WriteAllText(file, "2031 notice test\n2031 off 10-01..10-07\n");
        Assert.Equal(China("2031-10-09T00:00"), ReviewDeadline.Of(China("2031-10-02T12:00"), WorkingDays.Load(file)).At);
        File.WriteAllText(file, "2031 off 13-01\n");
        Assert.Throws<FormatException>(() => WorkingDays.Load(file));
    }

    private static DateTimeOffset China(string local) => new(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
