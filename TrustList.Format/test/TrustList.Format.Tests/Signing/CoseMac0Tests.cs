using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

public class CoseMac0Tests
{
    private static readonly byte[] Key = new byte[32];

    [Fact]
    public void Accepts_its_own_tag_and_rejects_another_key_or_content()
    {
        var read = CoseMac0.Parse(CoseMac0.Seal(Key, "content"u8)).Value;
        Assert.Equal(CoseMac0.Hmac256, read.Algorithm);
        Assert.True(read.VerifyDetached(Key, "content"u8));
        Assert.False(read.VerifyDetached(Key, "contend"u8));
        Assert.False(read.VerifyDetached(new byte[31], "contenu"u8));
    }

    [Fact]
    public void Rejects_a_truncated_tag_and_another_algorithm()
    {
        // 84 43a10104 a0 f6 48…: HMAC 256/64 with the first eight bytes of a good tag.
        var good = CoseMac0.Seal(Key, "content"u8);
        byte[] shorter = [0x84, 0x43, 0xA1, 0x01, 0x05, 0xA0, 0xF6, 0x48, .. good[^32..^24]];
        Assert.False(CoseMac0.Parse(shorter).Value.VerifyDetached(Key, "content"u8));
        byte[] weaker = [0x84, 0x43, 0xA1, 0x01, 0x04, 0xA0, 0xF6, 0x48, .. good[^32..^24]];
        Assert.False(CoseMac0.Parse(weaker).Value.VerifyDetached(Key, "content"u8));
        Assert.Equal(DecodeFault.WrongType, CoseMac0.Parse((byte[])[0xD2, .. good]).Fault);
    }
}
