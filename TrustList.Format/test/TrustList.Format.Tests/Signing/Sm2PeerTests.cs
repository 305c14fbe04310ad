using TrustList.Format.Signing;

namespace TrustList.Format.Tests.Signing;

/// <summary>SM2 against OpenSSL, which shares no code with ours.</summary>
public sealed class Sm2PeerTests : IDisposable
{
    private static readonly string[] Identifier = ["-pkeyopt", $"distid:{Sm2Sample.Identifier}"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sm2-peer-");

    public void Dispose() => folder.Delete(recursive: true);

    [OpenSslFact]
    public async Task Signs_what_openssl_accepts()
    {
        var signer = SoftwareSigner.Create(SignatureAlgorithm.SM2);
        Put("public.pem", signer.PublicKey.ToPem() + "\n");
        Put("message", "content to sign");
        for (var round = 0; round < 8; round++)
        {
            Put("signature", signer.Sign("content to sign"u8, SignatureForm.Der));
            Assert.Contains("Signature Verified Successfully", await VerifyAsync(), StringComparison.Ordinal);
        }
        Put("message", "content to sigN");
        await Assert.ThrowsAsync<InvalidOperationException>(VerifyAsync);
    }

    [OpenSslFact]
    public async Task Accepts_what_openssl_signed_and_reads_its_keys()
    {
        Put("message", "content to sign");
        for (var round = 0; round < 8; round++)
        {
            await OpenSsl.RunAsync(folder, "genpkey", "-algorithm", "SM2", "-out", "private.pem");
            await OpenSsl.RunAsync(folder, "pkey", "-in", "private.pem", "-pubout", "-out", "public.pem");
            await OpenSsl.RunAsync(folder, ["pkeyutl", "-sign", "-rawin", "-digest", "sm3", .. Identifier, "-inkey", "private.pem", "-in", "message", "-out", "signature"]);
            var key = PublicKey.FromPem(Text("public.pem")).Value;
            Assert.True(key.Verify("content to sign"u8, Bytes("signature"), SignatureForm.Der));
            Assert.False(key.Verify("content to sigN"u8, Bytes("signature"), SignatureForm.Der));
            Assert.Equal(key, SoftwareSigner.FromPkcs8Pem(Text("private.pem")).Value.PublicKey);
        }
    }

    [OpenSslFact]
    public async Task Writes_private_keys_that_openssl_reads()
    {
        var signer = SoftwareSigner.Create(SignatureAlgorithm.SM2);
        Put("private.pem", signer.ToPkcs8Pem() + "\n");
        await OpenSsl.RunAsync(folder, "pkey", "-in", "private.pem", "-check", "-noout");
        await OpenSsl.RunAsync(folder, "pkey", "-in", "private.pem", "-pubout", "-out", "public.pem");
        Assert.Equal(signer.PublicKey, PublicKey.FromPem(Text("public.pem")).Value);
    }

    [OpenSslFact]
    public async Task Rejects_what_openssl_signed_under_another_identifier()
    {
        Put("message", "content to sign");
        await OpenSsl.RunAsync(folder, "genpkey", "-algorithm", "SM2", "-out", "private.pem");
        await OpenSsl.RunAsync(folder, "pkey", "-in", "private.pem", "-pubout", "-out", "public.pem");
        await OpenSsl.RunAsync(folder, "pkeyutl", "-sign", "-rawin", "-digest", "sm3", "-pkeyopt", "distid:another", "-inkey", "private.pem", "-in", "message", "-out", "signature");
        Assert.False(PublicKey.FromPem(Text("public.pem")).Value.Verify("content to sign"u8, Bytes("signature"), SignatureForm.Der));
    }

    private Task<string> VerifyAsync() =>
        OpenSsl.RunAsync(folder, ["pkeyutl", "-verify", "-rawin", "-digest", "sm3", .. Identifier, "-pubin", "-inkey", "public.pem", "-in", "message", "-sigfile", "signature"]);

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private void Put(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder.FullName, name), bytes);

    private byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(folder.FullName, name));

    private string Text(string name) => File.ReadAllText(Path.Combine(folder.FullName, name));
}
