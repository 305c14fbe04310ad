using System.Formats.Cbor;
using System.Security.Cryptography;
using TrustList.Format.Log;
using TrustList.Format.Signing;
using TrustList.Format.Status;

namespace TrustList.Format.Tests.Log;

public sealed class IssuanceBatchTests
{
    private const string KeyId = "test-status-key-1";
    private const string Region = "310000";
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly SoftwareSigner Signer = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private static readonly SoftwareSigner Stranger = SoftwareSigner.Create(SignatureAlgorithm.ES256);
    private static readonly IReadOnlyList<ReadOnlyMemory<byte>> Leaves =
        [.. Enumerable.Range(0, 5).Select(i => IssuanceLeaf.Hash(new byte[32], SHA256.HashData([(byte)i]), i))];

    private static readonly IssuanceBatchClaims Claims = IssuanceBatchClaims.Of(Region, 1, Now, Leaves, IssuanceBatchClaims.NoPrevious);

    private static StatusResult<VerifiedIssuanceBatch> Verify(byte[] batch, string region = Region, DateTimeOffset? now = null) =>
        VerifiedIssuanceBatch.Verify(batch, region, id => id == KeyId ? Signer.PublicKey : null, now ?? Now);

    [Fact]
    public void Accepts_a_batch_and_names_it_by_its_payload_whoever_signs_it_again()
    {
        var first = Verify(IssuanceBatch.Sign(Claims, Signer, KeyId)).Value;
        var again = Verify(IssuanceBatch.Sign(Claims, Signer, KeyId)).Value;
        Assert.Equal(first.Hash.ToArray(), again.Hash.ToArray());
        Assert.Equal(IssuanceBatch.HashOf(Claims).ToArray(), first.Hash.ToArray());
        Assert.Equal((Region, 1L, Now, 5), (first.Claims.Region, first.Claims.Number, first.Claims.IssuedAt, first.Claims.Leaves));
        Assert.True(first.Claims.Covers(Leaves));
        Assert.Equal(KeyId, first.KeyId);
    }

    [Fact]
    public void Rejects_leaves_that_are_not_the_batchs()
    {
        Assert.False(Claims.Covers([.. Leaves.Skip(1)]));
        Assert.False(Claims.Covers([.. Leaves.Reverse()]));
        Assert.False(Claims.Covers([.. Leaves.Skip(1), new byte[31]]));
    }

    [Fact]
    public void Rejects_another_key_another_region_and_a_batch_from_the_future()
    {
        var batch = IssuanceBatch.Sign(Claims, Signer, KeyId);
        Assert.Equal(StatusFault.BadSignature, Verify(IssuanceBatch.Sign(Claims, Stranger, KeyId)).Fault);
        Assert.Equal(StatusFault.UnknownKey, Verify(IssuanceBatch.Sign(Claims, Signer, "another")).Fault);
        Assert.Equal(StatusFault.WrongSubject, Verify(batch, "320000").Fault);
        Assert.True(Verify(batch, now: Now - VerifiedStatusList.ClockSkew).Ok);
        Assert.Equal(StatusFault.FromTheFuture, Verify(batch, now: Now - VerifiedStatusList.ClockSkew - TimeSpan.FromSeconds(1)).Fault);
    }

    [Fact]
    public void Rejects_a_batch_that_gave_out_more_indices_than_it_logs()
    {
        Assert.True(Verify(Signed(Payload(leaves: 5, assigned: 5))).Ok);
        Assert.Equal(StatusFault.Malformed, Verify(Signed(Payload(leaves: 5, assigned: 6))).Fault);
        Assert.Equal(StatusFault.Malformed, Verify(Signed(Payload(leaves: 5, assigned: 4))).Fault);
        Assert.Equal(StatusFault.Malformed, Verify(Signed(Payload(leaves: 5, assigned: null))).Fault);
        Assert.Equal(StatusFault.Malformed, Verify(Signed(Payload(leaves: 0, assigned: 0))).Fault);
        Assert.Equal(StatusFault.Malformed, Verify(Signed(Payload(leaves: 65_537, assigned: 65_537))).Fault);
    }

    [Fact]
    public void Rejects_a_chain_without_its_first_link()
    {
        Assert.Equal(StatusFault.Malformed, Verify(Signed(Payload(number: 2))).Fault);
        Assert.Equal(StatusFault.Malformed, Verify(Signed(Payload(number: 0))).Fault);
        Assert.Throws<ArgumentException>(() => IssuanceBatch.Sign(Claims with { Number = 2 }, Signer, KeyId));
        Assert.Throws<ArgumentException>(() => IssuanceBatch.Sign(Claims with { Root = new byte[31] }, Signer, KeyId));
    }

    [Fact]
    public void Rejects_a_token_of_another_use_by_the_same_key() =>
        Assert.Equal(StatusFault.WrongType, Verify(Signed(Payload(), LiveAssertion.MediaType)).Fault);

    [Fact]
    public void Survives_every_cut_and_every_flipped_byte()
    {
        var batch = IssuanceBatch.Sign(Claims, Signer, KeyId);
        for (var i = 0; i < batch.Length; i++)
        {
            Assert.False(Verify(batch[..i]).Ok, $"cut at {i}");
            var flipped = (byte[])batch.Clone();
            flipped[i] ^= 0x01;
            Assert.False(Verify(flipped).Ok, $"flipped at {i}");
        }
        Assert.False(Verify(new byte[IssuanceBatch.MaxBytes + 1]).Ok);
    }

    private static byte[] Payload(long number = 1, long leaves = 5, long? assigned = 5)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(assigned is null ? 6 : 7);
        writer.WriteInt32(1);
        writer.WriteTextString(Region);
        writer.WriteInt32(6);
        writer.WriteInt64(Now.ToUnixTimeSeconds());
        writer.WriteInt32(-65_537);
        writer.WriteInt64(number);
        writer.WriteInt32(-65_544);
        writer.WriteInt64(leaves);
        writer.WriteInt32(-65_545);
        writer.WriteByteString(Claims.Root.Span);
        writer.WriteInt32(-65_546);
        writer.WriteByteString(IssuanceBatchClaims.NoPrevious.Span);
        if (assigned is { } count)
        {
            writer.WriteInt32(-65_547);
            writer.WriteInt64(count);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static byte[] Signed(byte[] payload, string type = IssuanceBatch.MediaType) =>
        CoseSign1.Sign(Signer, new CoseHeaders { KeyId = "test-status-key-1"u8.ToArray(), Type = type }, payload, tagged: true);
}
