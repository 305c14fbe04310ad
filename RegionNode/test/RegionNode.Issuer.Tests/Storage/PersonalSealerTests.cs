using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Tests.Storage;

public sealed class PersonalSealerTests
{
    private static readonly PersonalData Personal = new(new Dictionary<int, byte[]> { [1] = new byte[32] });

    [Fact]
    public void Seals_and_keys_as_one_value_at_a_time_does()
    {
        using var sealer = Personal.NewSealer();
        var driver = sealer.KeyOf("310100000001");
        Assert.Equal(Personal.KeyOf("310100000001"), driver);
        var value = new byte[PersonalSealer.SealedBytes("one"u8.Length)];
        sealer.Seal("driver_records.body", driver.Value, "one"u8, value);
        Assert.Equal(Personal.Seal("driver_records.body", driver.Value, "one"u8).Length, value.Length);
        Assert.Equal("one"u8, Personal.Open("driver_records.body", driver.Value, value));
    }

    [Fact]
    public void Draws_a_nonce_of_its_own_for_every_value_and_every_sealer()
    {
        var nonces = new HashSet<string>();
        const int Sealers = 3, Values = 1_000; // More than are drawn at once.
        for (var n = 0; n < Sealers; n++)
        {
            using var sealer = Personal.NewSealer();
            for (var at = 0; at < Values; at++)
            {
                var value = new byte[PersonalSealer.SealedBytes("same"u8.Length)];
                sealer.Seal("t.c", "row", "same"u8, value);
                nonces.Add(Convert.ToHexString(value.AsSpan(PersonalData.NumberBytes, PersonalData.NonceBytes)));
            }
        }
        Assert.Equal(Sealers * Values, nonces.Count);
        Assert.DoesNotContain(new string('0', 2 * PersonalData.NonceBytes), nonces);
    }
}
