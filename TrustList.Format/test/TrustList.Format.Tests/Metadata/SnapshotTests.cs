using TrustList.Format.Metadata;

namespace TrustList.Format.Tests.Metadata;

public class SnapshotTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now;
    private readonly SampleRepository repository = new();

    [Fact]
    public void Rejects_a_snapshot_before_its_timestamp()
        => Assert.Equal(MetadataFault.OutOfOrder, repository.Start().WithSnapshot(repository.SnapshotFile, Now).Fault);

    [Fact]
    public void Rejects_parts_of_two_lists()
    {
        var older = repository.SnapshotFile;
        repository.Publish();
        // An older file's signature may be a byte shorter: then its length tells first.
        Assert.Contains(repository.ToTimestamp().WithSnapshot(older, Now).Fault, new MetadataFault?[] { MetadataFault.HashMismatch, MetadataFault.LengthMismatch });
        Assert.Equal(MetadataFault.HashMismatch, repository.ToTimestamp().WithSnapshot(Forgery.SameLength(repository.SnapshotFile), Now).Fault);
        Assert.Equal(MetadataFault.LengthMismatch, repository.ToTimestamp().WithSnapshot((byte[])[.. repository.SnapshotFile, (byte)' '], Now).Fault);
    }

    [Fact]
    public void Rejects_another_version_than_the_timestamp_names()
    {
        repository.PublishTimestamp(9, new MetaFile(7));
        Assert.Equal(MetadataFault.VersionMismatch, repository.ToTimestamp().WithSnapshot(repository.SnapshotFile, Now).Fault);
    }

    [Fact]
    public void Rejects_a_snapshot_that_drops_or_lowers_an_entry()
    {
        var trusted = repository.ToSnapshot();
        var good = repository.Snapshot.Meta;
        repository.PublishSnapshot(good.Where(entry => entry.Key != "region-310000.json").ToDictionary());
        Assert.Equal(MetadataFault.Rollback, Advance(trusted).Fault);

        repository.RegionRole = repository.RegionRole with { Version = 5 };
        repository.Publish();
        var newer = Advance(trusted).Next!;
        repository.PublishSnapshot(good);
        Assert.Equal(MetadataFault.Rollback, Advance(newer).Fault);
        repository.Publish();
        Assert.True(Advance(newer).Ok);
    }

    [Fact]
    public void Keeps_a_stored_snapshot_as_a_floor_after_the_timestamp_moved_on()
    {
        var stored = repository.SnapshotFile;
        var good = repository.Snapshot.Meta;
        repository.PublishSnapshot(good.Where(entry => entry.Key == "targets.json").ToDictionary());
        var floor = repository.Start().WithFloors(repository.TimestampFile, stored);
        Assert.Equal(MetadataFault.VersionMismatch, floor.Next!.WithTargets(repository.TargetsFile, Now).Fault);
        Assert.Equal(MetadataFault.Rollback, floor.Next.WithSnapshot(repository.SnapshotFile, Now).Fault);
        repository.PublishSnapshot(good);
        Assert.True(Advance(floor.Next).Ok);
    }

    [Fact]
    public void Rejects_a_stored_snapshot_of_the_right_version_and_other_bytes()
    {
        var stored = Forgery.Of(repository.SnapshotFile, signed => signed["note"] = "other bytes", repository.SnapshotSigner);
        var kept = repository.Start().WithFloors(repository.TimestampFile, stored);
        Assert.Equal(MetadataFault.VersionMismatch, kept.Next!.WithTargets(repository.TargetsFile, Now).Fault);
    }

    [Fact]
    public void Rejects_an_expired_snapshot_and_targets_on_it()
    {
        repository.Snapshot = repository.Snapshot with { Expires = Now };
        repository.Publish();
        var result = repository.ToTimestamp().WithSnapshot(repository.SnapshotFile, Now);
        Assert.Equal(MetadataFault.Expired, result.Fault);
        Assert.Equal(MetadataFault.Expired, result.Next!.WithTargets(repository.TargetsFile, Now).Fault);
    }

    [Fact]
    public void Rejects_a_stored_snapshot_signed_by_someone_else()
    {
        var file = MetadataWriter.Write(repository.Snapshot, repository.TimestampSigner);
        var held = repository.Start().WithFloors(repository.TimestampFile, file);
        Assert.Equal((MetadataFault.BelowThreshold, null), (held.Fault, held.Next));
    }

    [Fact]
    public void Keeps_an_expired_timestamp_and_snapshot_as_floors_and_builds_nothing_on_them()
    {
        var (timestamp, snapshot) = (repository.TimestampFile, repository.SnapshotFile);
        var floor = repository.Start().WithFloors(timestamp, snapshot).Next!;
        Assert.Equal(MetadataFault.Expired, floor.WithTargets(repository.TargetsFile, SampleRepository.Later).Fault);
        repository.PublishSnapshot(repository.Snapshot.Meta.Where(entry => entry.Key == "targets.json").ToDictionary());
        Assert.Equal(MetadataFault.Rollback, Advance(floor).Fault);
        repository.PublishTimestamp(1, repository.Timestamp.Snapshot);
        floor = repository.Start().WithFloors(repository.TimestampFile, null).Next!;
        repository.PublishTimestamp(3, repository.Timestamp.Snapshot);
        var newer = SampleRepository.Step(floor, set => set.WithTimestamp(repository.TimestampFile, Now));
        Assert.Equal(MetadataFault.Rollback, newer.WithTimestamp(timestamp, Now).Fault);
    }

    [Fact]
    public void Passes_over_a_stored_snapshot_that_cannot_be_read()
    {
        var floor = repository.Start().WithFloors(repository.TimestampFile, "torn"u8.ToArray());
        Assert.Equal((true, null), (floor.Ok, floor.Next!.Snapshot));
        Assert.Equal(1, floor.Next.Timestamp!.Version);
    }

    private TrustResult Advance(TrustedMetadata trusted)
        => SampleRepository.Step(trusted, set => set.WithTimestamp(repository.TimestampFile, Now)).WithSnapshot(repository.SnapshotFile, Now);
}
