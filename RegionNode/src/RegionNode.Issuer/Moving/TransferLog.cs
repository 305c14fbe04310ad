using RegionNode.Issuer.Neighbours;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using TrustList.Format.Log;
using TrustList.Format.Transfers;

namespace RegionNode.Issuer.Moving;

/// <summary>
/// Reads in the log which moves of this region happened. Trusts nobody but the witnesses' quorum that policy names: each epoch is
/// proved under a witnessed checkpoint, an epoch without transfers by itself, one with transfers by all of them. The epoch's root
/// covers records, not signatures: where this side holds both signatures of a record, the hub need not show them; where it does not,
/// an epoch whose signatures do not verify is read again until they do.
/// </summary>
internal sealed class TransferLog(NodeOptions options, NeighbourKeys neighbours, PublicHub hub, IDurableStore store, TimeProvider clock)
{
    private const int MostEpochsAtOnce = 2_048;

    /// <summary>The newest witnessed tree of the log that policy names; null where it cannot be had now.</summary>
    internal async Task<Checkpoint?> NewestAsync(CancellationToken cancellation)
    {
        try
        {
            return neighbours.Log is { } policy ? (await CheckpointAsync(policy, cancellation))?.Checkpoint : null;
        }
        catch (HubUnreachableException)
        {
            return null;
        }
    }

    /// <summary>The log that policy names; null without one.</summary>
    internal string? Origin => neighbours.Log?.Origin;

    /// <summary>The next stretch; null while the log cannot be read, or has nothing new.</summary>
    /// <param name="origin">The log; nothing is read where policy names another by now.</param>
    /// <param name="from">Epochs before this one are known; null: only where the log ends now is asked.</param>
    /// <param name="root">The root of the tree of those that are known; null: not known.</param>
    /// <param name="cancellation">The host stops.</param>
    internal async Task<LoggedStretch?> ReadAsync(string origin, long? from, byte[]? root, CancellationToken cancellation)
    {
        try
        {
            return neighbours.Log is { } policy && policy.Origin == origin && await CheckpointAsync(policy, cancellation) is { Checkpoint: { Size: > 0 } checkpoint }
                && checkpoint.Size >= from.GetValueOrDefault()
                ? await ReadAsync(policy, checkpoint, from ?? checkpoint.Size - 1, root, cancellation)
                : null;
        }
        catch (HubUnreachableException)
        {
            return null;
        }
    }

    /// <summary>Whether the log goes on with the tree of another that was read.</summary>
    internal async Task<Continuation> GoesOnWithAsync(string origin, long size, byte[] root, CancellationToken cancellation)
    {
        try
        {
            if (neighbours.Log is not { } policy || policy.Origin != origin || await CheckpointAsync(policy, cancellation) is not { Checkpoint: var checkpoint })
                return Continuation.Untold;
            return checkpoint.Size < size ? Continuation.TooShort
                : (await LoggedTree.FetchAsync(hub, size, size, checkpoint.Size, cancellation)).Continues(size, root, checkpoint) switch
                {
                    true => Continuation.GoesOn,
                    false => Continuation.Differs,
                    null => Continuation.Untold,
                };
        }
        catch (HubUnreachableException)
        {
            return Continuation.Untold;
        }
    }

    private async Task<LoggedStretch?> ReadAsync(LogPolicy policy, Checkpoint checkpoint, long from, byte[]? root, CancellationToken cancellation)
    {
        var (size, moves, last) = (checkpoint.Size, new List<ProvenTransfer>(), (Epoch?)null);
        if (from == size && (root is null || checkpoint.Root.Span.SequenceEqual(root)))
            return null;
        var tree = await LoggedTree.FetchAsync(hub, from, Math.Min(size, from + MostEpochsAtOnce), size, cancellation);
        if (root is not null && tree.Continues(from, root, checkpoint) is not true)
            return Until($"the log does not begin with the {from} epochs that were read of it");
        for (var index = from; index < tree.Until; index++)
        {
            var (entry, path) = (tree.Tree.Entry(index), tree.Tree.InclusionPath(index));
            if (!entry.Ok || !path.Ok || !MerkleTree.VerifyInclusion(MerkleTree.LeafHash(entry.Value.Span), index, size, path.Value, checkpoint.Root)
                || Epoch.Read(entry.Value) is not { Ok: true, Value: var epoch })
                return Until($"the hub shows another epoch {index} than was witnessed");
            if (epoch.Transfers > 0 && await OwnAsync(policy, epoch, moves, cancellation) is { } fault)
                return Until(fault);
            last = epoch;
        }
        return Until(null);

        LoggedStretch? Until(string? fault) => last is null && fault is null ? null
            : new LoggedStretch(last is null ? null : new WalkedLog(last.Number + 1, last.Time, tree.RootAt(last.Number + 1, checkpoint)), moves, fault);
    }

    /// <summary>Adds the epoch's moves of this region; or says why they cannot be known.</summary>
    private async Task<string?> OwnAsync(LogPolicy policy, Epoch epoch, List<ProvenTransfer> moves, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await hub.LogFileAsync($"transfers/{epoch.Number}", cancellation) is not { } bytes || LoggedTransfers.Read(bytes) is not { Ok: true, Value: var transfers }
            || transfers.Verify(policy, now) is not { Ok: true, Value.Epoch.Number: var number } || number != epoch.Number)
            return $"the hub does not show the transfers of epoch {epoch.Number}";
        for (var place = 0; place < transfers.Transfers.Length; place++)
        {
            var signed = SignedTransfer.Read(transfers.Transfers[place]).Value; // Verified: each is one.
            if (TransferRecord.Read(signed.Record) is not { Ok: true, Value: var record } || (record.From != options.Code && record.To != options.Code))
                continue;
            var proof = transfers.Prove(place);
            var proven = proof.Verify(neighbours.ListedStatusKey, policy, now);
            if (!proven.Ok && store.Read(db => TransferTable.Closed(db, Convert.ToHexStringLower(record.Id.Span))) is { Signed: { } own }
                && SignedTransfer.Read(own) is { Ok: true, Value.Record: var held } && held.Span.SequenceEqual(signed.Record.Span))
                proven = (proof with { Transfer = own }).Verify(neighbours.ListedStatusKey, policy, now);
            if (proven.Ok)
                moves.Add(proven.Value);
            else if (proven.Fault != TransferFault.TooLate) // Such a one never happened.
                return $"a transfer in epoch {epoch.Number} is not proved: {proven.Fault}";
        }
        return null;
    }

    private async Task<WitnessedCheckpoint?> CheckpointAsync(LogPolicy policy, CancellationToken cancellation) =>
        await hub.LogFileAsync("checkpoint", cancellation) is { } note && WitnessedCheckpoint.Verify(note, policy, clock.GetUtcNow()) is { Ok: true, Value: var checkpoint }
            ? checkpoint
            : null;
}
