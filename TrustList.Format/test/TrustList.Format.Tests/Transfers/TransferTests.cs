using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Transfers;
using TrustList.Testing;

namespace TrustList.Format.Tests.Transfers;

public sealed class TransferTests
{
    private static readonly DateTimeOffset At = new(2021, 6, 2, 2, 0, 0, TimeSpan.Zero);
    private readonly SoftwareSigner old = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private readonly SoftwareSigner next = SoftwareSigner.Create(SignatureAlgorithm.SM2);
    private readonly LogSimulator log = LogSimulator.Create("310000", "320500", "510100");

    /// <summary>SPEC.md §14.1's example.</summary>
    private static TransferRecord Sample => new()
    {
        Id = Enumerable.Repeat((byte)1, 16).ToArray(),
        From = "320500",
        To = "510100",
        Person = TransferRecord.PersonOf(Enumerable.Repeat((byte)2, 32).ToArray(), "320500000014"),
        Entry = 7,
        PreparedAt = At,
        NotAfter = At.AddMinutes(10),
        DossierSha256 = SHA256.HashData("example"u8),
    };

    [Fact]
    public void Accepts_the_example_of_the_specification()
    {
        Assert.Equal("1aa74d853f6a7e2dde26b55187026c48ab455bc683a4aae337b1140cfb86b64e", LowerHex.Of(Sample.Hash().Span));
        var epoch = new Epoch(1, new(2020, 10, 12, 8, 0, 1, TimeSpan.Zero), SHA256.HashData([1]), SHA256.HashData([1, 1]), 31, SHA256.HashData([2, 1]), 3)
        {
            TransfersRoot = LoggedTransfers.Root([Sample.Hash()]),
            Transfers = 1,
        };
        Assert.Equal("8f595be06447dbd132918d71ead6dc6f2a731eaa03b531e86206f600deae4ce0", LowerHex.Of(MerkleTree.LeafHash(epoch.Write()).Span));
        Assert.Equal(Sample.Hash().ToArray(), TransferRecord.Read(Sample.Write()).Value.Hash().ToArray());
    }

    [Fact]
    public void Rejects_any_other_bytes_of_a_record()
    {
        var bytes = Sample.Write();
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(TransferRecord.Read(bytes.AsMemory(0, length)).Ok);
        Assert.False(TransferRecord.Read((byte[])[.. bytes, 0]).Ok);
        Assert.Throws<InvalidOperationException>(() => (Sample with { To = "320500" }).Write());
        Assert.Throws<InvalidOperationException>(() => (Sample with { NotAfter = At }).Write());
        Assert.Throws<InvalidOperationException>(() => (Sample with { NotAfter = At + Limits.TransferLife + TimeSpan.FromSeconds(1) }).Write());
    }

    [Fact]
    public void An_epoch_without_transfers_keeps_its_bytes_and_is_its_own_proof_that_it_has_none()
    {
        var epoch = new Epoch(1, At, SHA256.HashData([1]), SHA256.HashData([1, 1]), 31, SHA256.HashData([2, 1]), 3);
        Assert.Equal("epoch/1", System.Text.Encoding.ASCII.GetString(epoch.Write().AsSpan(2, 7)));
        Assert.Equal(0, Epoch.Read(epoch.Write()).Value.Transfers);
        var moved = epoch with { TransfersRoot = SHA256.HashData([3, 1]), Transfers = 2 };
        Assert.Equal("epoch/2", System.Text.Encoding.ASCII.GetString(moved.Write().AsSpan(2, 7)));
        Assert.Equal(2, Epoch.Read(moved.Write()).Value.Transfers);
        Assert.True(moved.Write().Length <= Limits.EpochBytes);
        // The longer form that counts none is not a form.
        var none = moved.Write();
        none[^1] = 0;
        Assert.False(Epoch.Read(none).Ok);
    }

    [Fact]
    public void Accepts_a_proof_of_both_regions_in_a_witnessed_epoch()
    {
        var proof = Prove(Sample, At.AddMinutes(10)).Verify(KeyOf, log.Policy, At.AddDays(400));
        Assert.True(proof.Ok, proof.Detail);
        Assert.Equal("510100", proof.Value.Record.To);
    }

