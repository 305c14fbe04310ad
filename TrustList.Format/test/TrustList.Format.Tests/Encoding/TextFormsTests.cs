using TrustList.Format.Encoding;

namespace TrustList.Format.Tests.Encoding;

public class TextFormsTests
{
    [Fact]
    public void Accepts_an_instant_that_it_wrote()
    {
        var instant = new DateTimeOffset(2020, 10, 12, 8, 30, 0, TimeSpan.FromHours(8));
        Assert.Equal("2020-10-12T00:30:00Z", Instants.Format(instant));
        Assert.True(Instants.TryParse("2020-10-12T00:30:00Z", out var read));
        Assert.Equal(instant, read);
        Assert.Equal(TimeSpan.Zero, read.Offset);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2020-10-12")]
    [InlineData("2020-10-12T00:30:00")]
    [InlineData("2020-10-12T00:30:00z")]
    [InlineData("2020-10-12T00:30:00+00:00")]
    [InlineData("2020-10-12T00:30:00.0Z")]
    [InlineData("2020-10-12 00:30:00Z")]
    [InlineData(" 2020-10-12T00:30:00Z")]
    [InlineData("2020-02-30T00:30:00Z")]
    [InlineData("2020-10-12T24:00:00Z")]
    [InlineData("2020-10-12T23:59:60Z")]
    [InlineData("20200-10-12T00:00:00Z")]
    [InlineData("２020-10-12T00:00:00Z")]
    public void Rejects_an_instant_in_another_form(string? text) => Assert.False(Instants.TryParse(text, out _));

    [Theory]
    [InlineData("", "")]
    [InlineData("AA", "00")]
    [InlineData("-_8", "fbff")]
    [InlineData("AAECAw", "00010203")]
    public void Accepts_base64url(string text, string hex)
    {
        Assert.True(Base64UrlText.TryDecode(text, out var bytes));
        Assert.Equal(hex, Convert.ToHexStringLower(bytes));
        Assert.Equal(text, Base64UrlText.Encode(bytes));
    }

    [Theory]
    [InlineData("A")]
    [InlineData("AB")]
    [InlineData("AA==")]
    [InlineData("+/8")]
    [InlineData("A A")]
    [InlineData("AAEC\n")]
    [InlineData("AAE.")]
    [InlineData("é")]
    public void Rejects_base64url_in_another_spelling(string text) => Assert.False(Base64UrlText.TryDecode(text, out _));

    [Theory]
    [InlineData("0a", true)]
    [InlineData("0A", false)]
    [InlineData("0", false)]
    [InlineData("0g", false)]
    [InlineData("0a0b0c", false)]
    [InlineData(null, false)]
    public void Accepts_and_rejects_hex(string? text, bool good) => Assert.Equal(good, LowerHex.TryDecode(text, 2, out _));
}
