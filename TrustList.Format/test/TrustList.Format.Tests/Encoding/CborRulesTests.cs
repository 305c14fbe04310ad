using System.Formats.Cbor;
using TrustList.Format.Encoding;

namespace TrustList.Format.Tests.Encoding;

public class CborRulesTests
{
    [Theory]
    [InlineData("00", 1)]
    [InlineData("1bffffffffffffffff", 1)]
    [InlineData("3bffffffffffffffff", 1)]
    [InlineData("1800", 1)]
    [InlineData("83010203", 4)]
    [InlineData("a201020304", 5)]
    [InlineData("a2613102" + "4131" + "03", 5)]
    [InlineData("bf61610161629f0203ffff", 7)]
    [InlineData("5f42010243030405ff", 3)]
    [InlineData("d818456449455446", 2)]
    [InlineData("f6", 1)]
    [InlineData("f97e00", 1)]
    [InlineData("f8ff", 1)]
    [InlineData("64f0a0aeb7", 1)]
    public void Accepts_well_formed_items_and_counts_them(string hex, int items)
    {
        var read = CborRules.CheckWellFormed(Convert.FromHexString(hex));
        Assert.True(read.Ok, read.Fault.ToString());
        Assert.Equal(items, read.Value);
    }

    [Theory]
    [InlineData("", DecodeFault.Empty)]
    [InlineData("0000", DecodeFault.TrailingBytes)]
    [InlineData("18", DecodeFault.Malformed)]
    [InlineData("1c", DecodeFault.Malformed)]
    [InlineData("1f", DecodeFault.Malformed)]
    [InlineData("df00", DecodeFault.Malformed)]
    [InlineData("f817", DecodeFault.Malformed)]
    [InlineData("ff", DecodeFault.Malformed)]
    [InlineData("4201", DecodeFault.Malformed)]
    [InlineData("5bffffffffffffffff00", DecodeFault.Malformed)]
    [InlineData("9bffffffffffffffff", DecodeFault.Malformed)]
    [InlineData("bbffffffffffffffff", DecodeFault.Malformed)]
    [InlineData("8201", DecodeFault.Malformed)]
    [InlineData("9f01", DecodeFault.Malformed)]
    [InlineData("a1", DecodeFault.Malformed)]
    [InlineData("bf01ff", DecodeFault.Malformed)]
    [InlineData("61ff", DecodeFault.Malformed)]
    [InlineData("63eda080", DecodeFault.Malformed)]
    [InlineData("5f6101ff", DecodeFault.Malformed)]
    [InlineData("5f5f4101ffff", DecodeFault.Malformed)]
    [InlineData("7f61c361a9ff", DecodeFault.Malformed)]
    [InlineData("a201000100", DecodeFault.DuplicateKey)]
    [InlineData("bf6161006161" + "01ff", DecodeFault.DuplicateKey)]
    [InlineData("82a0a1a20000" + "000000", DecodeFault.WrongType)]
    [InlineData("a1f500", DecodeFault.WrongType)]
    [InlineData("a1c10000", DecodeFault.WrongType)]
    [InlineData("a1180100", DecodeFault.NotCanonical)]
    [InlineData("a1780161" + "00", DecodeFault.NotCanonical)]
    [InlineData("a17f6161ff00", DecodeFault.NotCanonical)]
    public void Rejects_what_is_not_one_sound_item(string hex, DecodeFault fault)
    {
        var read = CborRules.CheckWellFormed(Convert.FromHexString(hex));
        Assert.False(read.Ok);
        Assert.Equal(fault, read.Fault);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(40)]
    [InlineData(4_000)]
    public void Rejects_a_duplicate_at_the_end_of_a_large_map(int pairs)
    {
        Assert.True(CborRules.CheckWellFormed(Map(pairs, last: pairs - 1)).Ok);
        Assert.Equal(DecodeFault.DuplicateKey, CborRules.CheckWellFormed(Map(pairs, last: 0)).Fault);
        Assert.Equal(DecodeFault.DuplicateKey, CborRules.CheckWellFormed(Map(pairs, last: pairs - 2)).Fault);

        static byte[] Map(int pairs, int last)
        {
            var writer = new CborWriter(CborConformanceMode.Lax);
            writer.WriteStartMap(pairs);
            for (var i = 0; i < pairs; i++)
            {
                writer.WriteInt32(i == pairs - 1 ? last : i);
                writer.WriteNull();
            }
            writer.WriteEndMap();
            return writer.Encode();
        }
    }

    [Theory]
    [InlineData(0x81)]
    [InlineData(0xC1)]
    [InlineData(0x9F)]
    public void Rejects_nesting_beyond_the_limit_without_overflowing(byte opener)
    {
        Assert.Equal(DecodeFault.TooDeep, CborRules.CheckWellFormed(Enumerable.Repeat(opener, 1_000_000).ToArray()).Fault);
        var deepest = Enumerable.Repeat((byte)0x81, Limits.CborDepth - 1).Append((byte)0).ToArray();
        Assert.True(CborRules.CheckWellFormed(deepest).Ok);
    }

    [Fact]
    public void Rejects_more_items_or_bytes_than_permitted()
    {
        byte[] many = [0x99, 0x27, 0x10, .. new byte[10_000]];
        Assert.Equal(DecodeFault.TooMany, CborRules.CheckWellFormed(many).Fault);
        Assert.Equal(DecodeFault.TooLarge, CborRules.CheckWellFormed(new byte[11], maxBytes: 10).Fault);
    }

    [Fact]
    public void Survives_mutated_items_and_agrees_with_the_platform_reader()
    {
        var sample = Convert.FromHexString("a4016161028301f94000d81841f503bf6162820a0bff045f41014102ff");
        var accepted = 0;
        Mutations.Of(sample, seed: 22, count: 30_000, mutant =>
        {
            var ours = CborRules.CheckWellFormed(mutant);
            if (!ours.Ok)
                return;
            accepted++;
            var reader = new CborReader(mutant, CborConformanceMode.Lax);
            reader.SkipValue();
            Assert.Equal(0, reader.BytesRemaining);
        });
        Assert.InRange(accepted, 100, 29_000);
    }
}
