using System.Net;
using RegionNode.Gateway.Parties;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// Questions whose body is being read: one party, or one address without a name, holds a share of the requests that may be under way
/// and not all of them, however its bodies drip. What is read gives its place back: an answer may take its time.
/// </summary>
internal sealed class ReadingPlaces(GatewayOptions options)
{
    private const int Shares = 8;
    private const int Least = 4;

    private readonly Places _places = new(Share(options), int.MaxValue);

    /// <summary>The most of one party or address.</summary>
    public int OfOne => Share(options);

    /// <summary>A place, to be given back once the body is there; null where there is none for this caller now.</summary>
    public IDisposable? Take(AskingParty party, IPAddress? from) => _places.Take(party.Region is null ? CallerAddress.Name(from) : party.Name);

    private static int Share(GatewayOptions options) => Math.Max(Least, options.MostRequests / Shares);
}
