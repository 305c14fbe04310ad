using System.Security.Cryptography;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using PublicKey = TrustList.Format.Signing.PublicKey;

namespace Federation.Ceremonies;

/// <summary>
/// A P-256 key that never leaves its token: PKCS#11 through OpenSSL's engine (Debian libengine-pkcs11-openssl). Holding one proves
/// that the token was found, opened, and made one signature that verifies. Calls are one at a time.
/// </summary>
public sealed class Pkcs11Signer : ISigner, IDisposable
{
    private const string Engine = "pkcs11";
    private readonly Lock one = new();
    private readonly ECDsaOpenSsl key;

    private Pkcs11Signer(ECDsaOpenSsl key, PublicKey publicKey) => (this.key, PublicKey) = (key, publicKey);

    /// <inheritdoc/>
    public PublicKey PublicKey { get; }

    /// <summary>Opens a key on a token.</summary>
    /// <param name="address">Where it is; its PIN is added from <paramref name="pin"/>.</param>
    /// <param name="pin">The token's user PIN; null where the address or the token's own reader gives it.</param>
    /// <param name="module">The token's PKCS#11 library; null leaves it to the system's setting.</param>
    public static Decoded<Pkcs11Signer> Open(Pkcs11Address address, string? pin, string? module = null)
    {
        if (module is not null) NativeEnvironment.Set("PKCS11_MODULE_PATH", module);
        try
        {
            using var pinFile = pin is null ? null : new PinFile(pin);
            using var handle = SafeEvpPKeyHandle.OpenPrivateKeyFromEngine(Engine, address.WithPin(pinFile));
            var key = new ECDsaOpenSsl(handle);
            var read = PublicKey.FromSpki(key.ExportSubjectPublicKeyInfo());
            if (!read.Ok)
            {
                key.Dispose();
                return Fail("the key on the token is not on P-256");
            }

            var signer = new Pkcs11Signer(key, read.Value);
            if (read.Value.Verify("self-test"u8, signer.Sign("self-test"u8, SignatureForm.Der), SignatureForm.Der)) return Decoded<Pkcs11Signer>.Of(signer);
            signer.Dispose();
            return Fail("the token's signature does not verify with the key that it shows");
        }
        catch (Exception failure) when (failure is CryptographicException or PlatformNotSupportedException or DllNotFoundException or IOException or UnauthorizedAccessException)
        {
            return Fail($"no such key on the token, or a wrong PIN: {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data, SignatureForm form)
    {
        lock (one)
            return key.SignData(data, HashAlgorithmName.SHA256,
                form == SignatureForm.Der ? DSASignatureFormat.Rfc3279DerSequence : DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private static Decoded<Pkcs11Signer> Fail(string detail) => Decoded<Pkcs11Signer>.Fail(DecodeFault.BadValue, detail);
}
