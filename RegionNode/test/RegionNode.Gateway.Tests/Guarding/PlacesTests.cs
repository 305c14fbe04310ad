using System.Net;
using RegionNode.Gateway.Guarding;
using RegionNode.Gateway.Verifying.Shown;

namespace RegionNode.Gateway.Tests.Guarding;

/// <summary>Nobody takes all places, neither a party nor a stranger's address.</summary>
public sealed class PlacesTests
{
    [Fact]
    public void Gives_one_no_more_than_its_share_and_all_no_more_than_there_is()
    {
        var places = new Places(ofOne: 2, ofAll: 3);
        var (first, second) = (places.Take("a"), places.Take("a"));
        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(places.Take("a"));
        Assert.NotNull(places.Take("b"));
        Assert.Null(places.Take("c"));
        first.Dispose();
        Assert.NotNull(places.Take("c"));
        Assert.Null(places.Take("a"));
    }

    [Fact]
    public void Leaves_places_to_others_whatever_one_address_takes()
    {
        using var places = new PresentationPlaces();
        var stranger = IPAddress.Parse("192.0.2.1");
        for (var taken = 0; taken < PresentationPlaces.OfOneAddress; taken++) Assert.NotNull(places.Take(stranger));
        Assert.Null(places.Take(stranger));
        Assert.Null(places.Take(stranger.MapToIPv6()));
        Assert.NotNull(places.Take(IPAddress.Parse("192.0.2.2")));
    }

    [Fact]
    public void Lets_one_address_hand_in_only_so_fast()
    {
        using var places = new PresentationPlaces();
        var granted = Enumerable.Range(0, 100).Count(_ => places.MayHandIn(IPAddress.Parse("2001:db8::1")));
        Assert.InRange(granted, 2 * PresentationPlaces.PerSecond, 99);
        Assert.True(places.MayHandIn(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:0:7::1", "20010db800000007")]
    [InlineData("2001:db8:0:7:ffff::", "20010db800000007")]
    public void Counts_an_address_by_what_one_subscriber_has(string address, string name) => Assert.Equal(name, CallerAddress.Name(IPAddress.Parse(address)));
}
