using Federation.Hosting.Problems;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Storage;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Holders;

/// <summary>
/// Gives a licence to its holder's device. After a crash or a lost answer the same device collects again (new nonce, same offer) and
/// gets the recorded licence; another device gets nothing.
/// </summary>
internal sealed class CollectionDesk(IDurableStore store, IssueDesk issue, KeyDoor door, TimeProvider clock)
{
    private const string Endpoint = "CollectLicence";

    /// <summary>The licence, or why not.</summary>
    internal (byte[]? IssuerSigned, ProblemResult? Problem) Collect(CollectBody body)
    {
        // 1. The device proves its key over an offer that exists.
        var (licence, device, problem) = door.Open(
            body.Nonce, body.DeviceKey, body.Proof, HolderAct.Collect, body.Offer, _ => store.Read(db => LicenceTable.FindByOffer(db, Offer.HashOf(body.Offer))),
            IssuerProblems.OfferRefused);
        if (licence is null || device is null)
            return (null, problem);
        // 2. The offer is for this device.
        if (licence.BoundKey is { } checkedKey && checkedKey != device.Key.Thumbprint)
            return Refuse(IssuerProblems.OfferBound);
        // 3. Taken before: the same device gets the same bytes.
        if (licence.DeviceKey is { } bound && bound != device.Key.Thumbprint)
            return Refuse(IssuerProblems.OfferUsed);
        if (licence.Lost != 0)
            return Refuse(IssuerProblems.DeviceWasLost);
        if (licence.Superseded != 0 && licence.IssuerSigned is null)
            return Refuse(IssuerProblems.OfferRefused); // The driver has a newer one.
        if (licence.IssuerSigned is { } recorded)
        {
            store.Note(Access.OfDevice(device.Key.Thumbprint, Endpoint), AuditAct.LicenceCollected, licence.Driver, $"licence {licence.Id}: again", clock.GetUtcNow());
            return (recorded, null);
        }
        return clock.GetUtcNow() >= licence.OfferExpires.Instant() ? Refuse(IssuerProblems.OfferExpired) : issue.Issue(licence, device, Endpoint);
    }

    private static (byte[]?, ProblemResult?) Refuse(ProblemCode problem) => (null, problem.Result());
}
