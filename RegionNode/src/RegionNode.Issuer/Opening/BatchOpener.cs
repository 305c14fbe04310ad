using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using PublicKey = TrustList.Format.Signing.PublicKey;

namespace RegionNode.Issuer.Opening;

/// <summary>
/// Opens every batch that the hub holds of this region, from the first to the last: after a theft, what the thief has logged in
/// advance stands out as leaves without a licence. Number, chain and count of each batch are checked, its place in the log by
/// policy where that is at hand, and the last of our own must be among them. That there are no others is the hub's word: this
/// does not count them against the epochs (SPEC.md §13.6).
/// </summary>
internal sealed class BatchOpener(OpenArguments arguments, IDurableStore store, PublicHub hub)
{
    private readonly LeafRegister register = new(store);
    private readonly IssuersDocument? issuers = store.Read(RegionTables.StandingIssuers) is { } bytes ? IssuersDocument.Read(bytes).Value : null;
    private readonly List<UnmatchedLeaf> unmatched = [];
    private readonly List<string> faults = [];
    private ReadOnlyMemory<byte> previous = IssuanceBatchClaims.NoPrevious;
    private long leaves;

    /// <exception cref="HubUnreachableException">The hub does not answer.</exception>
    internal async Task<Opening> OpenAsync(CancellationToken cancellation)
    {
        long number = 0;
        while (await hub.LoggedBatchAsync(number + 1, cancellation) is { } bytes)
            OpenBatch(++number, bytes);
        if (store.Read(IssuanceTables.NewestBatch) is { } own && own.Number > number)
            faults.Add($"the hub shows {number} batches, {own.Number} were signed here: wait for the log, or the hub withholds");
        return new Opening(arguments.Code, number, leaves, unmatched, faults, arguments.Policy is not null);
    }

    private void OpenBatch(long number, byte[] bytes)
    {
        var logged = LoggedBatch.Read(bytes);
        if (!logged.Ok)
        {
            faults.Add($"batch {number}: {logged.Detail}");
            return;
        }
        var hashes = logged.Value.LeafHashes();
        CheckBatch(number, logged.Value, hashes);
        leaves += hashes.Length;
        var (epoch, at) = Logged(number, logged.Value);
        foreach (var position in register.Unmatched(hashes))
            unmatched.Add(new UnmatchedLeaf(Convert.ToHexStringLower(hashes[position].Span), number, position, epoch, at));
    }

    /// <summary>Signed by this region, in its place of the chain, with these leaves and no others.</summary>
    private void CheckBatch(long number, LoggedBatch logged, IReadOnlyList<ReadOnlyMemory<byte>> hashes)
    {
        var batch = VerifiedIssuanceBatch.Verify(logged.Place.Batch, arguments.Code, Key, arguments.Now);
        if (!batch.Ok)
        {
            faults.Add($"batch {number}: {batch.Fault}: {batch.Detail}");
            return;
        }
        var claims = batch.Value.Claims;
        if (claims.Number != number || !claims.Previous.Span.SequenceEqual(previous.Span))
            faults.Add($"batch {number}: is number {claims.Number}, or does not follow the one before");
        if (!claims.Covers(hashes))
            faults.Add($"batch {number}: not its leaves");
        previous = batch.Value.Hash;
    }

    private (long Epoch, DateTimeOffset At) Logged(long number, LoggedBatch logged)
    {
        if (arguments.Policy is { } policy)
        {
            var proven = logged.Verify(arguments.Code, Key, policy, arguments.Now);
            if (proven.Ok)
                return (proven.Value.Epoch.Epoch.Number, proven.Value.LoggedAt);
            faults.Add($"batch {number}: {proven.Fault}: {proven.Detail}");
        }
        return LogProof.Read(logged.Place.LogProof) is { Ok: true } proof && Epoch.Read(proof.Value.Epoch) is { Ok: true } epoch
            ? (epoch.Value.Number, epoch.Value.Time)
            : (-1, default);
    }

    private PublicKey? Key(string keyId) =>
        issuers?.FindStatusKey(keyId) is { } record && PublicKey.FromSpki(record.Spki.Span) is { Ok: true } key ? key.Value : null;
}
