using System.Collections.Immutable;
using TrustList.Format.Log;
using TrustList.Format.Status;
using TrustList.Format.Verification;

namespace TrustList.Sync.Status;

/// <summary>
/// The heads of one epoch. Holding one proves that policy's witnesses saw the epoch and that these are all of its heads;
/// where policy names no log, it proves nothing, and <see cref="Epoch"/> is null.
/// </summary>
internal sealed class ProvenHeads
{
    private readonly ImmutableDictionary<string, ReadOnlyMemory<byte>> hashes;

    private ProvenHeads(WitnessedEpoch? epoch, IReadOnlyList<(string Region, ReadOnlyMemory<byte> Hash)> heads) =>
        (Epoch, Heads, hashes) = (epoch, [.. heads], heads.ToImmutableDictionary(head => head.Region, head => head.Hash, StringComparer.Ordinal));

    public WitnessedEpoch? Epoch { get; }

    /// <summary>All heads, by code ascending.</summary>
    public ImmutableArray<(string Region, ReadOnlyMemory<byte> Hash)> Heads { get; }

    public long? Number => Epoch?.Epoch.Number;

    /// <summary>Whether the epoch has this head of the region.</summary>
    public bool Has(string region, ReadOnlyMemory<byte> hash) => hashes.TryGetValue(region, out var found) && found.Span.SequenceEqual(hash.Span);

    /// <summary>Checks the proof of an epoch by policy.</summary>
    public static (WitnessedEpoch? Epoch, MirrorOutcome? Failure) Witnessed(ReadOnlyMemory<byte> proof, TrustState trust, DateTimeOffset now)
    {
        if (trust.Policy.Log is not { } log)
            return (null, null);
        if (proof.IsEmpty)
            return (null, MirrorOutcome.Failed(MirrorFault.NotWitnessed, "no proof"));
        var read = LogProof.Read(proof);
        if (!read.Ok)
            return (null, MirrorOutcome.Failed(MirrorFault.NotWitnessed, $"{read.Fault}: {read.Detail}"));
        var verified = read.Value.Verify(log, now);
        return !verified.Ok ? (null, MirrorOutcome.Failed(MirrorFault.NotWitnessed, $"{verified.Fault}: {verified.Detail}"))
            : !verified.Value.IsNewest ? (null, MirrorOutcome.Failed(MirrorFault.NotWitnessed, "not the newest leaf of its checkpoint"))
            : verified.Value.Epoch.Time > now + WitnessedCheckpoint.ClockSkew ? (null, MirrorOutcome.Failed(MirrorFault.NotWitnessed, "an epoch from later than now"))
            : (verified.Value, null);
    }

    /// <summary>Binds heads to their epoch; null where they are not its heads. The codes ascend.</summary>
    public static ProvenHeads? Bind(WitnessedEpoch? epoch, IReadOnlyList<(string Region, ReadOnlyMemory<byte> Hash)> heads) =>
        epoch is null || (epoch.Epoch.Heads == heads.Count && HeadsTree.Root(heads).Span.SequenceEqual(epoch.Epoch.HeadsRoot.Span))
            ? new(epoch, heads)
            : null;
}
