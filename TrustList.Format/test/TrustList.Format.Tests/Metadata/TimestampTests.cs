using TrustList.Format.Metadata;

namespace TrustList.Format.Tests.Metadata;

public class TimestampTests
{
    private static readonly DateTimeOffset Now = SampleRepository.Now;
    private readonly SampleRepository repository = new();

    [Fact]
    public void Accepts_the_same_version_as_no_change()
    {
        var trusted = repository.Trust();
        var again = trusted.WithTimestamp(repository.TimestampFile, Now);
        Assert.True(again.Ok);
        Assert.Same(trusted, again.Next);
    }

    [Fact]
    public void Rejects_an_older_timestamp_and_one_that_names_an_older_snapshot()
    {
        var older = repository.TimestampFile;
        var olderSnapshot = repository.Timestamp.Snapshot;
        repository.Publish();
        var trusted = repository.ToTimestamp();
        Assert.Equal(MetadataFault.Rollback, trusted.WithTimestamp(older, Now).Fault);
        repository.PublishTimestamp(repository.Timestamp.Version + 1, olderSnapshot);
        Assert.Equal(MetadataFault.Rollback, trusted.WithTimestamp(repository.TimestampFile, Now).Fault);
    }

    [Fact]
    public void Keeps_an_expired_timestamp_as_a_floor_and_loads_nothing_on_it()
    {
        var older = repository.TimestampFile;
        repository.Timestamp = repository.Timestamp with { Expires = Now };
        repository.PublishTimestamp(5, repository.Timestamp.Snapshot);
        var frozen = repository.Start().WithTimestamp(repository.TimestampFile, Now);
        Assert.Equal(MetadataFault.Expired, frozen.Fault);
        Assert.False(frozen.Ok);
        Assert.Equal(MetadataFault.Expired, frozen.Next!.WithSnapshot(repository.SnapshotFile, Now).Fault);
        Assert.Equal(MetadataFault.Rollback, frozen.Next.WithTimestamp(older, Now).Fault);
        Assert.Equal(MetadataFault.Expired, frozen.Next.WithTimestamp(repository.TimestampFile, Now).Fault);
        repository.Timestamp = repository.Timestamp with { Expires = SampleRepository.Later };
        repository.PublishTimestamp(6, repository.Timestamp.Snapshot);
        Assert.True(frozen.Next.WithTimestamp(repository.TimestampFile, Now).Ok);
    }

    [Fact]
    public void Rejects_a_timestamp_signed_by_another_role()
    {
        var file = MetadataWriter.Write(repository.Timestamp, repository.SnapshotSigner, repository.RootSigners[0]);
        Assert.Equal(MetadataFault.BelowThreshold, repository.Start().WithTimestamp(file, Now).Fault);
    }

    [Fact]
    public void Rejects_metadata_of_another_type_signed_by_the_right_key()
    {
        var file = MetadataWriter.Write(repository.Snapshot, repository.TimestampSigner);
        Assert.Equal(MetadataFault.WrongType, repository.Start().WithTimestamp(file, Now).Fault);
    }

    [Fact]
    public void Rejects_a_changed_timestamp()
    {
        var file = Forgery.Tamper(repository.TimestampFile, json => json["signed"]!["expires"] = "2040-01-01T00:00:00Z");
        Assert.Equal(MetadataFault.BelowThreshold, repository.Start().WithTimestamp(file, Now).Fault);
    }

    [Fact]
    public void Keeps_what_was_loaded_while_the_snapshot_stays()
    {
        var trusted = repository.Trust();
        repository.PublishTimestamp(9, repository.Timestamp.Snapshot);
        var renewed = SampleRepository.Step(trusted, set => set.WithTimestamp(repository.TimestampFile, Now));
        Assert.Equal(3, renewed.TargetsRoles.Count);
        repository.Publish();
        Assert.Empty(SampleRepository.Step(trusted, set => set.WithTimestamp(repository.TimestampFile, Now)).TargetsRoles);
    }
}
