using TrustList.Format.Signing;

namespace Tools.Tests.Keys;

public sealed class TokenTests : IDisposable
{
    private const string Key = "pkcs11:token=operator-1;object=root;type=private";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SoftHsmFact]
    public async Task Opens_a_key_on_a_token_by_its_pin_and_shows_no_pin_in_any_message()
    {
        var hsm = SoftHsm.Make(folder, "operator-1", "root");
        var pin = folder.Write("pin", System.Text.Encoding.ASCII.GetBytes(SoftHsm.Pin));
        var shown = await TrustctlProcess.Start("trustctl", hsm.Environment, ["key", "public", Key, "--pin-file", pin, "--out", folder.File("pub.pem")]);
        Assert.True(shown.Code == 0, shown.Errors);
        Assert.Equal(SignatureAlgorithm.ES256, PublicKey.FromPem(File.ReadAllText(folder.File("pub.pem"))).Value.Algorithm);

        var absent = await TrustctlProcess.Start("trustctl", hsm.Environment, ["key", "show", Key.Replace("root", "none", StringComparison.Ordinal), "--pin-file", pin]);
        Assert.Equal(64, absent.Code);
        Assert.DoesNotContain(SoftHsm.Pin, absent.Errors + absent.Output, StringComparison.Ordinal);
        var wrong = await TrustctlProcess.Start("trustctl", hsm.Environment, ["key", "show", Key, "--pin-file", folder.Write("wrong", "000000"u8)]);
        Assert.Equal(64, wrong.Code);
    }

    [SoftHsmFact]
    public async Task Rejects_a_pin_on_the_command_line()
    {
        var answer = await TrustctlProcess.Start("trustctl", SoftHsm.Make(folder, "operator-1", "root").Environment, ["key", "show", $"{Key}?pin-value={SoftHsm.Pin}"]);
        Assert.Equal(64, answer.Code);
        Assert.DoesNotContain(SoftHsm.Pin, answer.Errors, StringComparison.Ordinal);
    }
}
