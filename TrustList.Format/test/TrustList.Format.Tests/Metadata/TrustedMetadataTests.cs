using TrustList.Format.Metadata;

namespace TrustList.Format.Tests.Metadata;

public class TrustedMetadataTests
{
    private readonly SampleRepository repository = new();

    [Fact]
    public void Accepts_the_whole_workflow_and_finds_every_target()
    {
        var trusted = repository.Trust();
        Assert.Equal(SampleRepository.Registry, trusted.Find("registry.json", out var role));
        Assert.Equal(RoleNames.Targets, role);
        Assert.Equal(SampleRepository.Issuers, trusted.Find(SampleRepository.IssuersPath, out role));
        Assert.Equal("region-310000", role);
        Assert.Equal(SampleRepository.Node, trusted.Find(SampleRepository.NodePath, out role));
        Assert.Equal("node-310000", role);
        Assert.Null(trusted.Find("regions/320000/issuers.json", out _));
        Assert.Equal(3, trusted.TargetsRoles.Count);
    }
}
