using TrustHub.Log;
using TrustHub.Status;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustHub.Fsck;

/// <summary>
/// The status heads: each signed by a key that might sign when it was admitted, each the next after the one before, each
/// root coming of base and deltas; and of each piece of evidence, that the region did sign both.
/// </summary>
internal sealed class HeadWalk(IStatusStore store, LoggedState state)
{
    public IEnumerable<string> Violations() => store.Regions().SelectMany(OfRegion).Concat(store.Equivocations().SelectMany(OfEvidence));

    private IEnumerable<string> OfRegion(string region)
    {
        var start = store.Base(region);
        var status = start is null ? new RegionStatus(0) : StatusSnapshotCodec.Decode(start.Snapshot) is { Ok: true } decoded ? decoded.Value : null;
        var before = start is null ? null : store.Find(region, start.Version) is { } row ? Head(row.Content) : null;
        if (start is not null && (status is null || before is null || !status.Root().Span.SequenceEqual(before.Claims.StateRoot.Span)))
        {
            yield return $"status of region {region}: base {start.Version} is not the state of its head";
            yield break; // All after it rests on it.
        }
        foreach (var content in store.After(region, start?.Version ?? 0).Select(row => row.Content))
        {
            var head = Head(content);
            if (Wrong(content, head, before) is { } wrong)
            {
                yield return $"status of region {region}: head {content.Version} {wrong}";
                yield break;
            }
            if (StatusDeltaCodec.Decode(content.Delta) is not { Ok: true, Value: { Blocks: <= Limits.StatusBlocks } delta } || !LeadsTo(status!, delta, head!))
            {
                yield return $"status of region {region}: the delta of head {content.Version} does not lead to its root";
                yield break;
            }
            before = head;
        }
    }

    private static string? Wrong(NewHead content, VerifiedStatusHead? head, VerifiedStatusHead? before) =>
        head is null ? "is not signed by a status key that might sign then"
        : head.Claims.Version != content.Version || !head.Hash.Span.SequenceEqual(content.Hash.Span) ? "has another version or hash than its row"
        : !head.Follows(before) ? "does not follow the one before"
        : null;

    private static bool LeadsTo(RegionStatus status, StatusDelta delta, VerifiedStatusHead head)
    {
        status.Apply(delta);
        return status.Root().Span.SequenceEqual(head.Claims.StateRoot.Span);
    }

    private IEnumerable<string> OfEvidence(EquivocationRow row)
    {
        var (first, second) = (Head(row.Region, row.First, row.At), Head(row.Region, row.Second, row.At));
        if (first is null || second is null || first.Claims.Version != second.Claims.Version || first.Hash.Span.SequenceEqual(second.Hash.Span))
            yield return $"status of region {row.Region}: the evidence about version {row.Version} proves nothing";
    }

    private VerifiedStatusHead? Head(NewHead content) =>
        Head(content.Region, content.Head, content.At, key => KeyLifecycle.MaySign(key, content.At));

    private VerifiedStatusHead? Head(string region, ReadOnlyMemory<byte> bytes, DateTimeOffset at, Func<StatusKey, bool>? allowed = null)
    {
        var issuers = state.Region(region).Issuers;
        var head = VerifiedStatusHead.Verify(
            bytes, region,
            keyId => issuers?.FindStatusKey(keyId) is { } key && allowed?.Invoke(key) is not false && PublicKey.FromSpki(key.Spki.Span) is { Ok: true } read ? read.Value : null,
            at);
        return head.Ok ? head.Value : null;
    }
}
