using Federation.Hosting.Problems;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Holders;

/// <summary>A licence of ours and the device that holds it. Holding one proves that the device has the key that the licence names, now.</summary>
internal sealed record HeldLicence(LicenceRow Licence, ProvenDevice Device);

/// <summary>Lets a holder in who proves to have the device that a licence is bound to.</summary>
internal sealed class HolderDoor(IDurableStore store, StatusLists lists, KeyDoor door)
{
    /// <summary>The licence, or why not. A licence of another device and one that does not exist are answered alike.</summary>
    /// <param name="body">What came.</param>
    /// <param name="act">What the proof must be for.</param>
    /// <param name="more">What it must cover beside the licence's place.</param>
    internal (HeldLicence? Held, ProblemResult? Problem) Open(PossessionBody body, HolderAct act, string? more = null)
    {
        var (held, _, problem) = door.Open(
            body.Nonce, body.DeviceKey, body.Proof, act, HolderProof.SubjectOf(body.StatusUri, body.Index, more), device => Find(body, device), IssuerProblems.NotThisDevice);
        return (held, problem);
    }

    private HeldLicence? Find(PossessionBody body, ProvenDevice device) =>
        lists.BlockOf(body.StatusUri) is { } block && store.Read(db => LicenceTable.FindByIndex(db, block, body.Index)) is { IssuerSigned: not null } licence
            && licence.DeviceKey == device.Key.Thumbprint
            ? new HeldLicence(licence, device)
            : null;
}
