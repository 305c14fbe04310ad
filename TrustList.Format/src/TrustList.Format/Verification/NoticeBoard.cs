using System.Collections.Immutable;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification;

/// <summary>
/// The emergency notices of a state, and which of them are in force (SPEC.md §5.10). A notice that is known is in force
/// whatever the clock says before its lapse: a clock that runs behind must not undo it. Immutable.
/// </summary>
public sealed class NoticeBoard
{
    private readonly long targetsVersion;
    private readonly int backdateDays;
    private readonly ILookup<string, NoticeDecision> decisions;
    private readonly ILookup<string, EmergencyNotice> ofRegions;
    private readonly ILookup<(string Region, string Key), EmergencyNotice> ofKeys;

    /// <summary>Puts notices beside the policy and the targets that are held.</summary>
    /// <param name="document">The notices.</param>
    /// <param name="policy">Decisions on them, and how far they may reach back.</param>
    /// <param name="targetsVersion">The version of the targets that are held.</param>
    public NoticeBoard(NoticesDocument document, PolicyDocument policy, long targetsVersion)
        : this(document, policy.NoticeDecisions, policy.NoticeBackdateDays, targetsVersion)
    {
    }

    /// <summary>Puts notices beside what is known of the decisions on them, for who has no whole trust list.</summary>
    /// <param name="document">The notices.</param>
    /// <param name="decided">The decisions, oldest first.</param>
    /// <param name="backdateDays">The most days that a notice reaches back before its issue.</param>
    /// <param name="targetsVersion">The version of the targets that are held; <see cref="long.MaxValue"/> lets notices lapse by the clock alone.</param>
    public NoticeBoard(NoticesDocument document, ImmutableArray<NoticeDecision> decided, int backdateDays, long targetsVersion)
    {
        Document = document;
        this.targetsVersion = targetsVersion;
        this.backdateDays = backdateDays;
        decisions = decided.ToLookup(decision => decision.Id, StringComparer.Ordinal);
        ofRegions = document.Notices.Where(notice => notice.Kind == NoticeKind.Region).ToLookup(notice => notice.Region, StringComparer.Ordinal);
        ofKeys = document.Notices.Where(notice => notice.Kind == NoticeKind.Key).ToLookup(notice => (notice.Region, notice.Key!));
    }

    /// <summary>Every notice there ever was, as far as it is known here.</summary>
    public NoticesDocument Document { get; }

    /// <summary>What became of a notice.</summary>
    public NoticeStanding StandingOf(EmergencyNotice notice, DateTimeOffset at)
    {
        var decided = decisions[notice.Id].Where(decision => decision.At <= at).Select(decision => (NoticeOutcome?)decision.Decision).LastOrDefault();
        return decided switch
        {
            NoticeOutcome.Lifted => NoticeStanding.Lifted,
            NoticeOutcome.Ratified => NoticeStanding.Ratified,
            _ when at < notice.LapsesAt => NoticeStanding.InForce,
            _ => targetsVersion > notice.TargetsVersion ? NoticeStanding.Lapsed : NoticeStanding.Overdue,
        };
    }

    /// <summary>Whether a notice has effect.</summary>
    public bool IsInForce(EmergencyNotice notice, DateTimeOffset at) =>
        StandingOf(notice, at) is NoticeStanding.InForce or NoticeStanding.Overdue or NoticeStanding.Ratified;

    /// <summary>The notices that have effect, oldest first.</summary>
    public ImmutableArray<EmergencyNotice> InForce(DateTimeOffset at) => [.. Document.Notices.Where(notice => IsInForce(notice, at))];

    /// <summary>The first notice in force on a whole region, or null.</summary>
    public EmergencyNotice? OfRegion(string code, DateTimeOffset at) => ofRegions[code].FirstOrDefault(notice => IsInForce(notice, at));

    /// <summary>The notice in force on a region's key that reaches back furthest, or null.</summary>
    /// <param name="code">The region.</param>
    /// <param name="key">Thumbprint of a certificate, or name of a status key.</param>
    /// <param name="at">The instant.</param>
    public KeyNotice? OfKey(string code, string key, DateTimeOffset at)
    {
        KeyNotice? furthest = null;
        foreach (var notice in ofKeys[(code, key)])
        {
            var from = DistrustAfter(notice);
            if ((furthest is null || from < furthest.DistrustAfter) && IsInForce(notice, at))
                furthest = new(notice, from);
        }
        return furthest;
    }

    /// <summary>Whether any notice, ended or not, was ever about a region's key.</summary>
    public bool EverNamed(string code, string key) => ofKeys.Contains((code, key));

    private DateTimeOffset DistrustAfter(EmergencyNotice notice)
    {
        var furthest = notice.IssuedAt.AddDays(-backdateDays);
        return notice.DistrustAfter is { } given ? (given > furthest ? given : furthest) : notice.IssuedAt;
    }
}
