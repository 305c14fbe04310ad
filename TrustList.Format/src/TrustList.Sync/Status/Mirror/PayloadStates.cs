using System.Collections.Immutable;
using TrustList.Format.Status;

namespace TrustList.Sync.Status;

/// <summary>The state that a package gives to one of its regions. Nobody vouches for it before its root is that of a signed head.</summary>
/// <param name="Root">Its root; of heads alone, the one that the head states.</param>
/// <param name="State">The state; null for heads alone.</param>
/// <param name="SinceIndex">What it changes since the device index; null where the index must be written anew.</param>
internal sealed record PayloadState(ReadOnlyMemory<byte> Root, RegionStatus? State, StatusDelta? SinceIndex);

/// <summary>Decodes a package's payloads into states.</summary>
internal static class PayloadStates
{
    internal static (ImmutableArray<PayloadState>? States, MirrorOutcome? Failure) Of(MirrorView held, StatusPackage package) => package.Kind switch
    {
        StatusPackageKind.Snapshot => Snapshot(package),
        StatusPackageKind.Rollup => Rollup(held, package),
        _ => ([.. package.Heads.Select(head => new PayloadState(head.StateRoot!.Value, null, null))], null),
    };

    private static (ImmutableArray<PayloadState>?, MirrorOutcome?) Snapshot(StatusPackage package)
    {
        var states = ImmutableArray.CreateBuilder<PayloadState>(package.Heads.Length);
        for (var i = 0; i < package.Heads.Length; i++)
        {
            var decoded = StatusSnapshotCodec.Decode(package.Payloads[i]);
            if (!decoded.Ok || decoded.Value.Blocks != package.Heads[i].Blocks)
                return Failed($"{package.Heads[i].Region}: {(decoded.Ok ? "another number of blocks than its head" : $"{decoded.Fault}: {decoded.Detail}")}");
            states.Add(new PayloadState(decoded.Value.Root(), decoded.Value, null));
        }
        return (states.MoveToImmutable(), null);
    }

    private static (ImmutableArray<PayloadState>?, MirrorOutcome?) Rollup(MirrorView held, StatusPackage package)
    {
        var decoded = StatusDeltaCodec.Decode(package.Payloads[0]);
        if (!decoded.Ok || decoded.Value.Blocks != package.Blocks)
            return Failed(decoded.Ok ? "another number of blocks than its heads" : $"{decoded.Fault}: {decoded.Detail}");
        var deltas = decoded.Value.Split([.. package.Heads.Select(head => head.Blocks)]);
        var states = ImmutableArray.CreateBuilder<PayloadState>(package.Heads.Length);
        for (var i = 0; i < package.Heads.Length; i++)
        {
            var before = held.Regions.GetValueOrDefault(package.Heads[i].Region);
            if (before is not null && before.State.Blocks > deltas[i].Blocks)
                return Failed($"{package.Heads[i].Region}: fewer blocks than before");
            var state = before?.State.Copy() ?? new RegionStatus(0);
            state.Apply(deltas[i]);
            var since = before is null ? deltas[i] : before.SinceIndex?.Then(deltas[i]);
            states.Add(new PayloadState(state.Root(), state, since));
        }
        return (states.MoveToImmutable(), null);
    }

    private static (ImmutableArray<PayloadState>?, MirrorOutcome?) Failed(string detail) => (null, MirrorOutcome.Failed(MirrorFault.Malformed, detail));
}
