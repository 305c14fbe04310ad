using TrustList.Format.Credentials;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Credentials;

namespace Tools.Tests;

public sealed class VerifyTests : IDisposable
{
    private const string Now = "2020-10-20T00:00:00Z";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [VectorFact("mdoc-annex-d")]
    public async Task Accepts_annex_d_with_its_signer_and_the_readers_key()
    {
        var key = folder.Write("reader.hex", "de3b4b9e5f72dd9b58406ae3091434da48a6f9fd010d88fcb0958e2cebec947c"u8);
        var answer = await TrustctlProcess.Run(
            "verify", Vector("annexd_dr.cbor"), "--iaca", Vector("annexd_ds.der"), "--transcript", Vector("annexd_st.cbor"), "--reader-key", key, "--now", "2021-06-01T00:00:00Z", "--json");
        Assert.Equal(0, answer.Code);
        Assert.Equal("Accepted", answer.Json["outcome"]!.GetValue<string>());
        Assert.True(answer.Json["simulatedClock"]!.GetValue<bool>());
        Assert.Contains("TrustListNotChecked", answer.Output, StringComparison.Ordinal);
    }

    [VectorFact("mdoc-annex-d")]
    public async Task Leaves_annex_d_undecided_without_the_readers_key()
    {
        var answer = await TrustctlProcess.Run(
            "verify", Vector("annexd_dr.cbor"), "--iaca", Vector("annexd_ds.der"), "--transcript", Vector("annexd_st.cbor"), "--now", "2021-06-01T00:00:00Z", "--json");
        Assert.Equal(2, answer.Code);
        Assert.Equal("MacKeyMissing", answer.Json["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Accepts_a_licence_of_ours_and_rejects_it_with_one_bit_changed()
    {
        var (issuer, response, transcript) = Presented();
        var root = folder.Write("iaca.der", issuer.Iaca);
        var good = await TrustctlProcess.Run("verify", folder.Write("good.cbor", response), "--iaca", root, "--transcript", transcript, "--now", Now, "--json");
        Assert.Equal((0, "Accepted"), (good.Code, good.Json["outcome"]!.GetValue<string>()));

        var name = System.Text.Encoding.UTF8.GetBytes(SampleLicence.Data().GivenName);
        response[response.AsSpan().IndexOf(name) + name.Length - 1] ^= 1;
        var bad = await TrustctlProcess.Run("verify", folder.Write("bad.cbor", response), "--iaca", root, "--transcript", transcript, "--now", Now, "--json");
        Assert.Equal((1, "DigestMismatch"), (bad.Code, bad.Json["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Leaves_a_licence_undecided_without_its_transcript_and_takes_nothing_for_given_that_was_not()
    {
        var (issuer, response, _) = Presented();
        var answer = await TrustctlProcess.Run("verify", folder.Write("good.cbor", response), "--iaca", folder.Write("iaca.der", issuer.Iaca), "--now", Now, "--json");
        Assert.Equal((2, "TranscriptMissing"), (answer.Code, answer.Json["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Leaves_a_licence_undecided_with_an_empty_state()
    {
        var (_, response, transcript) = Presented();
        var state = Directory.CreateDirectory(folder.File("state")).FullName;
        var answer = await TrustctlProcess.Run("verify", folder.Write("good.cbor", response), "--state", state, "--transcript", transcript, "--acceptor", "320000", "--purpose", "roadside", "--now", Now, "--json");
        Assert.Equal((2, "NoTrustState"), (answer.Code, answer.Json["reason"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("empty", 0)]
    [InlineData("one byte", 1)]
    [InlineData("random", 5_000)]
    [InlineData("random, of the largest size", 1 << 20)]
    [InlineData("huge", 200_000_000)]
    public async Task Survives_hostile_files(string what, int size)
    {
        var file = folder.File("hostile");
        await using (var stream = File.Create(file))
        {
            stream.Write(new SeededGenerator(7).NextBytes(Math.Min(size, 1 << 20)));
            stream.SetLength(size);
        }

        var root = folder.Write("iaca.der", new SampleRegion().Iaca);
        var answer = await TrustctlProcess.Run("verify", file, "--iaca", root, "--json");
        Assert.True(answer.Code is 1, $"{what}: exit {answer.Code} {answer.Errors}");
        Assert.False(answer.ShowsStackTrace, answer.Output + answer.Errors);
        Assert.NotNull(answer.Json["reason"]);
    }

    [Theory]
    [InlineData]
    [InlineData("verify")]
    [InlineData("verify", "/nonexistent", "--iaca", "/nonexistent")]
    [InlineData("verify", "FILE")]
    [InlineData("verify", "FILE", "--iaca", "FILE")]
    [InlineData("verify", "FILE", "--state", "/nonexistent")]
    [InlineData("verify", "FILE", "--state", "DIR", "--iaca", "FILE")]
    [InlineData("verify", "FILE", "--state", "DIR", "--acceptor", "31")]
    [InlineData("verify", "FILE", "--state", "DIR", "--purpose", "fun")]
    [InlineData("verify", "FILE", "--state", "DIR", "--now", "yesterday")]
    [InlineData("verify", "FILE", "--state", "DIR", "--profile", "kind")]
    [InlineData("verify", "FILE", "--state", "DIR", "--reader-key", "FILE")]
    [InlineData("verify", "DIR", "--state", "DIR")]
    [InlineData("sync", "--hub", "ftp://127.0.0.1", "--state", "DIR", "--anchor", "FILE")]
    [InlineData("sync", "--hub", "http://127.0.0.1:1", "--state", "DIR")]
    [InlineData("frobnicate")]
    public async Task Rejects_wrong_usage(params string[] arguments)
    {
        var file = folder.Write("file", [1, 2, 3]);
        var answer = await TrustctlProcess.Run(arguments.Select(argument => argument switch { "FILE" => file, "DIR" => folder.Path, _ => argument }));
        Assert.Equal(64, answer.Code);
        Assert.False(answer.ShowsStackTrace, answer.Errors);
        Assert.NotEmpty(answer.Errors);
    }

    private static string Vector(string name) => RepositoryPaths.Vector("mdoc-annex-d/" + name);

    private (SampleRegion Issuer, byte[] Response, string Transcript) Presented()
    {
        var (issuer, device) = (new SampleRegion(), SoftwareSigner.Create(SignatureAlgorithm.ES256));
        var transcript = SessionTranscripts.OpenId4VpHandover("x509_san_dns:desk.example", "nonce", "https://desk.example/response");
        var wallet = new Wallet(device, issuer.Issue(device.PublicKey));
        return (issuer, wallet.Present(wallet.Elements, transcript), folder.Write("transcript.cbor", transcript));
    }
}
