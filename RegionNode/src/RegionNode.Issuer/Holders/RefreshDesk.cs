using Federation.Hosting.Problems;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Holders;

/// <summary>
/// Gives a device a new licence in place of one that will expire: new index, new dates, the record of now. The old one says the same
/// and stays until it expires (decision 0023). Which licence follows which is recorded before anything is signed: asked again after
/// a crash or a lost answer, the device gets the same one.
/// </summary>
internal sealed class RefreshDesk(HolderDoor door, IDurableStore store, IssueDesk issue, StatusSignal signal, Chains chains, TimeProvider clock)
{
    private const string Endpoint = "RefreshLicence";

    /// <summary>The new licence, or why not.</summary>
    internal (byte[]? IssuerSigned, ProblemResult? Problem) Refresh(PossessionBody body)
    {
        var (held, problem) = door.Open(body, HolderAct.Refresh);
        if (held is null)
            return (null, problem);
        if (chains.DatabaseIsOld)
            return (null, IssuerProblems.DatabaseOld.Result()); // An index could be given twice.
        var access = Access.OfDevice(held.Device.Key.Thumbprint, Endpoint);
        var (successor, refusal) = store.Write("reserve refresh", db =>
        {
            AuditTrail.Note(db, access, AuditAct.ApplicationMade, held.Licence.Driver, $"refresh of licence {held.Licence.Id}", clock.GetUtcNow());
            return Succeed(db, held.Licence.Id, clock.GetUtcNow());
        });
        if (refusal is { } why)
            return (null, IssuerProblems.RefreshRefused.Result(members: new Dictionary<string, object?> { ["reason"] = why.ToString() }));
        signal.Changed(); // A block may have been opened.
        return successor!.IssuerSigned is { } again ? (again, null) : issue.Issue(successor, held.Device, Endpoint, replaces: false);
    }

    /// <summary>The licence that follows, reserved before or now.</summary>
    private static (LicenceRow? Successor, RefreshRefusal? Refusal) Succeed(StoreSession db, string licenceId, DateTimeOffset now)
    {
        var old = LicenceTable.Find(db, licenceId)!;
        if (RefreshTable.SuccessorOf(db, licenceId) is { } known && LicenceTable.Find(db, known) is { } waiting)
            return waiting.Lost != 0 ? (null, RefreshRefusal.DeviceLost) : waiting.Superseded != 0 ? (null, RefreshRefusal.Superseded)
                : waiting.IssuerSigned is null && Refuses(old, now) is { } late ? (null, late) : (waiting, null);
        if (Refuses(old, now) is { } refusal)
            return (null, refusal);
        var successor = LicenceReservation.Make(db, old.Driver, offer: null, now);
        LicenceTable.BindDevice(db, successor.Id, old.DeviceKey!);
        RefreshTable.Add(db, licenceId, successor.Id, now);
        return (LicenceTable.Find(db, successor.Id)!, null);
    }

    private static RefreshRefusal? Refuses(LicenceRow licence, DateTimeOffset now)
    {
        if (licence.Lost != 0)
            return RefreshRefusal.DeviceLost;
        if (licence.Superseded != 0)
            return RefreshRefusal.Superseded;
        var (from, until) = (licence.SignedAt!.Value.Instant(), licence.ValidUntil!.Value.Instant());
        return now >= until ? RefreshRefusal.Expired
            : now < from + ((until - from) / 2) ? RefreshRefusal.TooEarly
            : null;
    }
}
