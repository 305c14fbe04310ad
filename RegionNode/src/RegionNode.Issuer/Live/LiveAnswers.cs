using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Live;

/// <summary>
/// Says what is true of one licence now, signed with the status key. What is asked at the same time is looked up and recorded in one
/// transaction: each answer has its own entry in the trail, durable before the answer leaves.
/// </summary>
internal sealed class LiveAnswers(NodeOptions options, SigningKeys signing, StatusLists lists, Chains chains, IDurableStore store, TimeProvider clock)
{
    private readonly GroupedWrites writes = new(store, "answer live");

    /// <summary>The signed assertion; null where no licence has that index.</summary>
    /// <param name="statusUri">The list that the licence names.</param>
    /// <param name="index">Its index there.</param>
    /// <param name="purpose">What it is shown for.</param>
    /// <param name="asker">The region that is proved to ask; null: none is.</param>
    /// <param name="acceptor">Where it is shown, as the asker says.</param>
    /// <param name="nonce">The question's.</param>
    /// <param name="cancellation">The asker has left: then nothing is looked up, where that has not begun.</param>
    /// <exception cref="NoStatusKeyException">No status key may sign now.</exception>
    /// <exception cref="TransferPendingException">A move of the driver is signed and not decided, or may be.</exception>
    /// <exception cref="DatabaseOldException">The node has forgotten some of what it signed.</exception>
    /// <exception cref="TooManyWaitingException">More ask than the store can record.</exception>
    internal Task<byte[]?> AnswerAsync(string statusUri, long index, Purpose purpose, string? asker, string acceptor, ReadOnlyMemory<byte> nonce, CancellationToken cancellation) => AnswerAsync(
        statusUri, index, LiveDisclosure.TellsLettersAndPoints(purpose), Access.OfRegion(asker, purpose.ToString()), AuditAct.LiveAnswered, $" for {acceptor}", nonce, cancellation);

    /// <summary>The signed assertion for a wallet to show with its licence; null where no licence has that index.</summary>
    /// <param name="statusUri">The list that the licence names.</param>
    /// <param name="index">Its index there.</param>
    /// <param name="purpose">What it will be shown for; null: the value alone is told.</param>
    /// <param name="access">The device.</param>
    /// <param name="msoSha256">The hash of the licence's security object: the assertion's nonce.</param>
    /// <param name="cancellation">The device has left.</param>
    /// <exception cref="NoStatusKeyException">No status key may sign now.</exception>
    /// <exception cref="TransferPendingException">A move of the driver is signed and not decided, or may be.</exception>
    /// <exception cref="DatabaseOldException">The node has forgotten some of what it signed.</exception>
    /// <exception cref="TooManyWaitingException">More ask than the store can record.</exception>
    internal Task<byte[]?> StapleAsync(string statusUri, long index, Purpose? purpose, Access access, ReadOnlyMemory<byte> msoSha256, CancellationToken cancellation) => AnswerAsync(
        statusUri, index, purpose is { } shownFor && LiveDisclosure.TellsLettersAndPoints(shownFor), access, AuditAct.AssertionGiven, "", msoSha256, cancellation);

    private async Task<byte[]?> AnswerAsync(
        string statusUri, long index, bool tells, Access access, AuditAct act, string more, ReadOnlyMemory<byte> nonce, CancellationToken cancellation)
    {
        if (chains.DatabaseIsOld)
            throw new DatabaseOldException();
        var now = Instants.WholeSeconds(clock.GetUtcNow());
        var key = signing.StatusKey(now) ?? throw new NoStatusKeyException();
        if (lists.BlockOf(statusUri) is not { } block || await writes.WriteAsync(db => Find(db, block, index, access, act, more, now), cancellation) is not { } found)
            return null;
        if (found.IsPending)
            throw new TransferPendingException();
        var claims = new LiveStatusClaims
        {
            Region = options.Code,
            StatusUri = statusUri,
            Index = index,
            Value = found.Licence.StatusValue,
            Letters = tells ? found.Licence.Letters : "",
            Points = tells ? found.Driver.Points : null,
            PointsClear = tells ? found.Driver.PointsClearDate : null,
            MovedTo = found.MovedTo,
            IssuedAt = now,
            Expires = now.AddMinutes(options.LiveMinutes),
            Nonce = nonce,
        };
        return LiveAssertion.Sign(claims, key.Signer, key.KeyId);
    }

    private static Found? Find(
        StoreSession db, long block, long index, Access access, AuditAct act, string more, DateTimeOffset now)
    {
        if (LicenceTable.FindByIndex(db, block, index) is not { } licence || DriverRecordTable.Find(db, licence.Driver) is not { } stored)
            return null;
        var isPending = TransferTable.IsPending(db, licence.Driver);
        var driver = DriverRecord.FromBytes(stored.Body).Body;
        // The log tells everybody the same of this entry (SPEC.md §14.5).
        var movedTo = licence.StatusValue == StatusValue.Transferred ? TransferTable.OfEntry(db, IssuanceLeaf.Entry((int)block, (int)index))?.Other : null;
        AuditTrail.Note(db, access, act, licence.Driver, $"licence {licence.Id}{more}{(isPending ? ": TransferPending" : "")}", now);
        return new Found(licence, driver, movedTo, isPending);
    }

    /// <summary>What is known of a licence.</summary>
    /// <param name="Licence">It.</param>
    /// <param name="Driver">Its driver's record.</param>
    /// <param name="MovedTo">The region that answers for the driver now, where it is another one.</param>
    /// <param name="IsPending">No region answers: that it was asked is recorded all the same.</param>
    private sealed record Found(LicenceRow Licence, DriverRecordBody Driver, string? MovedTo, bool IsPending);
}

/// <summary>The region's record admits no status key of this node at this instant.</summary>
internal sealed class NoStatusKeyException : Exception;

/// <summary>The database is older than what the node has signed: what is true of a licence now it does not know.</summary>
internal sealed class DatabaseOldException : Exception;

/// <summary>A move of the driver is signed and the log has not said yet what became of it: no region answers for the licence.</summary>
internal sealed class TransferPendingException : Exception;
