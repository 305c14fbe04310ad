using System.Text;
using System.Text.Unicode;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>Bytes to text, without guessing: what is not whole text in the named encoding is none.</summary>
internal static class ImportText
{
    private static readonly System.Text.Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text; null where the bytes are none.</summary>
    internal static string? Read(ReadOnlySpan<byte> bytes, ImportEncoding encoding)
    {
        if (encoding == ImportEncoding.Utf8)
            return Utf8.IsValid(bytes) ? System.Text.Encoding.UTF8.GetString(bytes) : null;
        try
        {
            return Gb18030.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
