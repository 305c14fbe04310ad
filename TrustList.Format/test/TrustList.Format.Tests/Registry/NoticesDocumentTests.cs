using TrustList.Format.Registry;
using TrustList.Testing;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Registry;

public sealed class NoticesDocumentTests
{
    private static readonly string Signer = RegionSimulator.ThumbprintOf(Shanghai.SignerCertificate);
    private static readonly EmergencyNotice First = SampleNotices.OfKey("310000", Signer, Start.AddDays(10), 3, Start.AddDays(5), "sunday-1");
    private static readonly EmergencyNotice Second = SampleNotices.OfRegion("320000", Start.AddDays(11), 4, "sunday-2");
    private static readonly NoticesDocument Before = SampleNotices.Document(First);

    [Fact]
    public void Accepts_what_it_wrote_byte_for_byte()
    {
        var document = SampleNotices.Document(First, Second);
        var read = NoticesDocument.Read(document.Write());
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(document.Write(), read.Value.Write());
        Assert.Equal(First, read.Value.Find("sunday-1"));
        Assert.Empty(NoticesDocument.Read(NoticesDocument.Empty.Write()).Value.Notices);
    }

    [Fact]
    public void Rejects_a_notice_that_is_not_consistent_in_itself()
    {
        AssertRefused(RegistryFault.DuplicateRecord, First, First);
        AssertRefused(RegistryFault.Malformed, First with { Id = "Sunday 1" });
        AssertRefused(RegistryFault.BadRegionCode, First with { Region = "000000" });
        AssertRefused(RegistryFault.Malformed, First with { Key = null });
        AssertRefused(RegistryFault.Malformed, Second with { Key = Signer });
        AssertRefused(RegistryFault.Malformed, Second with { DistrustAfter = Second.IssuedAt });
        AssertRefused(RegistryFault.DatesOutOfOrder, First with { LapsesAt = First.IssuedAt });
        AssertRefused(RegistryFault.DatesOutOfOrder, First with { DistrustAfter = First.IssuedAt.AddSeconds(1) });
        AssertRefused(RegistryFault.NoticeOutOfBounds, First with { LapsesAt = First.IssuedAt.AddHours(72).AddSeconds(1) });
        AssertRefused(RegistryFault.HistoryOutOfOrder, Second, First);
        AssertRefused(RegistryFault.HistoryOutOfOrder, First, Second with { TargetsVersion = 2 });
    }

    [Fact]
    public void Rejects_members_that_the_format_does_not_have()
    {
        var text = System.Text.Encoding.UTF8.GetString(Before.Write());
        Assert.False(NoticesDocument.Read(System.Text.Encoding.UTF8.GetBytes(text.Replace("\"kind\"", "\"silent\":true,\"kind\"", StringComparison.Ordinal))).Ok);
        Assert.False(NoticesDocument.Read(System.Text.Encoding.UTF8.GetBytes(text.Replace("notices/1", "notices/2", StringComparison.Ordinal))).Ok);
    }

    [Fact]
    public void Accepts_a_version_that_adds() => Assert.Null(SampleNotices.Document(First, Second).CheckSuccessor(Before));

    [Fact]
    public void Rejects_a_version_that_drops_weakens_or_moves_a_notice()
    {
        Assert.Equal(RegistryFault.RecordDropped, SampleNotices.Document(Second).CheckSuccessor(Before)!.Fault);
        Assert.Equal(RegistryFault.RecordDropped, NoticesDocument.Empty.CheckSuccessor(Before)!.Fault);
        AssertLoosened(First with { DistrustAfter = First.IssuedAt });
        AssertLoosened(First with { LapsesAt = First.LapsesAt.AddHours(-1) });
        AssertLoosened(First with { TargetsVersion = 2 });
        AssertLoosened(First with { Region = "320000" });
        AssertLoosened(First with { Reason = new("没事", "Nothing happened") });
        Assert.Equal(
            RegistryFault.HistoryRewritten, SampleNotices.Document(Second with { IssuedAt = First.IssuedAt, TargetsVersion = 3 }, First).CheckSuccessor(Before)!.Fault);
    }

    [Fact]
    public void Rejects_new_notices_that_cannot_be_so()
    {
        var now = First.IssuedAt.AddMinutes(2);
        Assert.Null(New(First, now));
        AssertOutOfBounds(First with { IssuedAt = now.AddMinutes(2), LapsesAt = now.AddHours(3) }, now);
        AssertOutOfBounds(First, First.IssuedAt.AddHours(25));
        AssertOutOfBounds(First with { LapsesAt = now }, now);
        AssertOutOfBounds(First with { DistrustAfter = First.IssuedAt.AddDays(-30).AddSeconds(-1) }, now);
        AssertOutOfBounds(First with { TargetsVersion = 4 }, now);
        AssertOutOfBounds(First with { Region = "440000" }, now);
        AssertOutOfBounds(First with { Key = new string('0', 64) }, now);
        Assert.Null(New(First with { Key = Shanghai.StatusKey.PublicKey.Thumbprint }, now));
        // What was admitted before is not judged again: its region's keys or the policy may have changed.
        Assert.Null(SampleNotices.Document(First).CheckNew(SampleNotices.Document(First), Context(First.IssuedAt.AddDays(99))));
    }

    private static RegistryRefusal? New(EmergencyNotice notice, DateTimeOffset now) =>
        SampleNotices.Document(notice).CheckNew(NoticesDocument.Empty, Context(now));

    private static NoticeContext Context(DateTimeOffset now) => new(
        now, 3, RegistrySamples.Registry, SamplePolicies.Policy, code => code == "310000" ? Shanghai.Issuers : null);

    private static void AssertOutOfBounds(EmergencyNotice notice, DateTimeOffset now) =>
        Assert.Equal(RegistryFault.NoticeOutOfBounds, New(notice, now)?.Fault);

    private static void AssertRefused(RegistryFault fault, params EmergencyNotice[] notices)
    {
        var document = SampleNotices.Document(notices);
        Assert.Equal(fault, document.Check()?.Fault);
        Assert.False(NoticesDocument.Read(document.Write()).Ok);
    }

    private static void AssertLoosened(EmergencyNotice after) =>
        Assert.Equal(RegistryFault.RecordLoosened, SampleNotices.Document(after).CheckSuccessor(Before)?.Fault);
}
