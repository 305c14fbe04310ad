using TrustList.Format.Metadata;

namespace TrustList.Format.Tests.Metadata;

public class VerifyDelegationTests
{
    private readonly SampleRepository repository = new();

    [Fact]
    public void Accepts_a_region_by_the_delegation_alone_and_rejects_others()
    {
        var delegations = repository.Targets.Delegations!;
        var region = MetadataReader.Targets(repository.RegionFile).Value;
        var node = MetadataReader.Targets(repository.NodeFile).Value;
        Assert.Null(TrustedMetadata.VerifyDelegation(delegations, "region-310000", region));
        Assert.Equal(MetadataFault.BelowThreshold, TrustedMetadata.VerifyDelegation(delegations, "region-310000", node));
        Assert.Equal(MetadataFault.NotDelegated, TrustedMetadata.VerifyDelegation(delegations, "node-310000", node));
        Assert.Null(TrustedMetadata.VerifyTopLevel(repository.Root, "targets", MetadataReader.Targets(repository.TargetsFile).Value));
        Assert.Equal(MetadataFault.BelowThreshold, TrustedMetadata.VerifyTopLevel(repository.Root, "targets", region));
    }

    [Fact]
    public void Compares_files_with_what_lists_them()
    {
        Assert.Null(ListedFile.Check(SampleRepository.Issuers, "issuers"u8));
        Assert.Equal(MetadataFault.HashMismatch, ListedFile.Check(SampleRepository.Issuers, "issuerz"u8));
        Assert.Equal(MetadataFault.LengthMismatch, ListedFile.Check(SampleRepository.Issuers, "issuers "u8));
        Assert.Null(ListedFile.Check(new MetaFile(1), "anything"u8));
    }
}
