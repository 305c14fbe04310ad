using TrustList.Format.Credentials.Qr;

namespace TrustList.Format.Tests.Credentials.Qr;

/// <summary>RFC 9285: its examples, and what it refuses.</summary>
public sealed class Base45Tests
{
    [Theory]
    [InlineData("AB", "BB8")]
    [InlineData("Hello!!", "%69 VD92EX0")]
    [InlineData("base-45", "UJCLQE7W581")]
    [InlineData("ietf!", "QED8WEX0")]
    [InlineData("", "")]
    public void Writes_and_reads_the_examples_of_the_RFC(string plain, string text)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(plain);
        Assert.Equal(text, Base45.Encode(bytes));
        Assert.Equal(bytes, Base45.Decode(text).Value);
    }

    [Theory]
    [InlineData("GGW")] // 65,536
    [InlineData(":::")]
    [InlineData("::")] // beyond one byte
    [InlineData("V5")] // 256
    [InlineData("A")]
    [InlineData("BB8A")]
    [InlineData("bb8")]
    [InlineData("B\n8")]
    [InlineData("B\u00D88")]
    public void Rejects_what_no_bytes_are_written_as(string text) => Assert.False(Base45.Decode(text).Ok);

    [Fact]
    public void Reads_back_every_pair_and_every_byte()
    {
        for (var pair = 0; pair <= ushort.MaxValue; pair++)
        {
            byte[] bytes = [(byte)(pair >> 8), (byte)pair];
            Assert.Equal(bytes, Base45.Decode(Base45.Encode(bytes)).Value);
        }
        for (var one = 0; one <= byte.MaxValue; one++)
            Assert.Equal([(byte)one], Base45.Decode(Base45.Encode([(byte)one])).Value);
    }
}
