using TrustList.Format.Metadata;

namespace RegionNode.Issuer.Tests.World;

/// <summary>What the hub must see of an issuer, whatever happened to it.</summary>
internal static class HubInvariants
{
    internal static void Hold(TestRegion region)
    {
        var journal = region.Journal;
        Assert.Equal(journal.Admitted.Count, journal.Admitted.Select(a => a.Id).Distinct().Count());
        Rising(journal.Lists.Select(list => (long)list.Version));
        Rising(journal.Metadata("node-310000").Select(Version));
        Rising(journal.Chains.Of("head").Select(head => head.Number));
        Rising(journal.Chains.Of("issuance").Select(batch => batch.Number));
        region.Headed(); // Each head follows the one before, and its delta leads to its root.
        var leaves = journal.Chains.Leaves(region.StatusKey, region.Clock.GetUtcNow()).Select(leaf => Convert.ToHexStringLower(leaf.Span)).ToList();
        Assert.Equal(leaves.Count, leaves.Distinct().Count());
        Assert.Equal([1L], journal.Metadata("region-310000").Select(Version));
    }

    private static long Version(TrustList.Protocol.SubmitMetadataRequest request) => MetadataReader.Targets(request.Metadata.Memory).Value.Signed.Version;

    private static void Rising(IEnumerable<long> versions)
    {
        var all = versions.ToList();
        Assert.NotEmpty(all);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(v => (long)v), all); // 1, 2, 3: nothing lost, nothing twice.
    }
}
