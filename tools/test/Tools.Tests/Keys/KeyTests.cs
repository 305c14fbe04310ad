using Federation.Ceremonies;
using TrustList.Format.Signing;

namespace Tools.Tests.Keys;

public sealed class KeyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Never_overwrites_a_key_and_never_shows_one()
    {
        var path = folder.File("key.test.pem");
        Assert.Equal(0, (await TrustctlProcess.Run("key", "make", path, "--no-passphrase")).Code);
        var before = File.ReadAllText(path);
        Assert.Equal(64, (await TrustctlProcess.Run("key", "make", path, "--no-passphrase")).Code);
        Assert.Equal(before, File.ReadAllText(path));
        Assert.DoesNotContain("PRIVATE", (await TrustctlProcess.Run("key", "show", path)).Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Rejects_a_key_without_a_passphrase_unless_it_is_named_a_test_key()
    {
        Assert.Equal(64, (await TrustctlProcess.Run("key", "make", folder.File("key.pem"), "--no-passphrase")).Code);
        Assert.Equal(64, (await TrustctlProcess.Run("key", "make", folder.File("key.pem"))).Code);
        Assert.False(File.Exists(folder.File("key.pem")));
    }

    [Fact]
    public async Task Opens_an_encrypted_key_with_its_passphrase_alone()
    {
        var (path, right, wrong) = (folder.File("key.pem"), folder.Write("right", "gut gehütet\n"u8), folder.Write("wrong", "geraten\n"u8));
        Assert.Equal(0, (await TrustctlProcess.Run("key", "make", path, "--passphrase-file", right)).Code);
        Assert.Contains("ENCRYPTED PRIVATE KEY", File.ReadAllText(path), StringComparison.Ordinal);

        var opened = await TrustctlProcess.Start("trustctl", new Dictionary<string, string> { ["SECRET"] = "gut gehütet" }, ["key", "show", path, "--passphrase-env", "SECRET", "--json"]);
        Assert.Equal((0, "ES256"), (opened.Code, opened.Json["algorithm"]!.GetValue<string>()));
        var refused = await TrustctlProcess.Run("key", "show", path, "--passphrase-file", wrong);
        Assert.Equal(64, refused.Code);
        Assert.DoesNotContain("geraten", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(64, (await TrustctlProcess.Run("key", "show", path)).Code);
    }

    [Theory]
    [InlineData(SignatureAlgorithm.ES256)]
    [InlineData(SignatureAlgorithm.Ed25519)]
    public void Reads_back_an_encrypted_key_of_any_algorithm(SignatureAlgorithm algorithm)
    {
        var made = KeyFile.Create(folder.File("key.pem"), algorithm, "a passphrase");
        Assert.Equal(made.PublicKey, KeyFile.Read(folder.File("key.pem"), () => "a passphrase").Value.PublicKey);
    }

    [Fact]
    public void Survives_every_byte_of_an_encrypted_key_file_changed()
    {
        var made = KeyFile.Create(folder.File("key.pem"), passphrase: "a passphrase");
        var text = File.ReadAllBytes(folder.File("key.pem"));
        var read = 0;
        for (var at = 0; at < text.Length; at += 7)
        {
            byte[] changed = [.. text];
            changed[at] ^= 0x11;
            var key = KeyFile.Read(folder.Write("changed.pem", changed), () => "a passphrase");
            if (key.Ok) Assert.Equal(made.PublicKey, key.Value.PublicKey);
            else read++;
        }

        Assert.True(read > 20, $"only {read} changes were refused");
    }

    [Fact]
    public void Rejects_a_key_file_that_demands_endless_work()
    {
        KeyFile.Create(folder.File("key.pem"), passphrase: "a passphrase");
        var der = Convert.FromBase64String(string.Concat(File.ReadAllLines(folder.File("key.pem")).Where(line => !line.StartsWith('-'))));
        var count = der.AsSpan().IndexOf(Convert.FromHexString("02030927C0")); // 600,000
        Assert.True(count > 0);
        // 8,388,607 rounds take as many bytes as 600,000.
        byte[] endless = [.. der[..count], .. Convert.FromHexString("02037FFFFF"), .. der[(count + 5)..]];
        var pem = System.Security.Cryptography.PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", endless);
        Assert.Contains("another form", KeyFile.Read(folder.Write("endless.pem", System.Text.Encoding.ASCII.GetBytes(pem)), () => "a passphrase").Detail, StringComparison.Ordinal);
    }
}
