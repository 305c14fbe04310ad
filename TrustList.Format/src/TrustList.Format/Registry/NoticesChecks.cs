namespace TrustList.Format.Registry;

/// <summary>The checks of <c>notices.json</c>, of its next version, and of what a version adds (SPEC.md §5.10).</summary>
internal static class NoticesChecks
{
    /// <summary>How far an officer's clock may differ from the hub's, and how long a notice may take to reach it.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWay = TimeSpan.FromDays(1);

    internal static RegistryRefusal? Check(NoticesDocument document)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        EmergencyNotice? before = null;
        foreach (var notice in document.Notices)
        {
            if (!ids.Add(notice.Id))
                return new(RegistryFault.DuplicateRecord, notice.Id);
            if (CheckNotice(notice) is { } refusal)
                return refusal;
            if (before is not null && (notice.IssuedAt < before.IssuedAt || notice.TargetsVersion < before.TargetsVersion))
                return new(RegistryFault.HistoryOutOfOrder, notice.Id);
            before = notice;
        }
        return null;
    }

    private static RegistryRefusal? CheckNotice(EmergencyNotice notice)
    {
        if (!RegistryParts.IsId(notice.Id))
            return new(RegistryFault.Malformed, "notice id: a-z, 0-9 and hyphen");
        if (!RegionCode.IsValid(notice.Region))
            return new(RegistryFault.BadRegionCode, $"{notice.Id}: {notice.Region}");
        if ((notice.Kind == NoticeKind.Key) != (notice.Key is not null) || (notice.Kind == NoticeKind.Region && notice.DistrustAfter is not null))
            return new(RegistryFault.Malformed, $"{notice.Id}: key and distrustAfter belong to a notice about a key");
        if (notice.LapsesAt <= notice.IssuedAt || notice.DistrustAfter > notice.IssuedAt)
            return new(RegistryFault.DatesOutOfOrder, $"{notice.Id}: distrustAfter <= issuedAt < lapsesAt");
        return notice.LapsesAt > notice.IssuedAt + EmergencyNotice.LongestLife
            ? new(RegistryFault.NoticeOutOfBounds, $"{notice.Id}: lapses more than 72 hours after its issue")
            : null;
    }

    internal static RegistryRefusal? CheckSuccessor(NoticesDocument document, NoticesDocument previous)
    {
        for (var i = 0; i < previous.Notices.Length; i++)
        {
            var before = previous.Notices[i];
            if (document.Find(before.Id) is not { } after)
                return new(RegistryFault.RecordDropped, before.Id);
            if (document.Notices[i] != before)
                return new(after == before ? RegistryFault.HistoryRewritten : RegistryFault.RecordLoosened, before.Id);
        }
        return null;
    }

    internal static RegistryRefusal? CheckNew(NoticesDocument document, NoticesDocument previous, NoticeContext context) =>
        document.Notices.Where(notice => previous.Find(notice.Id) is null)
            .Select(notice => CheckNew(notice, context)).FirstOrDefault(refusal => refusal is not null);

    private static RegistryRefusal? CheckNew(EmergencyNotice notice, NoticeContext context)
    {
        RegistryRefusal OutOfBounds(string why) => new(RegistryFault.NoticeOutOfBounds, $"{notice.Id}: {why}");
        if (notice.IssuedAt > context.Now + ClockSkew)
            return OutOfBounds("issued after now");
        // A notice that claims to be old would reach further back than its own date lets it.
        if (notice.IssuedAt < context.Now - LongestWay)
            return OutOfBounds("issued more than a day ago");
        if (notice.LapsesAt <= context.Now)
            return OutOfBounds("lapsed already");
        if (notice.DistrustAfter < notice.IssuedAt.AddDays(-context.Policy.NoticeBackdateDays))
            return OutOfBounds($"reaches back more than {context.Policy.NoticeBackdateDays} days");
        if (notice.TargetsVersion > context.TargetsVersion)
            return OutOfBounds($"names targets {notice.TargetsVersion}; the newest is {context.TargetsVersion}");
        if (context.Registry.Find(notice.Region) is null)
            return OutOfBounds($"region {notice.Region} is not in the registry");
        var issuers = context.Issuers(notice.Region);
        return notice.Key is { } key && issuers?.Find(key) is null && issuers?.FindStatusKey(key) is null
            ? OutOfBounds($"region {notice.Region} lists no such certificate or status key")
            : null;
    }
}
