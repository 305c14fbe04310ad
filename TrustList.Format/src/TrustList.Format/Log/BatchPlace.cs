using System.Collections.Immutable;
using System.Formats.Cbor;

namespace TrustList.Format.Log;

/// <summary>Where a batch claims to stand in the log: what proofs and logged batches share (SPEC.md §13.3).</summary>
/// <param name="Batch">The signed batch.</param>
/// <param name="IndexInEpoch">Its index among the epoch's batches.</param>
/// <param name="Path">The inclusion proof to the epoch's issuance root, whose leaf data is the batch's hash.</param>
/// <param name="LogProof">The epoch's proof (§12.7).</param>
public sealed record BatchPlace(
    ReadOnlyMemory<byte> Batch, long IndexInEpoch, ImmutableArray<ReadOnlyMemory<byte>> Path, ReadOnlyMemory<byte> LogProof)
{
    internal void Write(CborWriter writer)
    {
        writer.WriteInt64(IndexInEpoch);
        WritePath(writer, Path);
        writer.WriteByteString(LogProof.Span);
    }

    internal static void WritePath(CborWriter writer, ImmutableArray<ReadOnlyMemory<byte>> path)
    {
        writer.WriteStartArray(path.Length);
        foreach (var hash in path)
            writer.WriteByteString(hash.Span);
        writer.WriteEndArray();
    }
}
