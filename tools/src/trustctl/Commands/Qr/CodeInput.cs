using TrustList.Format.Credentials.Qr;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>Codes and challenges as people give them: the text itself, or a file that holds it.</summary>
internal static class CodeInput
{
    /// <summary>The text, without the white space that editors and shells put around it. Its form is the reader's to judge.</summary>
    public static string Read(string given) => IsText(given) ? given : System.Text.Encoding.UTF8.GetString(InputFile.Bounded(given, 2 * Limits.QrCharacters)).Trim();

    /// <summary>The challenge that a verifier shows.</summary>
    public static ReadOnlyMemory<byte> Challenge(string given)
    {
        var read = QrText.ReadChallenge(Read(given));
        return read.Ok ? read.Value : throw new UsageException($"--challenge: {read.Detail}");
    }

    private static bool IsText(string given) => given.StartsWith(QrText.StaticPrefix, StringComparison.Ordinal)
        || given.StartsWith(QrText.DynamicPrefix, StringComparison.Ordinal) || given.StartsWith(QrText.ChallengePrefix, StringComparison.Ordinal);
}
