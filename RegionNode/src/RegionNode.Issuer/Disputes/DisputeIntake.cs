using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Live;
using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Disputes;
using TrustList.Format.Encoding;

namespace RegionNode.Issuer.Disputes;

/// <summary>Why the home region does not take a dispute. A closed list; the names travel in the gRPC status.</summary>
internal enum IntakeRefusal
{
    /// <summary>This node holds no trust list that is in date. It may later.</summary>
    NotFollowingTrust,

    /// <summary>Not a dispute, or one that breaks a rule.</summary>
    Malformed,

    /// <summary>Not signed by a status key of an active region, as far as this node knows. It may know more later.</summary>
    NotAuthentic,

    /// <summary>The dispute is for another region.</summary>
    WrongRegion,

    /// <summary>Reported more than 30 days ago.</summary>
    TooOld,

    /// <summary>The region used this id for another dispute.</summary>
    IdUsed,

    /// <summary>The region reported more than it may in 24 hours. Later it may again.</summary>
    TooMany,
}

/// <summary>
/// Takes disputes from other regions, known by the signature alone. The same record again gets the same standing and nothing
/// is recorded twice, so the other side may ask as often as it likes.
/// </summary>
internal sealed class DisputeIntake(
    NodeOptions options, SigningKeys signing, NeighbourKeys neighbours, StatusLists lists, WorkingDays calendar, IDurableStore store, TimeProvider clock)
{
    /// <summary>The answer, null while there is none; or why the dispute is not taken.</summary>
    /// <exception cref="NoStatusKeyException">An answer would have to be signed and no status key may sign now.</exception>
    internal (byte[]? Answer, IntakeRefusal? Refusal, string Detail) Take(ReadOnlyMemory<byte> record)
    {
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        if (!neighbours.IsFollowing)
            return Refuse(IntakeRefusal.NotFollowingTrust);
        var read = DisputeRecord.Verify(record, (region, keyId) => region == options.Code ? null : neighbours.StatusKey(region, keyId, now), now);
        if (!read.Ok)
        {
            return Refuse(
                read.Fault is TrustList.Format.Status.StatusFault.UnknownKey or TrustList.Format.Status.StatusFault.BadSignature ? IntakeRefusal.NotAuthentic : IntakeRefusal.Malformed,
                read.Fault.ToString());
        }
        var claims = read.Value.Claims;
        if (claims.Home != options.Code)
            return Refuse(IntakeRefusal.WrongRegion);
        return store.Write<(byte[]?, IntakeRefusal?, string)>("take dispute", db =>
        {
            if (DisputeTable.FindByHash(db, LowerHex.Of(read.Value.Hash.Span)) is { } known)
            {
                if (known.Answer is not null) // That there is none yet says nothing of a driver.
                    AuditTrail.Note(db, Access.OfRegion(claims.Reporting, "dispute"), AuditAct.DisputeRead, known.Driver, known.Id, now);
                return (known.Answer, null, "");
            }
            if (claims.At < now - DisputeLimits.Patience)
                return Refuse(IntakeRefusal.TooOld);
            if (DisputeTable.Find(db, claims.Reporting, LowerHex.Of(claims.Id.Span)) is not null)
                return Refuse(IntakeRefusal.IdUsed);
            if (DisputeTable.CountSince(db, claims.Reporting, claims.Reporter, now - TimeSpan.FromDays(1)) >= DisputeLimits.PerReporterAndDay)
                return Refuse(IntakeRefusal.TooMany);
            return (Keep(db, read.Value, now), null, "");
        });
    }

    private byte[]? Keep(StoreSession db, DisputeRecord record, DateTimeOffset now)
    {
        var claims = record.Claims;
        var licence = lists.BlockOf(claims.StatusUri) is { } block ? LicenceTable.FindByIndex(db, block, claims.Index) : null;
        var row = new DisputeRow
        {
            Id = LowerHex.Of(claims.Id.Span),
            Reporting = claims.Reporting,
            Home = options.Code,
            Hash = LowerHex.Of(record.Hash.Span),
            Driver = licence?.Driver ?? AuditTrail.NoDriver,
            State = DisputeState.Received,
            Record = record.Bytes.ToArray(),
            ReceivedAt = now,
            DueAt = ReviewDeadline.Of(now, calendar, DisputeLimits.DueWorkingDays).At,
        };
        row = row with { Seq = DisputeTable.Insert(db, row, claims.Reporter) };
        AuditTrail.Note(db, Access.OfRegion(claims.Reporting, "dispute"), AuditAct.DisputeOpened, row.Driver, row.Id, now);
        if (licence is not null)
            return null;
        // Nobody has to look into a place where no licence stands.
        var key = signing.StatusKey(now) ?? throw new NoStatusKeyException();
        var answer = DisputeAnswer.Sign(
            new DisputeAnswerClaims(options.Code, claims.Reporting, now, record.Hash, DisputeFinding.NotOurs, Value: null), key.Signer, key.KeyId);
        DisputeTable.SetAnswer(db, row, answer, now, remark: null);
        AuditTrail.Note(db, Access.OfNode("no licence at that place"), AuditAct.DisputeAnswered, row.Driver, $"{row.Id}: {DisputeFinding.NotOurs}", now);
        return answer;
    }

    private static (byte[]?, IntakeRefusal?, string) Refuse(IntakeRefusal refusal, string detail = "") => (null, refusal, detail);
}
