using Federation.Hosting;
using Federation.Hosting.Storage;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;

namespace RegionNode.Issuer.Instances;

/// <summary>The pins that the leader has published, as the database says: asked for only while a next key waits.</summary>
internal sealed class StandbyPins(DatabasePlace place) : IPublishedPins
{
    public bool Lists(string pin)
    {
        try
        {
            using var database = IssuerDatabase.OpenBeside(place);
            return PublishedIssuerPins.Admitted(database)?.IssuerPins.Contains(pin) == true;
        }
        catch (Exception e) when (e is StartRefusedException || StorageFault.Is(e))
        {
            return false; // The next look asks again.
        }
    }
}
