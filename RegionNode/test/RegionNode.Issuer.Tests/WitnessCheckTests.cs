using Google.Protobuf;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using RegionNode.Issuer.Witnessing;
using TrustList.Format.Log;
using TrustList.Protocol;

namespace RegionNode.Issuer.Tests;

/// <summary>What a witness refuses, lie by lie. The log is a real tree under a test key; what it offers is changed or it grows dishonestly.</summary>
public sealed class WitnessCheckTests
{
    private static readonly DateTimeOffset Now = new(2030, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] OwnHash = System.Security.Cryptography.SHA256.HashData([7]);
    private readonly TestLog log = new();

    [Fact]
    public void Accepts_the_first_tree_a_grown_one_and_the_same_again()
    {
        log.Append(Now);
        var first = Accepted(Nothing);
        log.Append(Now).Append(Now);
        var grown = Accepted(After(first));
        Assert.Equal(3, grown.Note.Checkpoint.Size);
        Accepted(After(grown));
    }

    [Fact]
    public void Rejects_a_forged_log_signature_another_log_and_no_note()
    {
        log.Append(Now);
        var other = new TestLog().Append(Now).Offer(0);
        Assert.Equal(WitnessRefusal.ForgedCheckpoint, Refused(Nothing, offer => offer.Checkpoint = other.Checkpoint));
        Assert.Equal(WitnessRefusal.ForgedCheckpoint, Refused(Nothing, offer =>
            offer.Checkpoint = ByteString.CopyFrom(SignedCheckpoint.Sign(new Checkpoint("test.example/other", 1, new byte[32]), log.Key).Note.Write())));
        Assert.Equal(WitnessRefusal.Malformed, Refused(Nothing, offer => offer.Checkpoint = ByteString.CopyFromUtf8("no note")));
    }

    [Fact]
    public void Rejects_a_smaller_tree()
    {
        log.Append(Now).Append(Now);
        var memory = After(Accepted(Nothing));
        log.Truncate(1);
        Assert.Equal(WitnessRefusal.SmallerTree, Refused(memory));
    }

    [Fact]
    public void Rejects_a_tree_that_does_not_begin_with_the_one_cosigned()
    {
        log.Append(Now).Append(Now);
        var memory = After(Accepted(Nothing));
        log.Truncate(1).Append(Now.AddSeconds(1)).Append(Now.AddSeconds(2)); // Leaf 1 is another.
        Assert.Equal(WitnessRefusal.InconsistentTree, Refused(memory));
        Assert.Equal(WitnessRefusal.InconsistentTree, Refused(memory, offer => offer.Consistency.Clear()));
    }

    [Fact]
    public void Rejects_two_checkpoints_of_one_size_and_gives_the_second_as_evidence()
    {
        log.Append(Now).Append(Now);
        var memory = After(Accepted(Nothing));
        log.Truncate(1).Append(Now.AddSeconds(1));
        var offer = log.Offer(2);
        var refused = Assert.IsType<WitnessDecision.Refuse>(Judge(memory, offer));
        Assert.Equal(WitnessRefusal.SplitView, refused.Why);
        Assert.Equal(offer.Checkpoint.ToByteArray(), refused.Evidence!.Value.ToArray());
    }

    [Fact]
    public void Rejects_an_epoch_that_is_not_the_newest_leaf()
    {
        log.Append(Now).Append(Now);
        var old = new TestLog();
        Assert.Equal(WitnessRefusal.EpochNotIncluded, Refused(Nothing, offer => offer.Epoch = old.Append(Now).Append(Now.AddSeconds(-1)).Offer(0).Epoch));
        Assert.Equal(WitnessRefusal.EpochNotIncluded, Refused(Nothing, offer => offer.EpochPath.Clear()));
        Assert.Equal(WitnessRefusal.Malformed, Refused(Nothing, offer => offer.Epoch = ByteString.CopyFrom(1, 2, 3)));
    }

    [Fact]
    public void Rejects_an_epoch_from_the_future_or_before_the_last()
    {
        log.Append(Now.AddSeconds(60));
        var memory = After(Accepted(Nothing)); // Clocks may differ by so much.
        log.Append(Now.AddSeconds(61));
        Assert.Equal(WitnessRefusal.EpochFromTheFuture, Refused(memory));
        log.Truncate(1).Append(Now.AddSeconds(59));
        Assert.Equal(WitnessRefusal.EpochTimeWentBack, Refused(memory));
    }

