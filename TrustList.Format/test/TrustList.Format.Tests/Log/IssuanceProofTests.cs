using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Format.Tests.Log;

/// <summary>Proofs and logged batches by themselves; what they do to verdicts stands with the forgeries.</summary>
public sealed class IssuanceProofTests
{
    private const string Region = "310000";
    private static readonly DateTimeOffset At = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Blind = SHA256.HashData("a test blind"u8);
    private static readonly byte[] Mso = SHA256.HashData("a security object"u8);
    private readonly LogSimulator log = LogSimulator.Create("310000", "320000", "330000", "340000");
    private readonly SoftwareSigner key = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private readonly LoggedBatch batch;
    private readonly IssuanceProof proof;

    public IssuanceProofTests()
    {
        batch = SampleIssuance.Log(log, Region, key, [.. SampleIssuance.Strangers(6), IssuanceLeaf.Hash(Blind, Mso, 42)], At, At.AddSeconds(3));
        proof = batch.Prove(Blind, 6);
    }

    [Fact]
    public void Proves_by_when_the_leaf_was_logged()
    {
        var proven = Verify(IssuanceProof.Read(proof.Write()).Value).Value;
        Assert.Equal(At.AddSeconds(3), proven.LoggedAt);
        Assert.Equal(IssuanceLeaf.Hash(Blind, Mso, 42).ToArray(), proven.Leaf.ToArray());
        Assert.Equal((1L, 0L), (proven.Batch.Batch.Claims.Number, proven.Batch.Epoch.Epoch.Number));
    }

    [Fact]
    public void Proves_under_a_later_checkpoint_with_its_later_time()
    {
        log.Append(At.AddDays(1), SHA256.HashData("a later snapshot"u8));
        var later = proof with { Place = proof.Place with { LogProof = log.Prove(0, log.Note(At.AddDays(1), 2)).Write() } };
        Assert.Equal(At.AddDays(1), Verify(later, At.AddDays(2)).Value.LoggedAt);
    }

    [Fact]
    public void Reads_a_logged_batch_again_and_makes_the_same_proof_of_it()
    {
        var read = LoggedBatch.Read(batch.Write()).Value;
        Assert.Equal(At.AddSeconds(3), read.Verify(Region, KeyOf, log.Policy, At.AddMinutes(1)).Value.LoggedAt);
        Assert.Equal(proof.Write(), read.Prove(Blind, 6).Write());
        Assert.Throws<ArgumentOutOfRangeException>(() => read.Prove(Blind, 7));
    }

    [Fact]
    public void Rejects_leaves_that_are_not_all_of_the_batchs()
    {
        foreach (var leaves in new[] { batch.Leaves[..^32], batch.Leaves[..^1], (byte[])[.. batch.Leaves.Span, .. new byte[32]], default })
            Assert.Equal(IssuanceFault.NotInBatch, (batch with { Leaves = leaves }).Verify(Region, KeyOf, log.Policy, At.AddMinutes(1)).Fault);
    }

    [Theory]
    [InlineData(IssuanceFault.NotLogged)]
    [InlineData(IssuanceFault.BadBatch)]
    [InlineData(IssuanceFault.NotInEpoch)]
    [InlineData(IssuanceFault.NotInBatch)]
    public void Names_what_is_wrong(IssuanceFault fault)
    {
        var bent = fault switch
        {
            IssuanceFault.NotLogged => proof with { Place = proof.Place with { LogProof = log.Prove(0, log.Note(At, 1, "310000", "320000")).Write() } },
            IssuanceFault.BadBatch => proof with { Place = proof.Place with { Batch = proof.Place.Batch[..^1] } },
            IssuanceFault.NotInEpoch => proof with { Place = proof.Place with { IndexInEpoch = 2 } },
            _ => proof with { LeafIndex = 5 },
        };
        Assert.Equal(fault, Verify(bent).Fault);
    }

    [Fact]
    public void Rejects_cosignatures_from_the_future_and_accepts_them_when_their_time_has_come()
    {
        Assert.Equal(IssuanceFault.NotLogged, Verify(proof, At.AddSeconds(3) - WitnessedCheckpoint.ClockSkew - TimeSpan.FromSeconds(1)).Fault);
        Assert.True(Verify(proof, At.AddSeconds(3) - WitnessedCheckpoint.ClockSkew).Ok);
    }

