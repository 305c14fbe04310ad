using System.CommandLine;
using TrustList.Format.Encoding;
using TrustList.Format.Verification;

namespace Trustctl.Commands;

/// <summary>`trustctl verify FILE`: decides one presentation offline. The exit code is the verdict.</summary>
internal static class VerifyCommand
{
    private const int LargestKeyFile = 16_384;

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "A CBOR DeviceResponse; - is standard input" };
        var transcript = new Option<string?>("--transcript") { Description = "SessionTranscript that the device signed over (CBOR)" };
        var readerKey = new Option<string?>("--reader-key") { Description = "The reader's ephemeral private key, for a deviceMac (PEM, or 32 bytes raw or in hex)" };
        var staple = new Option<string?>("--staple") { Description = "Live assertion that the holder gave beside the presentation (CBOR); without it the one that the licence may carry counts" };
        var transferProof = new Option<string?>("--transfer-proof") { Description = "Proof of where the licence went, that the holder gave beside the presentation (CBOR); without it the one that the licence may carry counts" };
        var question = new VerdictQuestion();
        var command = new Command("verify", "Decide a presentation: exit 0 accepted, 1 refused, 2 undecided") { file, transcript, readerKey, staple, transferProof };
        question.AddTo(command);
        command.SetAction(parsed => question.Decide(parsed, request => request with
        {
            DeviceResponse = InputFile.Read(parsed.GetValue(file)!, Limits.PresentationBytes),
            SessionTranscript = Given(parsed.GetValue(transcript), Limits.PresentationBytes),
            ReaderKey = parsed.GetValue(readerKey) is { } key ? ReadKey(key) : null,
            Staple = Given(parsed.GetValue(staple), Limits.LiveAssertionBytes),
            TransferProof = Given(parsed.GetValue(transferProof), Limits.TransferProofBytes),
        }));
        return command;
    }

    // Not a conditional expression: a null array would become empty bytes.
    private static ReadOnlyMemory<byte>? Given(string? path, int most)
    {
        if (path is null) return null;
        return InputFile.Read(path, most);
    }

    private static ReaderKey ReadKey(string path)
    {
        var bytes = InputFile.Read(path, LargestKeyFile);
        var text = System.Text.Encoding.ASCII.GetString(bytes).Trim();
        var key = bytes.Length == 32 ? ReaderKey.FromScalar(bytes)
            : text.Length == 64 && text.All(char.IsAsciiHexDigit) ? ReaderKey.FromScalar(Convert.FromHexString(text))
            : ReaderKey.FromPem(text);
        return key.Ok ? key.Value : throw new UsageException($"{path}: {key.Detail}");
    }
}
