namespace TrustList.Format.Status;

/// <summary>The id of a status key: text in a record and a JWT, its UTF-8 bytes in a CWT.</summary>
internal static class StatusKeyId
{
    /// <summary>The most bytes of an id.</summary>
    public const int MaxBytes = 256;
    private static readonly System.Text.UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static byte[] Write(string keyId) => Strict.GetBytes(keyId);

    /// <summary>The id as text; null where it is absent, empty, too long or no text.</summary>
    public static string? Read(ReadOnlyMemory<byte>? keyId) =>
        keyId is { Length: > 0 and <= MaxBytes } bytes && System.Text.Unicode.Utf8.IsValid(bytes.Span) ? Strict.GetString(bytes.Span) : null;
}