    [Theory]
    [InlineData("late", TransferFault.TooLate)]
    [InlineData("not in epoch", TransferFault.NotInEpoch)]
    [InlineData("other log", TransferFault.NotLogged)]
    [InlineData("unknown key", TransferFault.UnknownKey)]
    [InlineData("one side twice", TransferFault.UnknownKey)]
    [InlineData("forged", TransferFault.BadSignature)]
    public void Rejects_a_proof_that_is(string attack, TransferFault fault)
    {
        var proof = attack switch
        {
            "late" => Prove(Sample, At.AddMinutes(10).AddSeconds(1)),
            "not in epoch" => Prove(Sample, At) with { Index = 1 },
            "one side twice" => Prove(Sample, At, to: old),
            "forged" => Prove(Sample, At, to: SoftwareSigner.Create(SignatureAlgorithm.SM2), named: next),
            _ => Prove(Sample, At),
        };
        var policy = attack == "other log" ? LogSimulator.Create("310000", "320500", "510100").Policy : log.Policy;
        var verified = proof.Verify(attack == "unknown key" ? (_, _) => null : KeyOf, policy, At.AddDays(1));
        Assert.Equal((false, fault), (verified.Ok, verified.Fault));
    }

    [Fact]
    public void Rejects_a_list_of_transfers_that_leaves_one_out()
    {
        var (one, two) = (Sample, Sample with { Entry = 8 });
        var signed = new[] { one, two }.Select(record => (ReadOnlyMemory<byte>)Sign(record, old, next, next).Write()).ToList();
        var proof = LogAll(At, one, two);
        Assert.True(new LoggedTransfers([.. signed], proof).Verify(log.Policy, At).Ok);
        Assert.Equal(TransferFault.NotInEpoch, new LoggedTransfers([signed[0]], proof).Verify(log.Policy, At).Fault);
        Assert.Equal(TransferFault.NotInEpoch, new LoggedTransfers([signed[1], signed[0]], proof).Verify(log.Policy, At).Fault);
        var logged = LoggedTransfers.Read(new LoggedTransfers([.. signed], proof).Write()).Value;
        Assert.True(logged.Prove(logged.IndexOf(two.Hash().Span)).Verify(KeyOf, log.Policy, At).Ok);
        Assert.Equal(-1, logged.IndexOf(new byte[32]));
    }

    [Fact]
    public void Accepts_an_acceptance_by_the_region_it_names_alone()
    {
        var acceptance = new TransferAcceptance(Sample.Id, "320500", "510100", new byte[65], At);
        var message = acceptance.Sign(next, next.PublicKey.Thumbprint);
        Assert.True(TransferAcceptance.Verify(message, "320500", KeyOf, At).Ok);
        Assert.Equal(TransferFault.WrongSubject, TransferAcceptance.Verify(message, "310000", KeyOf, At).Fault);
        Assert.Equal(TransferFault.FromTheFuture, TransferAcceptance.Verify(message, "320500", KeyOf, At.AddMinutes(-5)).Fault);
        Assert.Equal(TransferFault.UnknownKey, TransferAcceptance.Verify(acceptance.Sign(old, old.PublicKey.Thumbprint), "320500", KeyOf, At).Fault);
        message[^1] ^= 1;
        Assert.Equal(TransferFault.BadSignature, TransferAcceptance.Verify(message, "320500", KeyOf, At).Fault);
    }

    private TransferProof Prove(TransferRecord record, DateTimeOffset epoch, ISigner? to = null, ISigner? named = null) =>
        new(Sign(record, old, to ?? next, named ?? to ?? next).Write(), 0, [], LogAll(epoch, record));

    private static SignedTransfer Sign(TransferRecord record, ISigner from, ISigner to, ISigner named) => new(
        record.Write(), TransferSignature.Sign(record, from, from.PublicKey.Thumbprint), TransferSignature.Sign(record, to, named.PublicKey.Thumbprint));

    private byte[] LogAll(DateTimeOffset at, params TransferRecord[] records)
    {
        log.Append(number => new Epoch(number, at, SHA256.HashData("a snapshot"u8), MerkleTree.EmptyRoot, 0, MerkleTree.EmptyRoot, 0)
        {
            TransfersRoot = LoggedTransfers.Root(records.Select(record => record.Hash())),
            Transfers = records.Length,
        });
        return log.Publish(at).Write();
    }

    private PublicKey? KeyOf(string region, string keyId) =>
        (region switch { "320500" => old, "510100" => next, _ => null })?.PublicKey is { } key && key.Thumbprint == keyId ? key : null;
}
