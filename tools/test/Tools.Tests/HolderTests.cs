namespace Tools.Tests;

public sealed class HolderTests
{
    private static readonly string Pin = new('a', 64);

    [Theory]
    [InlineData("http://127.0.0.1:1", "es256", 64, "https")]
    [InlineData("https://127.0.0.1:1", "sm2", 64, "ES256")]
    [InlineData("https://127.0.0.1:1", "es256", 2, "127.0.0.1")]
    public async Task Rejects_what_cannot_collect_and_writes_no_licence(string gateway, string algorithm, int code, string said)
    {
        using var folder = new TemporaryFolder();
        var key = folder.File("holder.test.pem");
        Assert.Equal(0, (await TrustctlProcess.Run("key", "make", key, "--no-passphrase", "--alg", algorithm)).Code);
        var answer = await TrustctlProcess.Run(
            "holder", "collect", "--gateway", gateway, "--gateway-pin", Pin, "--code", "330000", "--offer", "offer", "--key", key, "--out", folder.File("licence.cbor"));
        Assert.Equal(code, answer.Code);
        Assert.Contains(said, answer.Errors, StringComparison.Ordinal);
        Assert.False(answer.ShowsStackTrace);
        Assert.False(File.Exists(folder.File("licence.cbor")));
    }

    [Fact]
    public async Task Rejects_bytes_that_are_no_licence()
    {
        using var folder = new TemporaryFolder();
        var key = folder.File("holder.test.pem");
        Assert.Equal(0, (await TrustctlProcess.Run("key", "make", key, "--no-passphrase")).Code);
        await File.WriteAllTextAsync(folder.File("junk.cbor"), "junk");
        var answer = await TrustctlProcess.Run("holder", "present", folder.File("junk.cbor"), "--key", key, "--out", folder.File("shown.cbor"), "--transcript", folder.File("transcript.cbor"));
        Assert.Equal(64, answer.Code);
        Assert.False(answer.ShowsStackTrace);
        Assert.False(File.Exists(folder.File("shown.cbor")));
    }
}
