using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace TrustList.Sync.Status;

/// <summary>A region's head as it was stored.</summary>
/// <param name="Code">The region.</param>
/// <param name="Blocks">Blocks of its state.</param>
/// <param name="Head">The head; null where no key that counts now signed it, and the region is of no use here.</param>
/// <param name="Proof">The epoch that covers it.</param>
internal sealed record StoredHead(string Code, int Blocks, VerifiedStatusHead? Head, ProvenHeads Proof);

/// <summary>The heads that a device's status rests on, as packages of heads alone: one for each epoch.</summary>
internal static class StoredHeads
{
    public static IEnumerable<StatusPackage> Of(MirrorView view) => view.Settled
        .GroupBy(region => region.Proof?.Number ?? -1)
        .Select(epoch => new StatusPackage
        {
            Kind = StatusPackageKind.Heads,
            Heads = [.. epoch.Select(region => CompactHead.Of(region.Head!, withRoot: true))],
            Others = epoch.First().Proof is { Epoch: not null } proof ? [.. proof.Heads.ExceptBy(epoch.Select(region => region.Code), head => head.Region)] : [],
            LogProof = epoch.First().Proof?.Epoch?.Proof.Write() ?? [],
        });

    /// <summary>Verifies a package anew and adds its heads; why it is refused, or null.</summary>
    public static string? Verify(StatusPackage package, TrustState trust, DateTimeOffset now, List<StoredHead> into)
    {
        if (package.Kind != StatusPackageKind.Heads)
            return "not a package of heads";
        var (epoch, failure) = ProvenHeads.Witnessed(package.LogProof, trust, now);
        if (failure is not null)
            return failure.Detail;
        var hashes = package.Heads.Select(head => StatusHead.Hash(head.ToClaims(head.StateRoot!.Value))).ToList();
        if (ProvenHeads.Bind(epoch, package.AllHeads(hashes)) is not { } proven)
            return "not the heads of their epoch";
        foreach (var compact in package.Heads)
        {
            var key = trust.FindStatusKey(compact.Region, compact.KeyId, now);
            var verified = key is null ? default
                : VerifiedStatusHead.Verify(compact.ToHead(compact.StateRoot!.Value, key.Algorithm), compact.Region, _ => key, now);
            if (key is not null && !verified.Ok)
                return $"{compact.Region}: {verified.Fault}";
            into.Add(new StoredHead(compact.Region, compact.Blocks, key is null ? null : verified.Value, proven));
        }
        return null;
    }
}
