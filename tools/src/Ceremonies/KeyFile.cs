using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>
/// A private key as a PKCS#8 PEM file that only its owner may read: encrypted under a passphrase, or plain for tests
/// (<see cref="IsTestName"/>).
/// </summary>
public static class KeyFile
{
    /// <summary>The largest key file.</summary>
    public const int MostBytes = 16_384;

    /// <summary>Whether a file is named as a test key, which alone may stand without a passphrase: <c>NAME.test.pem</c>.</summary>
    public static bool IsTestName(string path) => path.EndsWith(".test.pem", StringComparison.Ordinal);

    /// <summary>Makes a key and writes it. A file that exists is never overwritten (<see cref="IOException"/>).</summary>
    /// <param name="path">Where.</param>
    /// <param name="algorithm">Which kind.</param>
    /// <param name="passphrase">Encrypts the file; null writes it plain.</param>
    public static SoftwareSigner Create(string path, SignatureAlgorithm algorithm = SignatureAlgorithm.ES256, string? passphrase = null)
    {
        var signer = SoftwareSigner.Create(algorithm);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, System.Text.Encoding.ASCII, options);
        file.Write(passphrase is null ? signer.ToPkcs8Pem() : EncryptedKey.Write(signer, passphrase));
        file.Write('\n');
        return signer;
    }

    /// <summary>Reads a plain key file. The fault names what is wrong and never shows key material.</summary>
    public static Decoded<SoftwareSigner> Read(string path) => Read(path, () => null);

    /// <summary>Reads a key file of either kind.</summary>
    /// <param name="path">Where.</param>
    /// <param name="passphrase">Asked only where the file is encrypted; null where there is none to be had.</param>
    public static Decoded<SoftwareSigner> Read(string path, Func<string?> passphrase)
    {
        string text;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[MostBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MostBytes) return Fail(DecodeFault.TooLarge, $"more than {MostBytes} bytes");
            text = System.Text.Encoding.ASCII.GetString(bytes, 0, length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Fail(DecodeFault.MissingField, failure.Message);
        }

        if (!EncryptedKey.Is(text)) return SoftwareSigner.FromPkcs8Pem(text);
        return passphrase() is { } secret ? EncryptedKey.Read(text, secret) : Fail(DecodeFault.MissingField, "the key file is encrypted and no passphrase was given");
    }

    private static Decoded<SoftwareSigner> Fail(DecodeFault fault, string detail) => Decoded<SoftwareSigner>.Fail(fault, detail);
}
