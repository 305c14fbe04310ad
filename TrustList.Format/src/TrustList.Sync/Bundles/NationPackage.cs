using TrustList.Format.Status;
using TrustList.Sync.Status;

namespace TrustList.Sync;

/// <summary>A device's status as the one package that a hub would serve: for a bundle (SPEC.md §9.2).</summary>
internal static class NationPackage
{
    /// <summary>Where it stands, in a bundle as on a hub.</summary>
    public const string Path = "state/nation";

    /// <summary>The states of all regions that the newest epoch covers; null where there is none.</summary>
    public static byte[]? Of(MirrorView view)
    {
        var listed = view.Settled.Where(region => region.Proof?.Number == view.Newest?.Number).ToList();
        return listed.Count == 0 ? null : new StatusPackage
        {
            Kind = StatusPackageKind.Snapshot,
            Heads = [.. listed.Select(region => CompactHead.Of(region.Head!))],
            Others = view.Newest is { Epoch: not null } proof ? [.. proof.Heads.ExceptBy(listed.Select(region => region.Code), head => head.Region)] : [],
            Payloads = [.. listed.Select(region => (ReadOnlyMemory<byte>)StatusSnapshotCodec.Encode(region.State))],
            LogProof = view.Newest?.Epoch?.Proof.Write() ?? [],
        }.Write();
    }
}
