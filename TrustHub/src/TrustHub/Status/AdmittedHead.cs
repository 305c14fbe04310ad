using TrustHub.Admission;
using TrustList.Format.Encoding;
using TrustList.Format.Status;

namespace TrustHub.Status;

/// <summary>
/// A status head that may be recorded. Holding one proves that every check of README §2 ran: the region speaks and signed
/// it, it is the next after <see cref="RegionHistory.Newest"/>, and its delta leads from that state to its root.
/// </summary>
public sealed class AdmittedHead
{
    private readonly HeadSubmission _submission;
    private readonly string _caller;

    private AdmittedHead(HeadSubmission submission, string caller, VerifiedStatusHead head, StatusDelta delta, RegionStatus state) =>
        (_submission, _caller, Head, Delta, State) = (submission, caller, head, delta, state);

    /// <summary>The head.</summary>
    public VerifiedStatusHead Head { get; }

    /// <summary>What changed since the head before.</summary>
    public StatusDelta Delta { get; }

    /// <summary>The region's state with this head. Not to be changed.</summary>
    public RegionStatus State { get; }

    /// <summary>Examines a head.</summary>
    /// <param name="submission">As it was sent.</param>
    /// <param name="present">What the region has; null before its first head.</param>
    /// <param name="held">The region's head of an earlier version; null where it is folded.</param>
    /// <param name="context">Against what.</param>
    internal static ExaminedHead Examine(
        HeadSubmission submission, RegionHistory? present, Func<long, HeadRow?> held, AdmissionContext context)
    {
        var code = submission.Region;
        if (submission.Head.Length > Limits.StatusHeadBytes || submission.Delta.Length > Limits.StatusDeltaBytes)
            return new Refused(AdmissionFault.TooLarge, $"a head has at most {Limits.StatusHeadBytes} bytes, a delta {Limits.StatusDeltaBytes}");
        var region = context.State.Region(code);
        if ((RegionChain.Registered(context, code, out _) ?? RegionChain.Speaks(context, region, code)) is { } notSpeaking)
            return notSpeaking;

        var keys = new StatusKeyRing(region.Issuers!, context.State.Policy!, context.State.NoticeBoard!, context.Now);
        var verified = VerifiedStatusHead.Verify(submission.Head, code, keys.Find, context.Now);
        if (!verified.Ok)
            return verified.Fault == StatusFault.WrongSubject
                ? new Refused(AdmissionFault.WrongRegion, $"the head is not of region {code}")
                : keys.Refusal("head", verified.Fault, verified.Detail);

        var head = verified.Value;
        if (present is not null && head.Claims.Version <= present.Version)
            return Again(head, present.Version, held(head.Claims.Version));
        return Follows(head.Claims, present) ?? Applied(submission, head, present, context);
    }

    /// <summary>What is to be recorded.</summary>
    internal NewHead ToRow(DateTimeOffset at) => new(
        _submission.SubmissionId, Head.Claims.Region, Head.Claims.Version, Head.Hash, _submission.Head, _submission.Delta, at, _caller);

    /// <summary>A version that is admitted: the same head, another one under its version, or too old to tell.</summary>
    private static ExaminedHead Again(VerifiedStatusHead head, long newest, HeadRow? row) =>
        row is null ? new Refused(AdmissionFault.Rollback, $"head {head.Claims.Version} is older than {newest}")
        : row.Content.Hash.Span.SequenceEqual(head.Hash.Span) ? ExaminedHead.Repeated(row)
        : ExaminedHead.Contradicts(row, head);

    private static Refused? Follows(StatusHeadClaims next, RegionHistory? present)
    {
        var newest = present?.Newest.Claims;
        if (next.Version != (newest?.Version ?? 0) + 1)
            return new(AdmissionFault.VersionGap, $"head {next.Version} cannot follow head {newest?.Version ?? 0}");
        if (newest is null)
            return null;
        return !next.Previous.Span.SequenceEqual(present!.Newest.Hash.Span)
                ? new(AdmissionFault.BrokenChain, $"head {next.Version} names another predecessor than the admitted head {newest.Version}")
            : next.IssuedAt < newest.IssuedAt || next.Blocks < newest.Blocks
                ? new(AdmissionFault.NotSuccessor, $"head {next.Version} is older or has fewer blocks than head {newest.Version}")
            : null;
    }

    private static ExaminedHead Applied(HeadSubmission submission, VerifiedStatusHead head, RegionHistory? present, AdmissionContext context)
    {
        var delta = StatusDeltaCodec.Decode(submission.Delta);
        if (!delta.Ok)
            return new Refused(AdmissionFault.BadDelta, $"delta: {delta.Fault}: {delta.Detail}");
        if (delta.Value.Blocks != head.Claims.Blocks)
            return new Refused(AdmissionFault.BadDelta, $"the delta has {delta.Value.Blocks} blocks, the head {head.Claims.Blocks}");
        var state = present?.State.Copy() ?? new RegionStatus(0);
        state.Apply(delta.Value);
        return state.Root().Span.SequenceEqual(head.Claims.StateRoot.Span)
            ? new AdmittedHead(submission, context.CallerPin ?? "", head, delta.Value, state)
            : new Refused(AdmissionFault.RootMismatch, "the delta does not lead to the state root of the head");
    }
}
