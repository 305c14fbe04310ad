using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

/// <summary>Messages that the standards print.</summary>
public class PublishedMessageTests
{
    [Fact]
    public void Accepts_the_COSE_Sign1_of_RFC_9052_C_2_1()
    {
        var key = PublicKey.FromEcPoint(
            Convert.FromHexString("bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff"),
            Convert.FromHexString("20138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e")).Value;
        var message = Convert.FromHexString(
            "d28443a10126a10442313154546869732069732074686520636f6e74656e742e5840"
            + "8eb33e4ca31d1c465ab05aac34cc6b23d58fef5c083106c4d25a91aef0b0117e2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345cacb36");
        var read = CoseSign1.Parse(message).Value;
        Assert.True(read.Tagged);
        Assert.Equal("11"u8, read.Headers.KeyId!.Value.Span);
        Assert.Equal("This is the content."u8, read.Payload!.Value.Span);
        Assert.True(read.Verify(key));
        Assert.False(read.Verify(key, "aad"u8));
    }

    [Fact]
    public void Accepts_the_JWS_of_RFC_7515_A_3()
    {
        Assert.True(Base64UrlText.TryDecode("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", out var x));
        Assert.True(Base64UrlText.TryDecode("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", out var y));
        const string token = "eyJhbGciOiJFUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        var read = JwsCompact.Parse(token).Value;
        Assert.Equal(1300819380, (long)read.Payload["exp"]!);
        Assert.True(read.Verify(PublicKey.FromEcPoint(x, y).Value));
    }
}
