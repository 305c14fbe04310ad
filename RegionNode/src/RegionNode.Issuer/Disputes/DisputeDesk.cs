using System.Security.Cryptography;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Holders;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Credentials;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Disputes;

/// <summary>Takes what verifiers, holders and the own office contest, signs it and keeps it; <see cref="DisputeSender"/> carries it to the home region.</summary>
internal sealed class DisputeDesk(
    NodeOptions options, SigningKeys signing, NeighbourKeys neighbours, StatusLists lists, HolderDoor door, WorkingDays calendar, IDurableStore store,
    DisputeSignal signal, TimeProvider clock)
{
    /// <summary>The dispute, durable and signed; or why not.</summary>
    internal (DisputeRow? Row, ProblemResult? Problem) Open(ReportBody body, DisputeReporter reporter, Access access)
    {
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        var details = DisputeDetails.Of(body.Text, body.Evidence);
        var claims = new DisputeClaims
        {
            Id = RandomNumberGenerator.GetBytes(DisputeClaims.IdBytes),
            Reporting = options.Code,
            Home = body.Home,
            At = now,
            StatusUri = body.StatusUri,
            Index = body.Index,
            Seen = body.Seen,
            SeenAsOf = Instants.WholeSeconds(body.SeenAsOf),
            Fault = body.Fault,
            Reporter = reporter,
            Attachments = details is null ? (ReadOnlyMemory<byte>?)null : details.Hash(), // A bare null would convert to empty bytes.
        };
        if (body.Text?.Length > DisputeLimits.Text || body.Evidence?.Length > DisputeLimits.Evidence)
            return Refuse(DisputeProblems.DisputeRefused, $"at most {DisputeLimits.Text} characters and {DisputeLimits.Evidence} bytes");
        if (claims.SeenAsOf < DateTimeOffset.UnixEpoch || claims.Broken() is not null)
            return Refuse(DisputeProblems.DisputeRefused, claims.Broken() ?? "seen before 1970");
        var isOwn = body.Home == options.Code;
        if (!isOwn && !neighbours.IsFollowing)
            return Refuse(IssuerProblems.NotFollowingTrust);
        if (!isOwn && !neighbours.IsNeighbour(body.Home, now))
            return Refuse(DisputeProblems.NoSuchRegion);
        if (signing.StatusKey(now) is not { } key)
            return Refuse(IssuerProblems.NoStatusKey);
        return Keep(new DisputeRow
        {
            Id = LowerHex.Of(claims.Id.Span),
            Reporting = options.Code,
            Home = body.Home,
            Hash = LowerHex.Of(DisputeRecord.HashOf(claims).Span),
            Driver = AuditTrail.NoDriver,
            State = isOwn ? DisputeState.Received : DisputeState.Waiting,
            Record = DisputeRecord.Sign(claims, key.Signer, key.KeyId),
            Details = details,
            ReceivedAt = now,
            DueAt = ReviewDeadline.Of(now, calendar, DisputeLimits.DueWorkingDays).At,
        }, claims, access);
    }

    /// <summary>The same for a holder, whose device proves that the licence is on it.</summary>
    internal (DisputeRow? Row, ProblemResult? Problem) Open(HolderReportBody body)
    {
        if (!Enum.IsDefined(body.Fault))
            return Refuse(DisputeProblems.DisputeRefused, "fault");
        var (held, problem) = door.Open(body, HolderAct.Dispute, body.Fault.ToString());
        return held is null ? (null, problem)
            : held.Licence.Lost != 0 ? Refuse(IssuerProblems.DeviceWasLost)
            : Open(
                new ReportBody(options.Code, body.StatusUri, body.Index, body.Seen, body.SeenAsOf, body.Fault, body.Text), DisputeReporter.Holder,
                Access.OfDevice(held.Device.Key.Thumbprint, "DisputeOwnStatus"));
    }

    private (DisputeRow? Row, ProblemResult? Problem) Keep(DisputeRow row, DisputeClaims claims, Access access)
    {
        var kept = store.Write<(DisputeRow?, ProblemResult?)>("open dispute", db =>
        {
            if (DisputeTable.CountSince(db, options.Code, claims.Reporter, row.ReceivedAt - TimeSpan.FromDays(1)) >= DisputeLimits.PerReporterAndDay)
                return Refuse(DisputeProblems.TooManyDisputes);
            var licence = row.Home != options.Code ? null : lists.BlockOf(claims.StatusUri) is { } block ? LicenceTable.FindByIndex(db, block, claims.Index) : null;
            if (row.Home == options.Code && licence is null)
                return Refuse(IssuerProblems.NoSuchLicence);
            if (claims.Reporter == DisputeReporter.Holder
                && DisputeTable.CountOfHolderSince(db, licence!.Driver, row.ReceivedAt - TimeSpan.FromDays(1)) >= DisputeLimits.PerHolderAndDay)
                return Refuse(DisputeProblems.TooManyDisputes);
            var own = row with { Driver = licence?.Driver ?? AuditTrail.NoDriver };
            AuditTrail.Note(db, access, AuditAct.DisputeOpened, own.Driver, $"{row.Id} to {row.Home}", row.ReceivedAt);
            return (own with { Seq = DisputeTable.Insert(db, own, claims.Reporter) }, null);
        });
        signal.Wake();
        return kept;
    }

    private static (DisputeRow?, ProblemResult?) Refuse(ProblemCode problem, string? detail = null) => (null, problem.Result(detail));
}
