using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace TrustList.Sync.Status;

/// <summary>One pushed head: the next of its region, or a repetition, or a gap, or proof that the region said two things.</summary>
internal static class UpdateApplication
{
    internal static (MirrorView, MirrorOutcome) Run(
        MirrorView held, string code, ReadOnlyMemory<byte> headBytes, ReadOnlyMemory<byte> deltaBytes, TrustState trust, DateTimeOffset now)
    {
        if (trust.StandingOf(code, now) != RegionStanding.Active)
            return (held, Failed(MirrorFault.UnknownKey, $"{code} is not active"));
        var verified = VerifiedStatusHead.Verify(headBytes, code, keyId => trust.FindStatusKey(code, keyId, now), now);
        if (!verified.Ok)
            return (held, Failed(FaultOf(verified.Fault), $"{code}: {verified.Fault}: {verified.Detail}"));
        var head = verified.Value;
        var region = held.Regions.GetValueOrDefault(code) ?? Nothing(code);

        // 1. What was seen before, or is older: harmless, unless it is another word under the same number.
        if (head.Claims.Version <= (region.NewestHead?.Claims.Version ?? 0))
            return (held, region.HeadOf(head.Claims.Version) is { } same && !same.Hash.Span.SequenceEqual(head.Hash.Span)
                ? Failed(MirrorFault.Equivocation, $"{code}: two heads of version {head.Claims.Version}") with { Evidence = (same.Bytes, head.Bytes) }
                : MirrorOutcome.Unchanged);

        // 2. The very next one.
        if (!head.Follows(region.NewestHead))
            return (held, Failed(MirrorFault.Gap, $"{code}: {head.Claims.Version} after {region.NewestHead?.Claims.Version ?? 0}") with { Behind = [code] });
        var delta = StatusDeltaCodec.Decode(deltaBytes);
        if (!delta.Ok || delta.Value.Blocks != head.Claims.Blocks || head.Claims.Blocks < region.Newest.Blocks)
            return (held, Failed(MirrorFault.Malformed, $"{code}: {(delta.Ok ? "another number of blocks than the head" : delta.Detail)}"));
        if (region.Pending.Length >= MirrorRegion.MaxPending || region.Worst.Count + delta.Value.Changes.Length > MirrorRegion.MaxPendingChanges)
            return (held, Failed(MirrorFault.TooManyPending, $"{code}: {region.Pending.Length} heads wait") with { Behind = [code] });

        // 3. The delta is nobody's word: the root in the head decides.
        var newest = region.Newest.Copy();
        newest.Apply(delta.Value);
        if (!newest.Root().Span.SequenceEqual(head.Claims.StateRoot.Span))
            return (held, Failed(MirrorFault.RootMismatch, $"{code}: version {head.Claims.Version}"));

        var next = region.With(new PendingHead(head, delta.Value, now), newest);
        if (trust.Policy.Log is null)
            next = next.Settle(head.Claims.Version, null);
        return (held with { Regions = held.Regions.SetItem(code, next) }, MirrorOutcome.News with { Pushed = (head, delta.Value) });
    }

    internal static MirrorFault FaultOf(StatusFault fault) => fault switch
    {
        StatusFault.UnknownKey => MirrorFault.UnknownKey,
        StatusFault.BadSignature => MirrorFault.BadSignature,
        StatusFault.RootMismatch => MirrorFault.RootMismatch,
        StatusFault.HeadsMismatch => MirrorFault.HeadsMismatch,
        _ => MirrorFault.Malformed,
    };

    private static MirrorRegion Nothing(string code)
    {
        var empty = new RegionStatus(0);
        return new() { Code = code, Head = null, State = empty, Newest = empty, Proof = null, SinceIndex = new StatusDelta(0, []) };
    }

    private static MirrorOutcome Failed(MirrorFault fault, string detail) => MirrorOutcome.Failed(fault, detail);
}