    [Fact]
    public void Rejects_another_region_by_the_same_key() =>
        Assert.Equal(IssuanceFault.BadBatch, proof.Verify("320000", Mso, 42, KeyOf, log.Policy, At.AddMinutes(1)).Fault);

    [Fact]
    public void Rejects_an_epoch_of_another_log_under_a_policy_that_names_this_one()
    {
        var other = LogSimulator.Create("310000", "320000", "330000", "340000");
        var swapped = SampleIssuance.Log(other, Region, key, [IssuanceLeaf.Hash(Blind, Mso, 42)], At).Prove(Blind, 0);
        Assert.Equal(IssuanceFault.NotLogged, Verify(swapped).Fault);
        Assert.Equal(IssuanceFault.NotLogged, Verify(proof with { Place = swapped.Place }).Fault);
    }

    [Fact]
    public void Survives_every_cut_and_every_flipped_bit_without_accepting_another_time()
    {
        var bytes = proof.Write();
        for (var i = 0; i < bytes.Length; i++)
        {
            Assert.False(IssuanceProof.Read(bytes.AsMemory(..i)).Ok, $"cut at {i}");
            var flipped = (byte[])bytes.Clone();
            flipped[i] ^= (byte)(1 << (i % 8));
            // A line of a cosignature may become one of an unknown key: then the quorum still stands, with the same times.
            if (IssuanceProof.Read(flipped) is { Ok: true } read && Verify(read.Value) is { Ok: true } proven)
                Assert.Equal(At.AddSeconds(3), proven.Value.LoggedAt);
        }
    }

    [Fact]
    public void Rejects_what_is_too_large_too_long_or_not_in_its_one_form()
    {
        Assert.Equal(DecodeFault.TooLarge, IssuanceProof.Read(new byte[Limits.IssuanceProofBytes + 1]).Fault);
        Assert.Equal(DecodeFault.TooLarge, LoggedBatch.Read(new byte[Limits.LoggedBatchBytes + 1]).Fault);
        var long64 = Enumerable.Repeat((ReadOnlyMemory<byte>)new byte[32], Limits.MerklePath + 1);
        Assert.Equal(DecodeFault.TooMany, IssuanceProof.Read((proof with { LeafPath = [.. long64] }).Write()).Fault);
        Assert.Equal(DecodeFault.BadValue, IssuanceProof.Read((proof with { LeafIndex = Limits.IssuanceBatchLeaves }).Write()).Fault);
        Assert.Equal(DecodeFault.BadValue, IssuanceProof.Read((proof with { LeafIndex = -1 }).Write()).Fault);
        Assert.Equal(DecodeFault.BadValue, IssuanceProof.Read((proof with { Blind = new byte[31] }).Write()).Fault);
        Assert.Equal(DecodeFault.TrailingBytes, IssuanceProof.Read((byte[])[.. proof.Write(), 0]).Fault);
        // The leaf index 6 in two bytes.
        var bytes = proof.Write();
        var at = 1 + 17 + 2 + 32;
        Assert.Equal(6, bytes[at]);
        Assert.Equal(DecodeFault.NotCanonical, IssuanceProof.Read((byte[])[.. bytes[..at], 0x18, .. bytes[at..]]).Fault);
    }

    [Fact]
    public void Stays_below_its_limit_in_the_largest_case()
    {
        // 96 witnesses sign, the log has as many leaves as a path can prove, batch and epoch are full.
        const int lines = 96 * 140;
        Assert.True(proof.Write().Length + lines + (60 + 16 + 16) * 34 < Limits.IssuanceProofBytes);
    }

    private PublicKey? KeyOf(string keyId) => keyId == key.PublicKey.Thumbprint ? key.PublicKey : null;

    private IssuanceResult<ProvenIssuance> Verify(IssuanceProof read, DateTimeOffset? now = null) =>
        read.Verify(Region, Mso, 42, KeyOf, log.Policy, now ?? At.AddMinutes(1));
}
