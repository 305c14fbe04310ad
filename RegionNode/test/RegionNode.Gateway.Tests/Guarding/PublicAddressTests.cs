using System.Net;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Routing;
using RegionNode.Gateway.Tests.World;

namespace RegionNode.Gateway.Tests.Guarding;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("2400:3200::1")]
    [InlineData("::ffff:8.8.8.8")]
    public void Accepts_a_public_address(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.0.9")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("192.0.0.8")]
    [InlineData("198.18.0.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:4136:e378::1")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Rejects_an_address_that_is_not(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://127.0.0.1")]
    [InlineData("https://localhost")]
    [InlineData("https://0x7f.1")]
    [InlineData("https://2130706433")]
    [InlineData("https://[::1]")]
    [InlineData("https://[::ffff:127.0.0.1]")]
    public async Task Never_connects_to_this_machine_however_it_is_written(string url)
    {
        await using var home = await ScriptedHome.Start();
        var at = new UriBuilder(url) { Port = home.Url.Port }.Uri;
        await Assert.ThrowsAsync<ForbiddenAddressException>(async () => await PublicDialer.OfSystem.Connect(new DnsEndPoint(at.IdnHost, at.Port), default));
        Assert.Equal(0, home.Host.Connections);
    }

    [Fact]
    public async Task Never_connects_to_the_private_one_of_a_names_addresses_nor_looks_the_name_up_twice()
    {
        await using var home = await ScriptedHome.Start();
        var lookUps = 0;
        var dialer = new PublicDialer((_, _) => Task.FromResult(lookUps++ == 0 ? [IPAddress.Parse("10.0.0.1"), IPAddress.Loopback] : new[] { IPAddress.Parse("8.8.8.8") }));
        await Assert.ThrowsAsync<ForbiddenAddressException>(async () => await dialer.Connect(new DnsEndPoint("rebinding.test", home.Url.Port), default));
        Assert.Equal((1, 0), (lookUps, home.Host.Connections));
    }

    [Theory]
    [InlineData("http://gateway.test")]
    [InlineData("ftp://gateway.test")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user@gateway.test")]
    [InlineData("gateway.test:443")]
    [InlineData("//gateway.test")]
    public void Makes_no_route_to(string endpoint) => Assert.Null(RegionRoute.Of("310000", [endpoint], [new string('a', 64)], Reach.Public));

    [Fact]
    public void Keeps_of_an_endpoint_its_scheme_host_and_port_alone() =>
        Assert.Equal("https://gateway.test:8443/", RegionRoute.Of("310000", ["https://gateway.test:8443/../x?y#z"], [new string('a', 64)], Reach.Public)!.Destinations.Single().AbsoluteUri);
}
