using Google.Protobuf;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Submission;
using RegionNode.Issuer.Watching;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Protocol;

namespace RegionNode.Issuer.Witnessing;

/// <summary>
/// One round of witnessing: asks for the newest checkpoint, judges it, records the tree, and only then signs. What is recorded
/// is never cosigned in another form; a crash between leaves a tree that is cosigned in the next round. Of one thread.
/// </summary>
internal sealed partial class WitnessDesk(
    NodeOptions options, NodeKeys keys, KnownNotices notices, EmergencyFolder folder, IDurableStore store, LogClient hub, Chains chains,
    WitnessStanding standing, HubContact contact, IssuerMeter meter, TimeProvider clock, ILogger<WitnessDesk> logger)
{
    private (long Size, Grpc.Core.StatusCode? Refused) sent;

    /// <summary>One round; false where no log is watched.</summary>
    /// <exception cref="HubUnreachableException">The hub did not answer.</exception>
    internal async Task<bool> RoundAsync(CancellationToken cancellation)
    {
        if (WatchedLog.Of(options, notices) is not { } log)
            return false;
        var now = clock.GetUtcNow();
        KnowEmergency(folder.Newest(), now);
        var last = store.Read(db => WitnessTables.Newest(db, log.Origin));
        var offer = await hub.OfferAsync(Query(last), cancellation);
        contact.Answered();
        var memory = WitnessMemory.Load(store, log, now);
        switch (offer is null ? Forgotten(memory) : new WitnessCheck(options.Code, log, memory, now).Judge(offer))
        {
            case WitnessDecision.Refuse refused:
                Refused(refused, memory, now);
                break;
            case WitnessDecision.Cosign cosign:
                await CosignAsync(log, cosign, cancellation);
                break;
        }
        return true;
    }

    private static WitnessDecision.Refuse Forgotten(WitnessMemory memory) =>
        new(WitnessRefusal.SmallerTree, $"the hub says that it signed no checkpoint of the {memory.Last?.Size ?? 0} leaves that were cosigned");

    private WitnessQuery Query(WitnessedTree? last) => new()
    {
        Region = options.Code,
        Size = (ulong)(last?.Size ?? 0),
        SnapshotSha256 = ByteString.CopyFrom(last?.SnapshotSha256 ?? []),
        Checkpoint = ByteString.CopyFrom(last?.Note ?? []),
    };

    private async Task CosignAsync(WatchedLog log, WitnessDecision.Cosign decided, CancellationToken cancellation)
    {
        var checkpoint = decided.Note.Checkpoint;
        if (sent.Size != checkpoint.Size)
        {
            // Record, then sign.
            var now = clock.GetUtcNow();
            var tree = new WitnessedTree(
                checkpoint.Size, checkpoint.Root.ToArray(), decided.Note.Bytes.ToArray(), decided.EpochTime,
                decided.SnapshotSha256.ToArray(), decided.Emergency, now);
            if (!store.Write("record witnessed tree", db => WitnessTables.Record(db, tree)))
                throw new InvalidOperationException($"another tree of {checkpoint.Size} leaves, or a larger one, is recorded");
            var line = Cosignature.Sign(checkpoint, Witness.NameOf(log.Origin, options.Code), keys.Witness, Instants.WholeSeconds(now));
            sent = (checkpoint.Size, await hub.CosignAsync(new CosignRequest { Region = options.Code, Size = (ulong)checkpoint.Size, Line = line }, cancellation));
        }
        if (sent.Refused is { } status)
            standing.Trouble(clock.GetUtcNow(), $"takes no cosignature of this region ({status})"); // The next size is tried again.
        else
            Cosigned();
    }

    private void Cosigned()
    {
        standing.Cosigned();
        meter.Cosigned();
    }

    private void Refused(WitnessDecision.Refuse refused, WitnessMemory memory, DateTimeOffset now)
    {
        if (refused.Evidence is { } theirs && memory.Last is { } last)
        {
            store.Write("keep witness evidence", db => WitnessTables.Keep(
                db, new WitnessEvidence(refused.Why.ToString(), last.Note, theirs.ToArray(), refused.Detail, now)));
        }
        if (refused.Why == WitnessRefusal.OwnHeadForeign)
            chains.Stop(ChainLanes.Head, ChainState.Behind, $"the log holds a head that this database does not: {refused.Detail}");
        if (refused.Why == WitnessRefusal.OwnBatchForeign)
            chains.Stop(ChainLanes.Issuance, ChainState.Behind, $"the log holds a batch that this database does not: {refused.Detail}");
        meter.NotCosigned(refused.Why);
        if (standing.Refused(refused))
            NotCosigned(logger, refused.Why, refused.Detail);
    }

    private void KnowEmergency(long version, DateTimeOffset now)
    {
        if (version > 0 && version > store.Read(db => WitnessTables.EmergencyKnown(db, now)))
        {
            store.Write("know emergency metadata", db =>
            {
                WitnessTables.KnowEmergency(db, version, now);
                return true;
            });
        }
    }

    [LoggerMessage(1, LogLevel.Error, "the log's newest checkpoint is not cosigned: {Why}: {Detail}")]
    private static partial void NotCosigned(ILogger logger, WitnessRefusal why, string detail);
}
