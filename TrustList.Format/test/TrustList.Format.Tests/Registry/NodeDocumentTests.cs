using TrustList.Format.Registry;
using TrustList.Format.Signing;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Registry;

public sealed class NodeDocumentTests
{
    private static readonly NodeDocument Sample = Shanghai.Node!;

    [Fact]
    public void Accepts_what_it_wrote_byte_for_byte()
    {
        var read = NodeDocument.Read(Sample.Write());
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(Sample.Write(), read.Value.Write());
    }

    [Theory]
    [InlineData("http://gateway.test")]
    [InlineData("gateway.test")]
    [InlineData("https://user:secret@gateway.test")]
    [InlineData("https://gateway.test/?to=elsewhere")]
    public void Rejects_an_endpoint_that_is_no_plain_https_address(string address) =>
        AssertRefused(RegistryFault.BadAddress, Sample with { GatewayEndpoints = [address] });

    [Theory]
    [InlineData("http://hub.test/status/310000")]
    [InlineData("file:///status/310000/")]
    public void Rejects_a_status_base_that_is_no_folder_on_the_web(string address) =>
        AssertRefused(RegistryFault.BadAddress, Sample with { StatusBase = address });

    [Fact]
    public void Rejects_pins_and_keys_that_are_none()
    {
        AssertRefused(RegistryFault.BadKeyMaterial, Sample with { GatewayPins = [] });
        AssertRefused(RegistryFault.BadKeyMaterial, Sample with { IssuerPins = [Sample.IssuerPins[0].ToUpperInvariant()] });
        AssertRefused(RegistryFault.BadKeyMaterial, Sample with { WitnessKey = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey.SubjectPublicKeyInfo });
    }

    [Fact]
    public void Owns_only_what_lies_below_its_base()
    {
        Assert.True(Sample.OwnsStatusUri("http://hub.test/status/310000/0"));
        Assert.False(Sample.OwnsStatusUri("http://hub.test/status/310000/"));
        Assert.False(Sample.OwnsStatusUri("http://hub.test/status/320000/0"));
        Assert.False(Sample.OwnsStatusUri("http://hub.test/status/310000/../320000/0"));
    }

    [Fact]
    public void Survives_mutated_bytes() => Mutations.Of(Sample.Write(), 13, 2_000, mutant =>
    {
        if (NodeDocument.Read(mutant) is { Ok: true } read)
            Assert.Null(read.Value.Check());
    });

    private static void AssertRefused(RegistryFault fault, NodeDocument document)
    {
        Assert.Equal(fault, document.Check()?.Fault);
        Assert.False(NodeDocument.Read(document.Write()).Ok);
    }
}
