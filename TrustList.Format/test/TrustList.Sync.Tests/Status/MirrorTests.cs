using TrustList.Format.Status;
using TrustList.Sync.Status;

namespace TrustList.Sync.Tests.Status;

/// <summary>What a mirror takes from packages, pushes and epochs, and what it makes of lies, gaps and repetitions.</summary>
public sealed class MirrorTests
{
    [Fact]
    public async Task Accepts_a_snapshot_and_answers_as_of_its_epoch()
    {
        await using var bed = await StatusBed.StartAsync();
        Assert.True(bed.Apply(bed.Status.Snapshot(0)).Ok);
        Assert.Equal((StatusValue.Invalid, StatusBed.Start, 1L, true), Parts(bed.Mirror.Find("310000", 0, 7)));
        Assert.Equal(StatusValue.Restricted, bed.Mirror.Find("320000", 1, 3)!.Value);
        Assert.Equal(StatusValue.Valid, bed.Mirror.Find("320000", 0, 3)!.Value);
        Assert.Null(bed.Mirror.Find("310000", 1, 7)!.Value);
        Assert.Null(bed.Mirror.Find("330000", 0, 7));
    }

    [Fact]
    public async Task Applies_a_more_severe_value_at_once_and_settles_it_by_the_epoch()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        bed.Clock.Now += TimeSpan.FromSeconds(5);
        var head = bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid));
        Assert.True(bed.Push(head).Changed);
        Assert.Equal((StatusValue.Invalid, bed.Clock.Now, 2L, false), Parts(bed.Mirror.Find("310000", 0, 8)));
        Assert.Equal((StatusValue.Valid, StatusBed.Start, 1L, true), Parts(bed.Mirror.Find("310000", 0, 9)));
        Assert.Equal(bed.Clock.Now, bed.Mirror.Find("310000", 0, 9)!.UnprovenSince);
        var epoch = bed.Status.Seal(bed.Clock.Now.AddSeconds(1));
        bed.Clock.Now += TimeSpan.FromSeconds(2);
        Assert.True(bed.Seal(epoch, ("310000", 2)).Changed);
        Assert.Equal((StatusValue.Invalid, bed.Clock.Now.AddSeconds(-1), 2L, true), Parts(bed.Mirror.Find("310000", 0, 8)));
        Assert.Null(bed.Mirror.UnprovenSince);
    }

    [Fact]
    public async Task Waits_with_a_less_severe_value_for_the_epoch()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        bed.Push(bed.Status.Change(bed.Shanghai, bed.Clock.Now, (7, StatusValue.Valid)));
        Assert.Equal((StatusValue.Invalid, StatusBed.Start, 1L, true), Parts(bed.Mirror.Find("310000", 0, 7)));
        bed.Seal(bed.Status.Seal(bed.Clock.Now), ("310000", 2));
        Assert.Equal(StatusValue.Valid, bed.Mirror.Find("310000", 0, 7)!.Value);
    }

    [Fact]
    public async Task Keeps_a_pending_revocation_that_the_region_takes_back_until_the_epoch()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        bed.Push(bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid)));
        bed.Push(bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Valid)));
        Assert.Equal(StatusValue.Invalid, bed.Mirror.Find("310000", 0, 8)!.Value);
        bed.Seal(bed.Status.Seal(bed.Clock.Now), ("310000", 3));
        Assert.Equal(StatusValue.Valid, bed.Mirror.Find("310000", 0, 8)!.Value);
    }

    [Fact]
    public async Task Settles_up_to_the_epochs_version_and_leaves_later_heads_waiting()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        bed.Push(bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid)));
        bed.Push(bed.Status.Change(bed.Shanghai, bed.Clock.Now, (9, StatusValue.Suspended)));
        Assert.True(bed.Seal(bed.Status.Seal(bed.Clock.Now, ("310000", 2)), ("310000", 2)).Changed);
        Assert.Equal((2L, true), (bed.Mirror.Find("310000", 0, 8)!.Version, bed.Mirror.Find("310000", 0, 8)!.Witnessed));
        Assert.Equal((3L, false), (bed.Mirror.Find("310000", 0, 9)!.Version, bed.Mirror.Find("310000", 0, 9)!.Witnessed));
    }

    [Fact]
    public async Task Survives_replays_and_reordering_of_pushed_heads()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        var second = bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid));
        var third = bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Valid), (9, StatusValue.Invalid));
        Assert.Equal(MirrorFault.Gap, bed.Push(third).Fault);
        Assert.Equal(StatusValue.Valid, bed.Mirror.Find("310000", 0, 9)!.Value);
        Assert.True(bed.Push(second).Changed);
        Assert.True(bed.Push(third).Changed);
        foreach (var replayed in new[] { second, third, bed.Status.HeadOf("310000", 1) })
            Assert.Equal((true, false), (bed.Push(replayed).Ok, bed.Push(replayed).Changed));
        Assert.Equal(StatusValue.Invalid, bed.Mirror.Find("310000", 0, 9)!.Value);
    }

    [Theory]
    [InlineData("310000", 1)]
    [InlineData("310000", 99)]
    [InlineData("999999", 2)]
    [InlineData("320000", 2)]
    public async Task Survives_a_lying_hint(string region, long version)
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        bed.Push(bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid)));
        Assert.True(bed.Seal(bed.Status.Seal(bed.Clock.Now), (region, version)).Ok);
        Assert.Equal((StatusValue.Invalid, 2L, true), (bed.Mirror.Find("310000", 0, 8)!.Value, bed.Mirror.Find("310000", 0, 8)!.Version, bed.Mirror.Find("310000", 0, 8)!.Witnessed));
    }

    [Fact]
    public async Task Rejects_an_epoch_whose_heads_are_not_here_and_names_the_gap()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid));
        Assert.Equal(MirrorFault.Gap, bed.Seal(bed.Status.Seal(bed.Clock.Now), ("310000", 2)).Fault);
        Assert.Equal(0, bed.Mirror.Epoch);
        Assert.True(bed.Apply(bed.Status.Rollup(0, 1)).Ok);
        Assert.Equal((1L, StatusValue.Invalid), (bed.Mirror.Epoch!.Value, bed.Mirror.Find("310000", 0, 8)!.Value!.Value));
    }

    [Fact]
    public async Task Rejects_an_older_package_and_an_older_epoch()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        Assert.True(bed.Apply(bed.Status.Snapshot(1)).Ok);
        Assert.Equal(MirrorFault.RolledBack, bed.Apply(bed.Status.Snapshot(0)).Fault);
        Assert.Equal((true, false), (bed.Seal(0).Ok, bed.Seal(0).Changed));
        Assert.Equal(StatusValue.Invalid, bed.Mirror.Find("310000", 0, 8)!.Value);
    }

    [Fact]
    public async Task Rejects_a_package_under_the_proof_of_another_epoch()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        Assert.Equal(MirrorFault.HeadsMismatch, bed.Apply(bed.Status.Snapshot(0) with { LogProof = bed.Status.Proof(1) }).Fault);
        Assert.True(bed.Mirror.IsEmpty);
    }

    [Fact]
    public async Task Rejects_a_proof_that_is_missing_short_of_witnesses_or_not_of_the_newest_leaf()
    {
        await using var bed = await StatusBed.StartAsync();
        var package = bed.Status.Snapshot(0);
        Assert.Equal(MirrorFault.NotWitnessed, bed.Apply(package with { LogProof = default }).Fault);
        Assert.Equal(MirrorFault.NotWitnessed, bed.Apply(package with { LogProof = bed.Log!.Prove(0, bed.Clock.Now, witnesses: ["310000"]) }).Fault);
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        Assert.Equal(MirrorFault.NotWitnessed, bed.Apply(package with { LogProof = bed.Log!.Prove(0, bed.Clock.Now) }).Fault);
        Assert.Equal(MirrorFault.NotWitnessed, bed.Mirror.Apply(package, bed.TrustWith(new Testing.SimulatedLog("310000", "320000")), bed.Clock.Now).Fault);
        Assert.True(bed.Mirror.IsEmpty);
    }

    [Fact]
    public async Task Rejects_a_rollup_that_begins_after_what_is_held()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        bed.ChangeLater(bed.Shanghai, (9, StatusValue.Invalid));
        Assert.Equal(MirrorFault.Gap, bed.Apply(bed.Status.Rollup(1, 2)).Fault);
        Assert.True(bed.Apply(bed.Status.Rollup(0, 2)).Ok);
    }

    [Fact]
    public async Task Rejects_a_payload_of_another_state()
    {
        await using var bed = await StatusBed.StartAsync();
        var package = bed.Status.Snapshot(0);
        var clean = StatusSnapshotCodec.Encode(new RegionStatus(package.Heads[0].Blocks));
        Assert.Equal(MirrorFault.HeadsMismatch, bed.Apply(package with { Payloads = package.Payloads.SetItem(0, clean) }).Fault);
        Assert.True(bed.Mirror.IsEmpty);
    }

    [Fact]
    public async Task Rejects_a_payload_of_another_state_without_a_log_by_the_signature()
    {
        await using var bed = await StatusBed.StartAsync(withLog: false);
        var package = bed.Status.Snapshot(0);
        var clean = StatusSnapshotCodec.Encode(new RegionStatus(package.Heads[0].Blocks));
        Assert.Equal(MirrorFault.BadSignature, bed.Apply(package with { Payloads = package.Payloads.SetItem(0, clean) }).Fault);
        Assert.True(bed.Apply(package).Ok);
        Assert.Equal((StatusValue.Invalid, false), (bed.Mirror.Find("310000", 0, 7)!.Value, bed.Mirror.Find("310000", 0, 7)!.Witnessed));
        bed.Push(bed.Status.Change(bed.Shanghai, bed.Clock.Now, (7, StatusValue.Valid)));
        Assert.Equal(StatusValue.Valid, bed.Mirror.Find("310000", 0, 7)!.Value);
    }

    [Fact]
    public async Task Rejects_a_delta_that_does_not_lead_to_the_root()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        var head = bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid));
        var nothing = StatusDeltaCodec.Encode(new StatusDelta(1, []));
        Assert.Equal(MirrorFault.RootMismatch, bed.Push(head with { Delta = nothing }).Fault);
        Assert.Equal(MirrorFault.Malformed, bed.Push(head with { Delta = [] }).Fault);
        Assert.Equal(MirrorFault.Malformed, bed.Push(head with { Delta = StatusDeltaCodec.Encode(new StatusDelta(2, [])) }).Fault);
        Assert.True(bed.Push(head).Changed);
    }

    [Fact]
    public async Task Rejects_a_head_of_another_region_or_key()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        var head = bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid));
        Assert.Equal(MirrorFault.UnknownKey, bed.Push(head with { Region = "320000" }).Fault);
        Assert.Equal(MirrorFault.UnknownKey, bed.Push(head with { Region = "990000" }).Fault);
        var changed = head.Head.ToArray();
        changed[^1] ^= 1;
        Assert.Equal(MirrorFault.BadSignature, bed.Push(head with { Head = changed }).Fault);
    }

    [Fact]
    public async Task Reports_a_region_that_signs_two_heads_of_one_version_with_both_as_evidence()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        var one = bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid));
        bed.Push(one);
        var twin = new Testing.SimulatedStatus(null);
        twin.Change(bed.Shanghai, StatusBed.Start, (7, StatusValue.Invalid), (5_000, StatusValue.Suspended));
        var other = twin.Change(bed.Shanghai, bed.Clock.Now, (9, StatusValue.Invalid));
        var outcome = bed.Push(other);
        Assert.Equal(MirrorFault.Equivocation, outcome.Fault);
        Assert.Equal(one.Head, outcome.Evidence!.Value.Held.ToArray());
        Assert.Equal(other.Head, outcome.Evidence.Value.Other.ToArray());
        Assert.Equal(StatusValue.Invalid, bed.Mirror.Find("310000", 0, 8)!.Value);
    }

    [Fact]
    public async Task Reports_a_package_with_another_head_of_a_version_that_waits()
    {
        await using var bed = await StatusBed.StartAsync(withLog: true);
        bed.Apply(bed.Status.Snapshot(0));
        var one = bed.Status.Change(bed.Shanghai, bed.Clock.Now, (8, StatusValue.Invalid));
        bed.Push(one);
        var twin = new Testing.SimulatedStatus(bed.Log);
        twin.Change(bed.Shanghai, StatusBed.Start, (7, StatusValue.Invalid), (5_000, StatusValue.Suspended));
        twin.Change(bed.Jiangsu, StatusBed.Start, (1_048_576 + 3, StatusValue.Restricted));
        var other = twin.Change(bed.Shanghai, bed.Clock.Now, (9, StatusValue.Invalid));
        var sealedAt = twin.Seal(bed.Clock.Now);
        var outcome = bed.Apply(twin.Snapshot(sealedAt) with { LogProof = bed.Log!.Prove(1, bed.Clock.Now) });
        Assert.Equal(MirrorFault.Equivocation, outcome.Fault);
        Assert.Equal(one.Head, outcome.Evidence!.Value.Held.ToArray());
        Assert.Equal(other.Head, outcome.Evidence.Value.Other.ToArray());
        Assert.Equal(StatusValue.Invalid, bed.Mirror.Find("310000", 0, 8)!.Value);
    }

    [Fact]
    public async Task Survives_every_cut_and_every_flipped_bit_of_a_package_and_keeps_what_it_held()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        bed.ChangeLater(bed.Shanghai, (8, StatusValue.Invalid));
        var whole = bed.Status.Rollup(0, 1).Write();
        var generator = new Testing.SeededGenerator(20_201_012);
        var refused = 0;
        for (var i = 0; i < 300; i++)
        {
            var spoilt = whole.ToArray();
            spoilt[generator.Next(spoilt.Length)] ^= (byte)(1 << generator.Next(8));
            if (i % 3 == 0)
                spoilt = spoilt[..generator.Next(spoilt.Length)];
            var read = StatusPackage.Read(spoilt);
            var mirror = new StatusMirror();
            mirror.Apply(bed.Status.Snapshot(0), bed.Trust, bed.Clock.Now);
            // Names of keys are no part of what is signed: a spoilt one leaves the region where it was, and says so.
            if (read.Ok && mirror.Apply(read.Value, bed.Trust, bed.Clock.Now) is { Ok: true } taken)
                Assert.True(taken.Behind.Contains("310000") || mirror.Find("310000", 0, 8)!.Value == StatusValue.Invalid);
            else
                refused++;
            Assert.Equal(StatusValue.Invalid, mirror.Find("310000", 0, 7)!.Value);
        }
        Assert.InRange(refused, 250, 300);
    }

    [Fact]
    public async Task Answers_like_the_plain_arrays_on_random_changes()
    {
        await using var bed = await StatusBed.StartAsync();
        bed.Apply(bed.Status.Snapshot(0));
        var generator = new Testing.SeededGenerator(4);
        var plain = new byte[2 << 20];
        for (var step = 0; step < 40; step++)
        {
            bed.Clock.Now += TimeSpan.FromSeconds(1);
            var changes = Enumerable.Range(0, 60).Select(_ => ((long)generator.Next(plain.Length), generator.Pick(Enum.GetValues<StatusValue>()))).DistinctBy(change => change.Item1).ToList();
            bed.Push(bed.Status.Change(bed.Jiangsu, bed.Clock.Now, changes));
            foreach (var (entry, value) in changes)
                plain[entry] = (byte)value;
            if (step % 5 == 4)
                Assert.True(bed.Seal(bed.Status.Seal(bed.Clock.Now), ("320000", step + 2)).Changed);
        }
        plain[(1 << 20) + 3] = plain[(1 << 20) + 3] == 0 ? (byte)StatusValue.Restricted : plain[(1 << 20) + 3];
        var wrong = Enumerable.Range(0, plain.Length).Count(entry => bed.Mirror.Find("320000", entry >> 20, entry & 0xFFFFF)!.Value != (StatusValue)plain[entry]);
        Assert.Equal(0, wrong);
    }

    private static (StatusValue?, DateTimeOffset, long, bool) Parts(StatusEntry? entry) => (entry!.Value, entry.AsOf, entry.Version, entry.Witnessed);
}
