using TrustList.Format.Encoding;

namespace TrustList.Format.Projections;

/// <summary>
/// Looks for what makes readers elsewhere stumble, in projections of ours and of others (SPEC.md §10.5). It reads what is
/// readable and names everything wrong; it does not decide whom to trust.
/// </summary>
public static class ProjectionLint
{
    private const byte DerSequence = 0x30;

    /// <summary>The largest file that is looked at.</summary>
    public const int MostBytes = Limits.TargetFileBytes;

    /// <summary>Checks a file of any of the four forms.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="at">The instant for everything that expires.</param>
    public static LintReport Check(ReadOnlyMemory<byte> file, DateTimeOffset at)
    {
        if (file.Length > MostBytes)
            return LintFindings.Unreadable(LintKind.Unknown, $"more than {MostBytes} bytes");
        var text = file.Span.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty)
            return LintFindings.Unreadable(LintKind.Unknown, "no bytes");
        return text[0] == (byte)'{' ? JwksLint.Check(file, at)
            : file.Span.IndexOf("-----BEGIN "u8) >= 0 ? PemLint.Check(file.Span, at)
            : file.Span[0] == DerSequence ? CrlLint.Check(file, at)
            : VicalLint.Check(file, at);
    }
}
