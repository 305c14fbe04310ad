using System.Formats.Asn1;
using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>
/// A private key under a passphrase as a PEM file: PKCS#8 EncryptedPrivateKeyInfo, as <c>openssl pkcs8 -topk8 -v2 aes-256-cbc</c>
/// writes and reads it. No other form is read.
/// </summary>
internal static class EncryptedKey
{
    private const string Label = "ENCRYPTED PRIVATE KEY";
    private const string PlainLabel = "PRIVATE KEY";

    public static bool Is(string text) => text.Contains($"-----BEGIN {Label}-----", StringComparison.Ordinal);

    public static string Write(SoftwareSigner signer, string passphrase) =>
        PemEncoding.WriteString(Label, PasswordEncryption.Encrypt(Body(signer.ToPkcs8Pem(), PlainLabel)!, passphrase));

    public static Decoded<SoftwareSigner> Read(string text, string passphrase)
    {
        if (Body(text, Label) is not { } der) return Fail(DecodeFault.Malformed, $"not one PEM block {Label}");
        try
        {
            return PasswordEncryption.Decrypt(der, passphrase) is not { } plain
                ? Fail(DecodeFault.BadValue, "encrypted in another form than PBES2 with PBKDF2-HMAC-SHA-256 and AES-256-CBC")
                : SoftwareSigner.FromPkcs8Pem(PemEncoding.WriteString(PlainLabel, plain)) is { Ok: true } key
                    ? key
                    : Fail(DecodeFault.BadValue, "wrong passphrase, or a damaged key file");
        }
        catch (Exception failure) when (failure is CryptographicException or AsnContentException)
        {
            return Fail(DecodeFault.BadValue, "wrong passphrase, or a damaged key file");
        }
    }

    private static byte[]? Body(string text, string label) =>
        PemEncoding.TryFind(text, out var fields) && text.AsSpan(fields.Label).SequenceEqual(label)
            && text.AsSpan(0, fields.Location.Start.Value).IsWhiteSpace() && text.AsSpan(fields.Location.End.Value).IsWhiteSpace()
            ? Convert.FromBase64String(text[fields.Base64Data])
            : null;

    private static Decoded<SoftwareSigner> Fail(DecodeFault fault, string detail) => Decoded<SoftwareSigner>.Fail(fault, detail);
}
