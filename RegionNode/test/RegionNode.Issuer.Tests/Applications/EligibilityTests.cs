using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using System.Text.Json;
using TrustList.Format.Registry;
using TrustList.Testing.Photos;

namespace RegionNode.Issuer.Tests.Applications;

public sealed class EligibilityTests
{
    private static readonly Territory Shanghai = new() { Prefixes = ["31"], Except = [] };
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly CurrentPhoto Photo = new(SyntheticPhoto.Licence(), PhotoSource.Registry, null, null);

    [Theory]
    [InlineData("A", true)]
    [InlineData("H", true)]
    [InlineData("I", true)]
    [InlineData("AHI", true)]
    [NamesRule(OfficeRule.NormalAndPendingMayApply)]
    public void Allows_normal_and_pending(string letters, bool allowed) => Assert.Equal(allowed, Reasons(letters).Count == 0);

    [Theory]
    [InlineData("B")]
    [InlineData("D")]
    [InlineData("K")]
    [InlineData("M")]
    [InlineData("S")]
    [InlineData("AHB")]
    [NamesRule(OfficeRule.FaultsRefuseAndMark)]
    public void Refuses_faults(string letters) => Assert.Equal([Ineligibility.Letters], Reasons(letters));

    [Theory]
    [InlineData("E")]
    [InlineData("F")]
    [InlineData("G")]
    [NamesRule(OfficeRule.EndedLicencesAreRemoved)]
    public void Refuses_what_has_ended(string letters) => Assert.Equal([Ineligibility.Letters], Reasons(letters));

    [Theory]
    [InlineData("J")]
    [InlineData("L")]
    [NamesRule(OfficeRule.StoppedAndLockedRefuseAndMark)]
    public void Refuses_stopped_and_locked(string letters) => Assert.Equal([Ineligibility.Letters], Reasons(letters));

    [Theory]
    [InlineData("C")]
    [InlineData("AC")]
    [NamesRule(OfficeRule.MovedOutRefusesAndEnds)]
    public void Refuses_who_moved_out(string letters) => Assert.Equal([Ineligibility.Letters], Reasons(letters));

    [Theory]
    [InlineData("U")]
    [InlineData("HU")]
    [NamesRule(OfficeRule.HeldRefusesAndMarks)]
    public void Refuses_who_is_held(string letters) => Assert.Equal([Ineligibility.Letters], Reasons(letters));

    /// <summary>The whole table at once: what is not named here as allowed is refused, letters that nobody knows among it.</summary>
    [Fact]
    public void Refuses_every_letter_that_the_table_does_not_allow() =>
        Assert.Equal("AHINPT", string.Concat(Enumerable.Range('A', 26).Select(letter => (char)letter).Where(letter => Reasons(letter.ToString()).Count == 0)));

    [Theory]
    [InlineData("N")]
    [InlineData("P")]
    [InlineData("T")]
    [InlineData("ANPT")]
    [NamesRule(OfficeRule.DeferralsAreNoFaults)]
    public void Allows_deferrals(string letters) => Assert.Empty(Reasons(letters));

    [Fact]
    [NamesRule(OfficeRule.ExpiredIsRefused)]
    public void Refuses_from_the_midnight_in_China_after_the_last_day()
    {
        var last = new DateOnly(2026, 5, 4);
        Assert.Empty(Reasons("A", last: last, now: new DateTimeOffset(2026, 5, 4, 15, 59, 59, TimeSpan.Zero)));
        Assert.Equal([Ineligibility.PeriodOver], Reasons("A", last: last, now: new DateTimeOffset(2026, 5, 4, 16, 0, 0, TimeSpan.Zero)));
    }

    /// <summary>Every cell of letters, period, points and photo: each reason is named, whatever the others are.</summary>
    [Fact]
    [NamesRule(OfficeRule.TwelvePointsAreOverTheLimit)]
    public void Names_every_reason_of_every_cell()
    {
        foreach (var (letters, badLetters) in new[] { ("A", false), ("AH", false), ("B", true), ("E", true), ("BDJ", true), ("R", true), ("U", true), ("Z", true) })
        {
            foreach (var expired in new[] { false, true })
            {
                foreach (var points in new[] { 0, 11, 12 })
                {
                    foreach (var photo in new[] { null, Photo })
                    {
                        Ineligibility?[] expected =
                        [
                            badLetters ? Ineligibility.Letters : null, points >= 12 ? Ineligibility.OverPoints : null,
                            expired ? Ineligibility.PeriodOver : null, photo is null ? Ineligibility.NoPhoto : null,
                        ];
                        var reasons = Judge(letters, expired ? new DateOnly(2026, 5, 3) : null, points, photo, Now);
                        Assert.Equal(expected.OfType<Ineligibility>(), reasons);
                    }
                }
            }
        }
    }

    [Fact]
    public void Adds_what_the_photo_says_to_what_the_record_says()
    {
        var today = ChinaTime.DayOf(Now);
        Assert.Equal([Ineligibility.NoPhoto], PhotoCase.Reasons([Ineligibility.NoPhoto], null, PhotoSource.Registry, false, today));
        Assert.Empty(PhotoCase.Reasons([Ineligibility.NoPhoto], null, PhotoSource.Phone, false, today));
        Assert.Equal([Ineligibility.NoPhoto], PhotoCase.Reasons([Ineligibility.NoPhoto], null, PhotoSource.Phone, true, today)); // Nothing to change.
        Assert.Equal([Ineligibility.StoredPhotoUnfit], PhotoCase.Reasons([], Photo with { Image = [0xFF, 0xD8, 0xFF] }, PhotoSource.Registry, false, today));
        var changed = Photo with { ChangedAt = ChinaTime.Midnight(today.AddMonths(-6)) };
        Assert.Empty(PhotoCase.Reasons([], changed, PhotoSource.Album, true, today));
        Assert.Equal([Ineligibility.PhotoChangedRecently], PhotoCase.Reasons([], changed, PhotoSource.Album, true, today.AddDays(-1)));
    }

    private static IReadOnlyList<Ineligibility> Reasons(string letters, DateOnly? last = null, DateTimeOffset? now = null) => Judge(letters, last, 0, Photo, now ?? Now);

    private static IReadOnlyList<Ineligibility> Judge(string letters, DateOnly? last, int points, CurrentPhoto? photo, DateTimeOffset now)
    {
        var body = JsonSerializer.Deserialize<DriverRecordBody>(SyntheticDriver.Record(1, "A", points).ToJsonString(), JsonSerializerOptions.Web)! with { ExpiryDate = last };
        var (record, faults) = DriverRecord.Check(SyntheticDriver.FileNumber(1), body);
        Assert.Empty(faults);
        return EligibleApplication.Check(record!, new DriverKey("test"), photo, letters, Shanghai, now).Reasons;
    }
}
