using System.Diagnostics;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Holders;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using RegionNode.Issuer.Watching;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Issuing;

/// <summary>
/// Signs a licence whose index is reserved, for a device that proved its key. The writes are ordered for crashes: the device key is
/// bound before anything is signed, the licence is recorded, with its leaf, its event and what it supersedes, before it is given out.
/// </summary>
internal sealed class IssueDesk(
    NodeOptions options, IDurableStore store, ApplicationDesk applications, SigningKeys signing, LicenceSigner signer,
    StatusSignal signal, Chains chains, IssuerMeter meter, TimeProvider clock)
{
    // A record that changes while a licence is made of it is rare; twice in a row is a fault.
    private const int Tries = 3;

    /// <summary>The signed licence as it is recorded, or why not.</summary>
    /// <param name="licence">The reserved one.</param>
    /// <param name="device">Its device.</param>
    /// <param name="endpoint">What was called, for the audit.</param>
    /// <param name="replaces">Whether it supersedes the driver's others. Not at a refresh: the one before says the same, on the same device, until it expires.</param>
    internal (byte[]? IssuerSigned, ProblemResult? Problem) Issue(LicenceRow licence, ProvenDevice device, string endpoint, bool replaces = true)
    {
        var came = Stopwatch.GetTimestamp();
        var issued = IssueOnce(licence, device, endpoint, replaces);
        meter.Issued(issued.IssuerSigned is not null, came);
        return issued;
    }

    private (byte[]? IssuerSigned, ProblemResult? Problem) IssueOnce(LicenceRow licence, ProvenDevice device, string endpoint, bool replaces)
    {
        if (chains.DatabaseIsOld)
            return Refuse(IssuerProblems.DatabaseOld); // Its index may be another licence's already.
        var access = Access.OfDevice(device.Key.Thumbprint, endpoint);
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            // 1. Still eligible: the record may have changed since the index was reserved. 2. A signer may sign.
            var (application, reasons) = applications.Judge(licence.Driver)!.Value;
            if (application is null)
                return NotEligible(licence, access, reasons);
            if (signing.DocumentSigner(MdocNames.DocType, clock.GetUtcNow()) is not { } certificate)
                return Refuse(IssuerProblems.NoSigner);
            // 3. Bind the device, durably; a race of two devices has one winner.
            var thumbprint = device.Key.Thumbprint;
            if (!store.Write("bind device", db => LicenceTable.BindDevice(db, licence.Id, thumbprint)))
                return Refuse(IssuerProblems.OfferUsed);
            if (RecordedLicence.Load(store, licence.Id, thumbprint) is not { } bound)
                return Refuse(IssuerProblems.OfferUsed);
            if (bound.Row.Lost != 0)
                return Refuse(IssuerProblems.DeviceWasLost);
            // 4. Every check together; 5. sign; 6. record; 7. give out what is recorded.
            var (issuance, why) = CheckedIssuance.Check(application, bound, certificate, TimeSpan.FromDays(options.LicenceDays), clock.GetUtcNow());
            if (issuance is null)
                return (null, IssuerProblems.NotEligible.Result(why));
            if (Record(issuance, application, signer.Sign(issuance, device.Key), access, replaces) is { } recorded)
                return (recorded, null);
        }
        return Refuse(CommonProblems.Unavailable);
    }

    private (byte[]?, ProblemResult?) NotEligible(LicenceRow licence, Access access, IReadOnlyList<Ineligibility> reasons)
    {
        store.Note(access, AuditAct.RecordRead, licence.Driver, $"licence {licence.Id}: not eligible", clock.GetUtcNow());
        return (null, IssuerProblems.NotEligible.Result(members: LicenceApi.Reasons(reasons)));
    }

    /// <summary>What is recorded now; null where what was judged changed since, or the licence was superseded or its device reported lost: then it says wrong things.</summary>
    private byte[]? Record(CheckedIssuance issuance, EligibleApplication judged, byte[] issuerSigned, Access access, bool replaces)
    {
        var row = issuance.Licence.Row;
        var leaf = LoggedLicence.LeafOf(row, issuerSigned);
        var (recorded, changed) = store.Write<(byte[]?, bool)>("record licence", db =>
        {
            var now = clock.GetUtcNow();
            if (LicenceTable.Find(db, row.Id) is not { Lost: 0, Superseded: 0 } || !Stands(db, judged))
                return (null, false);
            var first = LicenceTable.SetSigned(db, row.Id, issuerSigned, issuance.Signer.Thumbprint, issuance.SignedAt, issuance.ValidUntil);
            AuditTrail.Note(db, access, first ? AuditAct.LicenceIssued : AuditAct.LicenceCollected, row.Driver, $"licence {row.Id}", now);
            if (!first)
                return (LicenceTable.Find(db, row.Id)!.IssuerSigned, false);
            IssuanceTables.AddLeaf(db, leaf); // No licence leaves the node that is not going to be logged.
            LifeBook.Record(db, row.Driver, new Issued(row.Id), access, now);
            PhotoInUse.Begin(db, row.Driver, access, now);
            if (replaces)
                CollectedApplication.End(db, row.Driver, access, now);
            return (issuerSigned, replaces && DriverStatus.SupersedeOthers(db, row, now));
        });
        if (changed)
            signal.Changed();
        return recorded;
    }

    // Letters, a move, the photo: what barred the driver since is as new as what the licence would say.
    private bool Stands(StoreSession db, EligibleApplication judged) =>
        applications.Judge(db, judged.Driver)?.Application is { } now
        && now.Record.ToBytes().AsSpan().SequenceEqual(judged.Record.ToBytes()) && now.Photo.Image.AsSpan().SequenceEqual(judged.Photo.Image);

    private static (byte[]?, ProblemResult?) Refuse(ProblemCode problem) => (null, problem.Result());
}