    [Fact]
    public void Rejects_an_epoch_without_the_own_head_only_once_the_merge_delay_is_over()
    {
        var due = Nothing with { HeadDue = 3, HeadNewest = 4, HeadHash = version => version <= 4 ? OwnHash : null };
        log.Append(Now);
        Accepted(due with { HeadDue = 0 }); // Admitted a moment ago.
        Assert.Equal(WitnessRefusal.OwnHeadMissing, Refused(due));
        log.Heads = log.Heads.Add(Province.Code, (2, OwnHash));
        log.Append(Now);
        Assert.Equal(WitnessRefusal.OwnHeadMissing, Refused(due));
        log.Heads = log.Heads.SetItem(Province.Code, (3, OwnHash));
        log.Append(Now);
        Accepted(due);
        Assert.Equal(WitnessRefusal.OwnHeadMissing, Refused(due, offer => offer.OwnHead.Path.Clear())); // Said, not shown.
        Assert.Equal(WitnessRefusal.OwnHeadMissing, Refused(due, offer => offer.OwnHead.Index++));
        Assert.Equal(WitnessRefusal.OwnHeadMissing, Refused(due, offer => offer.OwnHead.Count++));
        Assert.Equal(WitnessRefusal.OwnHeadMissing, Refused(due, offer => offer.OwnHead = null));
    }

    [Fact]
    public void Rejects_a_head_in_the_own_name_that_was_not_signed_here()
    {
        var memory = Nothing with { HeadNewest = 4, HeadHash = version => version <= 4 ? OwnHash : null };
        log.Heads = log.Heads.Add(Province.Code, (5, OwnHash));
        log.Append(Now);
        Assert.Equal(WitnessRefusal.OwnHeadForeign, Refused(memory));
        log.Heads = log.Heads.SetItem(Province.Code, (4, new byte[32]));
        log.Append(Now);
        Assert.Equal(WitnessRefusal.OwnHeadForeign, Refused(memory));
    }

    [Fact]
    public void Rejects_a_log_without_the_own_batch_or_with_one_too_many()
    {
        var memory = Nothing with { BatchDue = 2, BatchNewest = 3 };
        log.OwnBatch = 1;
        log.Append(Now);
        Assert.Equal(WitnessRefusal.OwnBatchMissing, Refused(memory));
        log.OwnBatch = 2;
        Accepted(memory);
        log.OwnBatch = 4;
        Assert.Equal(WitnessRefusal.OwnBatchForeign, Refused(memory));
    }

    [Fact]
    public void Rejects_older_emergency_metadata_than_was_known_before_the_merge_delay()
    {
        var memory = Nothing with { EmergencyDue = 2 };
        log.Append(Now);
        Assert.Equal(WitnessRefusal.EmergencyStale, Refused(memory));
        log.Snapshot = log.SnapshotOf(emergency: 2);
        log.Append(Now);
        var accepted = Accepted(memory);
        Assert.Equal(2, accepted.Emergency);
        // The same snapshot is not sent again.
        Assert.Equal(2, Assert.IsType<WitnessDecision.Cosign>(Judge(After(accepted), With(log.Offer(2), offer => offer.Snapshot = ByteString.Empty))).Emergency);
    }

    [Fact]
    public void Rejects_another_snapshot_than_the_epoch_names()
    {
        log.Append(Now);
        Assert.Equal(WitnessRefusal.WrongSnapshot, Refused(Nothing, offer => offer.Snapshot = ByteString.CopyFrom(log.SnapshotOf(emergency: 1))));
        Assert.Equal(WitnessRefusal.WrongSnapshot, Refused(Nothing, offer => offer.Snapshot = ByteString.Empty));
        log.Snapshot = [1, 2, 3];
        log.Append(Now);
        Assert.Equal(WitnessRefusal.WrongSnapshot, Refused(Nothing));
    }

    private static WitnessMemory Nothing => new() { HeadHash = _ => null };

    private static WitnessMemory After(WitnessDecision.Cosign cosigned) => Nothing with
    {
        Last = new WitnessedTree(
            cosigned.Note.Checkpoint.Size, cosigned.Note.Checkpoint.Root.ToArray(), cosigned.Note.Bytes.ToArray(), cosigned.EpochTime,
            cosigned.SnapshotSha256.ToArray(), cosigned.Emergency, Now),
    };

    private WitnessDecision.Cosign Accepted(WitnessMemory memory)
    {
        var decision = Judge(memory, log.Offer(memory.Last?.Size ?? 0));
        return decision as WitnessDecision.Cosign ?? throw new InvalidOperationException(decision.ToString());
    }

    private WitnessRefusal Refused(WitnessMemory memory, Action<WitnessOffer>? lie = null) =>
        Assert.IsType<WitnessDecision.Refuse>(Judge(memory, With(log.Offer(memory.Last?.Size ?? 0), lie ?? (_ => { })))).Why;

    private WitnessDecision Judge(WitnessMemory memory, WitnessOffer offer) => new WitnessCheck(Province.Code, log.Watched, memory, Now).Judge(offer);

    private static WitnessOffer With(WitnessOffer offer, Action<WitnessOffer> lie)
    {
        lie(offer);
        return offer;
    }
}
