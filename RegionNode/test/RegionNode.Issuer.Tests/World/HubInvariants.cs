using TrustList.Format.Metadata;

namespace RegionNode.Issuer.Tests.World;

/// <summary>What the hub must see of an issuer, whatever happened to it.</summary>
internal static class HubInvariants
{
    internal static void Hold(HubJournal journal)
    {
        Assert.Equal(journal.Admitted.Count, journal.Admitted.Select(a => a.Id).Distinct().Count());
        Rising(journal.Lists.Select(list => (long)list.Version));
        Rising(journal.Metadata("node-310000").Select(Version));
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
