using TrustList.Format.Encoding;
using TrustList.Format.Signing;

namespace Conformance.Statements;

/// <summary>Keys come from files alone: a command line can be read by others.</summary>
internal static class KeyFiles
{
    private const int MaxBytes = 16 * 1024;

    /// <summary>A private key, PKCS#8 PEM.</summary>
    public static (SoftwareSigner? Key, string? Error) Private(string path) => Read(path, SoftwareSigner.FromPkcs8Pem);

    /// <summary>A public key, SubjectPublicKeyInfo PEM.</summary>
    public static (PublicKey? Key, string? Error) Public(string path) => Read(path, PublicKey.FromPem);

    /// <summary>A small text file.</summary>
    public static (string? Text, string? Error) Text(string path, int maxBytes)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: var length } && length > maxBytes
                ? (null, $"{path}: {length} bytes, at most {maxBytes}")
                : (File.ReadAllText(path), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, $"{path}: {e.Message}");
        }
    }

    private static (T? Key, string? Error) Read<T>(string path, Func<string, Decoded<T>> read)
        where T : class
    {
        var (pem, error) = Text(path, MaxBytes);
        if (pem is null)
            return (null, error);
        var key = read(pem);
        return key.Ok ? (key.Value, null) : (null, $"{path}: {key.Detail}");
    }
}
