using Federation.Hosting.Problems;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Holders;

/// <summary>
/// Gives a device the compact form of the licence that it holds (SPEC.md §6.10; decision 0027), signed by the document signer of now.
/// Nothing is kept of it but that it was given. It says what the licence says: what has changed since, its status tells.
/// </summary>
internal sealed class CompactDesk(NodeOptions options, HolderDoor door, SigningKeys signing, Chains chains, IDurableStore store, TimeProvider clock)
{
    /// <summary>The compact licence, or why not.</summary>
    internal (byte[]? Compact, ProblemResult? Problem) Give(PossessionBody body)
    {
        var (held, problem) = door.Open(body, HolderAct.Compact);
        if (held is null)
            return (null, problem);
        if (chains.DatabaseIsOld)
            return Refuse(IssuerProblems.DatabaseOld); // Whose the index is may have been forgotten.
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        if (signing.DocumentSigner(MdocNames.DocType, now) is not { Certificate: var record } certificate
            || DocumentSigner.Of(certificate.Signer, record.Der) is not { Ok: true, Value: var signer } || now < signer.NotBefore)
            return Refuse(IssuerProblems.NoSigner);
        var access = Access.OfDevice(held.Device.Key.Thumbprint, "GetCompactLicence");
        var licence = store.Write("give compact", db =>
        {
            var found = LicenceTable.Find(db, held.Licence.Id)!;
            if (Ended(found, now) is null)
                AuditTrail.Note(db, access, AuditAct.CompactGiven, found.Driver, $"licence {found.Id}", now);
            return found;
        });
        return Ended(licence, now) is { } ended
            ? Refuse(ended)
            : (CompactIssuer.Issue(licence.IssuerSigned!, options.Code, signer, now, record.VerifyUntil), null);
    }

    private static ProblemCode? Ended(LicenceRow licence, DateTimeOffset now) =>
        licence.Lost != 0 ? IssuerProblems.DeviceWasLost
        : licence.Superseded != 0 || now >= licence.ValidUntil!.Value.Instant() ? IssuerProblems.LicenceEnded
        : null;

    private static (byte[]?, ProblemResult?) Refuse(ProblemCode problem) => (null, problem.Result());
}
