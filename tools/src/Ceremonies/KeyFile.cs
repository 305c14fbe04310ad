using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Federation.Ceremonies;

/// <summary>A private key as a PKCS#8 PEM file that only its owner may read. Test keys end in <c>.test.pem</c>.</summary>
public static class KeyFile
{
    /// <summary>Makes a key and writes it. A file that exists is never overwritten (<see cref="IOException"/>).</summary>
    public static SoftwareSigner Create(string path, SignatureAlgorithm algorithm = SignatureAlgorithm.ES256)
    {
        var signer = SoftwareSigner.Create(algorithm);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, System.Text.Encoding.ASCII, options);
        file.Write(signer.ToPkcs8Pem());
        file.Write('\n');
        return signer;
    }

    /// <summary>Reads a key file. The fault names what is wrong and never shows key material.</summary>
    public static Decoded<SoftwareSigner> Read(string path)
    {
        try
        {
            return new FileInfo(path).Length > 16_384
                ? Decoded<SoftwareSigner>.Fail(DecodeFault.TooLarge, path)
                : SoftwareSigner.FromPkcs8Pem(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Decoded<SoftwareSigner>.Fail(DecodeFault.MissingField, failure.Message);
        }
    }
}
