using TrustList.Format.Registry;

namespace TrustList.Testing;

/// <summary>Emergency notices for tests.</summary>
public static class SampleNotices
{
    /// <summary>A notice on a whole region, for 72 hours.</summary>
    public static EmergencyNotice OfRegion(string code, DateTimeOffset issuedAt, long targetsVersion, string id = "notice-1") => new()
    {
        Id = id,
        Kind = NoticeKind.Region,
        Region = code,
        IssuedAt = issuedAt,
        LapsesAt = issuedAt + EmergencyNotice.LongestLife,
        TargetsVersion = targetsVersion,
        Reason = new("测试通告", "A notice of the test"),
    };

    /// <summary>A notice on a certificate or status key, for 72 hours.</summary>
    public static EmergencyNotice OfKey(
        string code, string key, DateTimeOffset issuedAt, long targetsVersion, DateTimeOffset? distrustAfter = null, string id = "notice-1") =>
        OfRegion(code, issuedAt, targetsVersion, id) with { Kind = NoticeKind.Key, Key = key, DistrustAfter = distrustAfter };

    /// <summary>A document of these notices.</summary>
    public static NoticesDocument Document(params ReadOnlySpan<EmergencyNotice> notices) => new() { Notices = [.. notices] };

    /// <summary>A decision of the national operators.</summary>
    public static NoticeDecision Decide(string id, NoticeOutcome decision, DateTimeOffset at) =>
        new(id, decision, at, new("测试决定", "A decision of the test"));
}
