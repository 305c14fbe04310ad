using Federation.Ceremonies;
using TrustList.Format.Credentials.Qr;

namespace Tools.Tests;

/// <summary>`trustctl qr`: a code from the holder's key file to the verdict.</summary>
public sealed class QrTests : IDisposable
{
    private const string Now = "2020-10-20T00:00:00Z";
    private readonly TemporaryFolder folder = new();
    private readonly SampleRegion region = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Accepts_a_dynamic_code_with_the_challenge_and_says_that_no_memory_was_asked()
    {
        var challenge = folder.Write("challenge.txt", System.Text.Encoding.ASCII.GetBytes(QrText.OfChallenge(new byte[16]) + "\n"));
        var code = await MakeAsync("--purpose", "rental", "--challenge", challenge, "--now", Now);
        var verdict = await TrustctlProcess.Run("qr", "verify", code, "--iaca", Signer(), "--purpose", "rental", "--challenge", challenge, "--now", "2020-10-20T00:00:59Z", "--json");
        Assert.Equal((0, "QrDynamic"), (verdict.Code, verdict.Json["presented"]!["kind"]!.GetValue<string>()));
        Assert.Contains("ReplayUnchecked", verdict.Output, StringComparison.Ordinal);

        var old = await TrustctlProcess.Run("qr", "verify", code, "--iaca", Signer(), "--purpose", "rental", "--challenge", challenge, "--now", "2020-10-20T00:01:00Z", "--json");
        Assert.Equal((1, "QrExpired"), (old.Code, old.Json["reason"]!.GetValue<string>()));
        var other = await TrustctlProcess.Run("qr", "verify", code, "--iaca", Signer(), "--purpose", "rental", "--challenge", QrText.OfChallenge(new byte[17]), "--now", Now, "--json");
        Assert.Equal((1, "ChallengeWrong"), (other.Code, other.Json["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Accepts_a_static_code_with_its_warning_and_draws_it()
    {
        var code = await MakeAsync();
        var verdict = await TrustctlProcess.Run("qr", "verify", code, "--iaca", Signer(), "--now", Now);
        Assert.Equal(0, verdict.Code);
        Assert.Contains("QrStaticOnly", verdict.Output, StringComparison.Ordinal);

        var shown = await TrustctlProcess.Run("qr", "show", code);
        Assert.Equal(0, shown.Code);
        Assert.Contains("level M", shown.Output, StringComparison.Ordinal);
        Assert.Contains("region 310000", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("样本", shown.Output, StringComparison.Ordinal);
        var svg = folder.File("code.svg");
        Assert.Equal(0, (await TrustctlProcess.Run("qr", "show", code, "--svg", svg)).Code);
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(svg), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_what_is_no_code_no_challenge_and_no_compact_licence()
    {
        var verdict = await TrustctlProcess.Run("qr", "verify", folder.Write("junk.txt", "junk"u8), "--iaca", Signer(), "--now", Now, "--json");
        Assert.Equal((1, "QrMalformed"), (verdict.Code, verdict.Json["reason"]!.GetValue<string>()));
        var code = await MakeAsync();
        Assert.Equal(64, (await TrustctlProcess.Run("qr", "verify", code, "--iaca", Signer(), "--challenge", "CNDC1:A", "--now", Now)).Code);
        Assert.Equal(1, (await TrustctlProcess.Run("qr", "show", folder.File("junk.txt"))).Code);
        var made = await TrustctlProcess.Run("qr", "make", folder.File("junk.txt"), "--key", folder.File("holder.test.pem"));
        Assert.Equal(64, made.Code);
        Assert.False(made.ShowsStackTrace);
        Assert.Equal(64, (await TrustctlProcess.Run("qr", "make", folder.File("compact.cbor"), "--key", folder.File("holder.test.pem"), "--challenge", "CNDC1:A")).Code);
    }

    private string Signer() => folder.Write("signer.der", region.SignerCertificate);

    private async Task<string> MakeAsync(params string[] more)
    {
        var (key, code) = (folder.File("holder.test.pem"), folder.File("code.txt"));
        Assert.Equal(0, (await TrustctlProcess.Run("key", "make", key, "--no-passphrase")).Code);
        var holder = KeyFile.Read(key).Value;
        folder.Write("compact.cbor", region.Compact(holder.PublicKey));
        var made = await TrustctlProcess.Run(["qr", "make", folder.File("compact.cbor"), "--key", key, "--out", code, .. more]);
        Assert.True(made.Code == 0, made.Errors);
        return code;
    }
}
