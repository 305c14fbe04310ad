using System.Net;

namespace RegionNode.Gateway.Guarding;

/// <summary>Places for requests of callers without a name, so many for one address: a stranger with one address does not keep the others out.</summary>
/// <param name="ofOneAddress">The most of one address.</param>
/// <param name="ofAll">The most at once.</param>
internal abstract class StrangerPlaces(int ofOneAddress, int ofAll)
{
    private readonly Places _places = new(ofOneAddress, ofAll);

    /// <summary>A place, to be given back by disposing it once; null where there is none.</summary>
    public IDisposable? Take(IPAddress? from) => _places.Take(CallerAddress.Name(from));
}
