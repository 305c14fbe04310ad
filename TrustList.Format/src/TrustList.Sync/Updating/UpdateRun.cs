using System.Collections.Immutable;
using TrustList.Format.Metadata;

namespace TrustList.Sync;

/// <summary>What the steps of one update share. The metadata it holds is verified at every moment; the rest are bytes.</summary>
internal sealed class UpdateRun(Downloader hub, TrustedMetadata metadata, DateTimeOffset now, StoredState? before, CancellationToken cancellation)
{
    private const string Repository = "tuf/";

    /// <summary>The instant of the whole update (TUF §5.1).</summary>
    public DateTimeOffset Now => now;

    /// <summary>The complete state held before, or null.</summary>
    public StoredState? Before => before;

    public CancellationToken Cancellation => cancellation;

    public TrustedMetadata Metadata { get; private set; } = metadata;

    /// <summary>The snapshot of the state before, where it still verifies: what it lists alike need not be fetched.</summary>
    public SnapshotRole? SnapshotBefore { get; set; }

    public ImmutableDictionary<string, ReadOnlyMemory<byte>>.Builder Roles { get; } = ImmutableDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>();

    public ImmutableDictionary<string, ReadOnlyMemory<byte>>.Builder Files { get; } = ImmutableDictionary.CreateBuilder<string, ReadOnlyMemory<byte>>();

    /// <summary>The roots that this run followed, in order.</summary>
    public List<ReadOnlyMemory<byte>> FollowedRoots { get; } = [];

    /// <summary>Why a region's role was left out.</summary>
    public ImmutableDictionary<string, MetadataFault>.Builder RoleFaults { get; } = ImmutableDictionary.CreateBuilder<string, MetadataFault>();

    public Task<Fetched> FetchAsync(string name, long maxBytes) => hub.GetAsync(Repository + name, maxBytes, null, null, cancellation);

    /// <summary>Takes a step's result: what it brought is kept even where it failed, as a floor against rollback.</summary>
    public SyncStop? Take(TrustResult step, string file)
    {
        if (step.Next is { } next)
            Metadata = next;
        return step.Fault is { } fault ? SyncStop.From(fault, $"{file}: {fault} {step.Detail}".TrimEnd()) : null;
    }
}
