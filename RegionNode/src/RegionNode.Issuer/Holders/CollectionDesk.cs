using Federation.Hosting.Problems;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Holders;

/// <summary>
/// Gives a licence to its holder's device. The writes are ordered for crashes: the device key is bound before anything is
/// signed, the licence is recorded before it is given out. After a crash or a lost answer the same device collects again
/// (new nonce, same offer) and gets the recorded licence; another device gets nothing.
/// </summary>
internal sealed class CollectionDesk(
    NodeOptions options, IDurableStore store, ApplicationDesk applications, SigningKeys signing, LicenceSigner signer,
    Nonces nonces, StatusSignal signal, Chains chains, TimeProvider clock)
{
    /// <summary>The licence, or why not.</summary>
    internal (byte[]? IssuerSigned, ProblemResult? Problem) Collect(CollectBody body)
    {
        // 1. The nonce is ours and young; 2. the key is one; 3. its holder signed nonce and offer.
        if (!nonces.IsFresh(body.Nonce))
            return Refuse(IssuerProblems.NonceRefused);
        if (ProvenDevice.KeyOf(body.DeviceKey) is not { } key)
            return Refuse(IssuerProblems.DeviceKeyRefused);
        if (ProvenDevice.Prove(key, options.Code, body) is not { } device)
            return Refuse(IssuerProblems.ProofRefused);
        // 4. The offer exists; only its bearer can spend a nonce, so that strangers cannot fill the table.
        if (store.Read(db => LicenceTable.FindByOffer(db, Offer.HashOf(body.Offer))) is not { } licence)
            return Refuse(IssuerProblems.OfferRefused);
        switch (nonces.Spend(body.Nonce))
        {
            case NonceState.Full:
                return Refuse(CommonProblems.Unavailable);
            case not NonceState.Spent:
                return Refuse(IssuerProblems.NonceRefused);
        }
        // 5. Taken before: the same device gets the same bytes.
        if (licence.DeviceKey is { } bound && bound != device.Key.Thumbprint)
            return Refuse(IssuerProblems.OfferUsed);
        if (licence.IssuerSigned is { } recorded)
            return (recorded, null);
        if (clock.GetUtcNow() >= licence.OfferExpires.Instant())
            return Refuse(IssuerProblems.OfferExpired);
        return Issue(licence, device);
    }

    private (byte[]? IssuerSigned, ProblemResult? Problem) Issue(LicenceRow licence, ProvenDevice device)
    {
        if (chains.DatabaseIsOld)
            return Refuse(IssuerProblems.DatabaseOld); // Its index may be another licence's already.
        // 6. Still eligible: the record may have changed since the offer. 7. A signer may sign.
        var (application, reasons) = applications.Judge(licence.FileNumber)!.Value;
        if (application is null)
            return (null, IssuerProblems.NotEligible.Result(members: LicenceApi.Reasons(reasons)));
        if (signing.DocumentSigner(MdocNames.DocType, clock.GetUtcNow()) is not { } certificate)
            return Refuse(IssuerProblems.NoSigner);
        // 8. Bind the device, durably; a race of two devices has one winner.
        var thumbprint = device.Key.Thumbprint;
        if (!store.Write("bind device", db => LicenceTable.BindDevice(db, licence.Id, thumbprint)))
            return Refuse(IssuerProblems.OfferUsed);
        // 9. Every check together; 10. sign; 11. record; 12. give out what is recorded.
        if (RecordedLicence.Load(store, licence.Id, thumbprint) is not { } bound)
            return Refuse(IssuerProblems.OfferUsed);
        var (issuance, why) = CheckedIssuance.Check(application, bound, certificate, TimeSpan.FromDays(options.LicenceDays), clock.GetUtcNow());
        if (issuance is null)
            return (null, IssuerProblems.NotEligible.Result(why));
        var issuerSigned = signer.Sign(issuance, device.Key);
        return (Record(issuance, issuerSigned), null);
    }

    private byte[] Record(CheckedIssuance issuance, byte[] issuerSigned)
    {
        var row = issuance.Licence.Row;
        var leaf = LoggedLicence.LeafOf(row, issuerSigned);
        var (recorded, changed) = store.Write("record licence", db =>
        {
            var first = LicenceTable.SetSigned(db, row.Id, issuerSigned, issuance.Signer.Thumbprint, issuance.SignedAt, issuance.ValidUntil);
            if (first)
                IssuanceTables.AddLeaf(db, leaf); // No licence leaves the node that is not going to be logged.
            return (LicenceTable.Find(db, row.Id)!.IssuerSigned!, first && DriverStatus.SupersedeOthers(db, row, clock.GetUtcNow()));
        });
        if (changed)
            signal.Changed();
        return recorded;
    }

    private static (byte[]?, ProblemResult?) Refuse(ProblemCode problem) => (null, problem.Result());
}
