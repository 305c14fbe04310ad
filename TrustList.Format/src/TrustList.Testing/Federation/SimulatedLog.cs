using System.Collections.Immutable;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace TrustList.Testing;

/// <summary>A transparency log in memory with real keys: the log's and one witness's for each region, of whom a majority must cosign.</summary>
public sealed class SimulatedLog
{
    private readonly List<Epoch> epochs = [];

    /// <summary>An empty log.</summary>
    /// <param name="regions">The regions that are witnesses.</param>
    public SimulatedLog(params IEnumerable<string> regions)
    {
        WitnessKeys = regions.ToImmutableSortedDictionary(region => region, _ => (ISigner)TestKeys.Create(SignatureAlgorithm.Ed25519), StringComparer.Ordinal);
        Policy = new LogPolicy
        {
            Origin = Origin,
            Key = Key.PublicKey,
            Witnesses = [.. WitnessKeys.Select(witness => Witness.Of(Origin, witness.Key, witness.Value.PublicKey))],
            Quorum = WitnessKeys.Count / 2 + 1,
        };
    }

    /// <summary>Its name.</summary>
    public const string Origin = "log.hub.test";

    /// <summary>The log's key.</summary>
    public ISigner Key { get; } = TestKeys.Create(SignatureAlgorithm.Ed25519);

    /// <summary>The witnesses' keys by region.</summary>
    public ImmutableSortedDictionary<string, ISigner> WitnessKeys { get; }

    /// <summary>What policy says of it.</summary>
    public LogPolicy Policy { get; }

    /// <summary>The leaves.</summary>
    public IReadOnlyList<Epoch> Epochs => epochs;

    /// <summary>Appends an epoch; its number is set here.</summary>
    public Epoch Append(Epoch epoch)
    {
        epochs.Add(epoch with { Number = epochs.Count });
        return epochs[^1];
    }

    /// <summary>The proof of an epoch under a checkpoint of the whole log, or of a part of it.</summary>
    /// <param name="number">The epoch.</param>
    /// <param name="at">When the witnesses cosign.</param>
    /// <param name="size">Leaves of the checkpoint; null for all.</param>
    /// <param name="witnesses">Who cosigns; null for all.</param>
    public byte[] Prove(long number, DateTimeOffset at, int? size = null, IEnumerable<string>? witnesses = null)
    {
        var leaves = epochs.Take(size ?? epochs.Count).Select(epoch => MerkleTree.LeafHash(epoch.Write())).ToList();
        var path = MerkleTree.Path(leaves, (int)number);
        return new LogProof(epochs[(int)number].Write(), number, [.. path], Checkpoint(leaves, at, witnesses)).Write();
    }

    /// <summary>The checkpoint of the whole log, cosigned.</summary>
    public byte[] Checkpoint(DateTimeOffset at, IEnumerable<string>? witnesses = null) =>
        Checkpoint([.. epochs.Select(epoch => MerkleTree.LeafHash(epoch.Write()))], at, witnesses);

    private byte[] Checkpoint(IReadOnlyList<ReadOnlyMemory<byte>> leaves, DateTimeOffset at, IEnumerable<string>? witnesses)
    {
        var checkpoint = new Checkpoint(Origin, leaves.Count, MerkleTree.Root(leaves));
        var lines = (witnesses ?? WitnessKeys.Keys).Select(region =>
            NoteSignature.Read(Cosignature.Sign(checkpoint, Witness.NameOf(Origin, region), WitnessKeys[region], at))!);
        return SignedCheckpoint.Sign(checkpoint, Key).Note.With(lines).Write();
    }
}
