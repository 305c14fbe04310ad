using System.Globalization;
using System.IO.Hashing;

namespace Standins.Tests.Hashing;

/// <summary>XXH64 against values that others published.</summary>
public sealed class XxHash64Tests
{
    private const long Prime32 = 2654435761;
    private const ulong Prime64 = 11400714785074694797;

    /// <summary>From the documentation of the xxhash package for Python.</summary>
    [Theory]
    [InlineData("", 0, "ef46db3751d8e999")]
    [InlineData("a", 0, "d24ec4f1a98c6e5b")]
    [InlineData("abc", 0, "44bc2cf5ad770999")]
    [InlineData("xxhash", 0, "32dd38952c4bc720")]
    [InlineData("xxhash", 20141025, "b559b98d844e0635")]
    [InlineData("Nobody inspects the spammish repetition", 0, "fbcea83c8a378bf1")]
    public void Gives_the_published_hash_of_a_text(string text, long seed, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(XxHash64.Hash(System.Text.Encoding.ASCII.GetBytes(text), seed)));

    /// <summary>From the sanity check of the reference implementation, over the bytes it generates.</summary>
    [Theory]
    [InlineData(0, 0, "EF46DB3751D8E999")]
    [InlineData(0, Prime32, "AC75FDA2929B17EF")]
    [InlineData(1, 0, "E934A84ADB052768")]
    [InlineData(1, Prime32, "5014607643A9B4C3")]
    [InlineData(4, 0, "9136A0DCA57457EE")]
    [InlineData(14, 0, "8282DCC4994E35C8")]
    [InlineData(14, Prime32, "C3BD6BF63DEB6DF0")]
    [InlineData(222, 0, "B641AE8CB691C174")]
    [InlineData(222, Prime32, "20CB8AB7AE10C14A")]
    public void Gives_the_hash_of_the_reference_sanity_check(int length, long seed, string expected) =>
        Assert.Equal(
            ulong.Parse(expected, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            XxHash64.HashToUInt64(SanityBytes(length), seed));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(100)]
    public void Gives_the_same_hash_in_pieces(int piece)
    {
        var source = SanityBytes(1000);
        var streamed = new XxHash64(Prime32);
        foreach (var part in source.Chunk(piece))
        {
            streamed.Append(part);
            Assert.Equal(streamed.GetCurrentHash(), streamed.GetCurrentHash());
        }

        Assert.Equal(XxHash64.Hash(source, Prime32), streamed.GetHashAndReset());
        Assert.Equal(XxHash64.Hash([], Prime32), streamed.GetCurrentHash());
    }

    private static byte[] SanityBytes(int length)
    {
        var bytes = new byte[length];
        var generator = (ulong)Prime32;
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)(generator >> 56);
            generator = unchecked(generator * Prime64);
        }

        return bytes;
    }
}
