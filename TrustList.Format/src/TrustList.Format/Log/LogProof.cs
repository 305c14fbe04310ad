using System.Collections.Immutable;
using System.Formats.Cbor;
using TrustList.Format.Encoding;

namespace TrustList.Format.Log;

/// <summary>
/// The proof that an epoch is in the log under a checkpoint (SPEC.md §12.7). Nothing is proved before <see cref="Verify"/>.
/// </summary>
/// <param name="Epoch">The leaf data.</param>
/// <param name="Index">The leaf index.</param>
/// <param name="Path">The inclusion proof.</param>
/// <param name="CheckpointNote">The checkpoint with log's signature and cosignatures.</param>
public sealed record LogProof(ReadOnlyMemory<byte> Epoch, long Index, ImmutableArray<ReadOnlyMemory<byte>> Path, ReadOnlyMemory<byte> CheckpointNote)
{
    private const string Format = "log-proof/1";
    private const int Members = 5;

    /// <summary>The media type at the hub.</summary>
    public const string MediaType = "application/vnd.federation.log-proof+cbor";

    /// <summary>Reads a proof without copying: the bytes must not change afterwards.</summary>
    public static Decoded<LogProof> Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Limits.LogProofBytes)
            return Decoded<LogProof>.Fail(DecodeFault.TooLarge, $"log proof: {bytes.Length} bytes");
        var reader = new LogCbor(bytes, Format, Members);
        var proof = new LogProof(reader.Bytes(Limits.EpochBytes), reader.Integer(0, long.MaxValue), reader.Path(), reader.Bytes(Limits.NoteBytes));
        return reader.Finish(proof, read => read.Write());
    }

    /// <summary>The proof's bytes: deterministic CBOR.</summary>
    public byte[] Write()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Members);
        writer.WriteTextString(Format);
        writer.WriteByteString(Epoch.Span);
        writer.WriteInt64(Index);
        writer.WriteStartArray(Path.Length);
        foreach (var hash in Path)
            writer.WriteByteString(hash.Span);
        writer.WriteEndArray();
        writer.WriteByteString(CheckpointNote.Span);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>Checks the proof by policy: epoch, checkpoint with its quorum, inclusion.</summary>
    public LogResult<WitnessedEpoch> Verify(LogPolicy policy, DateTimeOffset now)
    {
        var epoch = Log.Epoch.Read(Epoch);
        if (!epoch.Ok)
            return LogResult<WitnessedEpoch>.Malformed(epoch);
        if (epoch.Value.Number != Index)
            return LogResult<WitnessedEpoch>.Fail(LogFault.NotIncluded, $"epoch {epoch.Value.Number} at leaf {Index}");
        var checkpoint = WitnessedCheckpoint.Verify(CheckpointNote, policy, now);
        if (!checkpoint.Ok)
            return checkpoint.As<WitnessedEpoch>();
        var (size, root) = (checkpoint.Value.Checkpoint.Size, checkpoint.Value.Checkpoint.Root);
        return MerkleTree.VerifyInclusion(MerkleTree.LeafHash(Epoch.Span), Index, size, Path, root)
            ? LogResult<WitnessedEpoch>.Of(new WitnessedEpoch(epoch.Value, checkpoint.Value, this))
            : LogResult<WitnessedEpoch>.Fail(LogFault.NotIncluded, $"leaf {Index} of {size}");
    }
}
