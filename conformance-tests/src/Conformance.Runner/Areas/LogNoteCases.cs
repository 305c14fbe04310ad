using System.Collections.Immutable;
using System.Text;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Log;

namespace Conformance.Areas;

/// <summary>The note of a checkpoint and the log's own signature. A note with a wrong text is signed all the same: its form alone is wrong.</summary>
internal static class LogNoteCases
{
    private const string Twin = "log/note/good";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Good(Twin, "A checkpoint with the log's signature and every witness's", watch => watch.Whole(watch.Text)),
        Good("log/note/unknown-lines", "Lines of keys that policy does not name are passed over", watch => LogWatch.Note(
            watch.Text, [watch.LogLine(watch.Text, watch.Stranger, "other.test/log"), watch.LogLine(watch.Text), .. watch.WitnessLines(watch.Text), LogWatch.Line("third.test", 7, [1])])),
        Good("log/note/known-name-other-key", "A line of the log's name with another key id is passed over", watch => LogWatch.Note(
            watch.Text, [watch.LogLine(watch.Text), watch.LogLine(watch.Text, watch.Stranger), .. watch.WitnessLines(watch.Text)])),
        Good("log/note/hundred-lines", "A note with a hundred signature lines", watch => Lines(watch, 100)),
        Bad("log/note/signature-of-another-text", "The log's line signs another text", "BadSignature", watch => With(watch, watch.LogLine("another text\n"))),
        Bad("log/note/wrong-key", "Another key signs under the log's name and key id", "BadSignature",
            watch => With(watch, watch.LogLine(watch.Text, watch.Stranger), LogKeyId(watch))),
        Bad("log/note/strangers-line", "Another key signs under the log's name", "NotSigned", watch => With(watch, watch.LogLine(watch.Text, watch.Stranger))),
        Bad("log/note/wrong-key-id", "The right signature stands under another key id", "NotSigned", watch => With(watch, watch.LogLine(watch.Text), LogKeyId(watch) ^ 1)),
        Bad("log/note/witness-kind-for-log", "The log's line has the key id of a witness", "NotSigned",
            watch => With(watch, watch.LogLine(watch.Text), new NoteKey(LogWatch.Origin, NoteKeyKind.Cosignature, watch.Key.PublicKey).KeyId)),
        Bad("log/note/no-line-of-the-log", "Witnesses signed, the log did not", "NotSigned", watch => LogWatch.Note(watch.Text, watch.WitnessLines(watch.Text))),
        Bad("log/note/two-lines-of-the-log", "Two lines of the log's key", "BadSignature", watch => LogWatch.Note(
            watch.Text, [watch.LogLine(watch.Text), watch.LogLine(watch.Text), .. watch.WitnessLines(watch.Text)])),
        Bad("log/note/two-lines-one-bad", "A good and a bad line of the log's key", "BadSignature", watch => LogWatch.Note(
            watch.Text, [watch.LogLine(watch.Text), watch.LogLine("another text\n"), .. watch.WitnessLines(watch.Text)])),
        Bad("log/note/other-origin", "A checkpoint of another log, signed by this one's key", "WrongOrigin", watch => Changed(watch, text => text.Replace(LogWatch.Origin, "log.other.test", StringComparison.Ordinal))),
        Form("log/note/no-signature-line", "A text without any signature line", "Malformed", watch => LogWatch.Note(watch.Text)),
        Form("log/note/no-empty-line", "No empty line between text and signatures", "Malformed", watch => Raw(watch, note => note.Replace("\n\n", "\n", StringComparison.Ordinal))),
        Form("log/note/last-line-not-ended", "The last signature line has no line feed", "Malformed", watch => Raw(watch, note => note[..^1])),
        Form("log/note/control-character", "A control character in the checkpoint", "Malformed", watch => Changed(watch, text => text.Replace("test\n", "test\u0001\n", StringComparison.Ordinal))),
        Form("log/note/carriage-returns", "Lines end with CR LF", "Malformed", watch => Raw(watch, note => note.Replace("\n", "\r\n", StringComparison.Ordinal))),
        Form("log/note/byte-order-mark", "The note begins with a byte order mark", "Malformed", watch => [0xEF, 0xBB, 0xBF, .. watch.Whole(watch.Text)]),
        Form("log/note/not-utf8", "A signature line is not UTF-8", "Malformed", watch => [.. watch.Whole(watch.Text), 0xE2, 0x80, 0x94, 0x20, 0xFF, 0x20, .. "AAAAAAA="u8, 0x0A]),
        Form("log/note/too-large", "A note of more than 32,768 bytes", "Malformed", TooLarge),
        Form("log/note/hundred-and-one-lines", "A note with a hundred and one signature lines", "Malformed", watch => Lines(watch, 101)),
        Form("log/note/line-too-long", "A signature line of more than 1,024 characters", "Malformed",
            watch => LogWatch.Note(watch.Text, [watch.LogLine(watch.Text), .. watch.WitnessLines(watch.Text), LogWatch.Line("third.test", 7, new byte[800])])),
        Form("log/note/hyphen-for-dash", "A signature line begins with a hyphen", "Malformed", watch => Raw(watch, note => note.Replace("— log.hub.test ", "- log.hub.test ", StringComparison.Ordinal))),
        Form("log/note/base64-spare-bits", "Base64 of a line in another spelling", "Malformed", watch => With(watch, SpareBits(watch.LogLine(watch.Text)))),
        Form("log/note/root-base64-spare-bits", "Base64 of the root in another spelling", "Malformed", watch => Changed(watch, text => SpareBits(text[..^1]) + "\n")),
        Form("log/note/size-leading-zero", "The size has a leading zero", "Malformed", watch => Changed(watch, text => text.Replace("\n7\n", "\n07\n", StringComparison.Ordinal))),
        Form("log/note/size-with-sign", "The size has a sign", "Malformed", watch => Changed(watch, text => text.Replace("\n7\n", "\n+7\n", StringComparison.Ordinal))),
        Form("log/note/size-too-large", "A size of 2^63", "Malformed", watch => Changed(watch, text => text.Replace("\n7\n", "\n9223372036854775808\n", StringComparison.Ordinal))),
        Form("log/note/size-hexadecimal", "The size in hexadecimal", "Malformed", watch => Changed(watch, text => text.Replace("\n7\n", "\n0x7\n", StringComparison.Ordinal))),
        Form("log/note/root-short", "A root of 31 bytes", "Malformed", watch => Changed(watch, _ => $"{LogWatch.Origin}\n7\n{Convert.ToBase64String(Root(watch)[..31])}\n")),
        Form("log/note/root-long", "A root of 33 bytes", "Malformed", watch => Changed(watch, _ => $"{LogWatch.Origin}\n7\n{Convert.ToBase64String([.. Root(watch), 0])}\n")),
        Form("log/note/extension-line", "The checkpoint has a fourth line", "Malformed", watch => Changed(watch, text => text + "more\n")),
    ];

    private static ConformanceCase Good(string id, string title, Func<LogWatch, byte[]> note) => Case(id, title, null, note);

    private static ConformanceCase Bad(string id, string title, string reason, Func<LogWatch, byte[]> note) => Case(id, title, reason, note) with { Twin = Twin };

    // Log and witnesses signed it as it is: nothing forged is taken with it, but two programs may read it in two ways.
    private static ConformanceCase Form(string id, string title, string reason, Func<LogWatch, byte[]> note) => Bad(id, title, reason, note) with { Severity = Severity.Medium };

    private static ConformanceCase Case(string id, string title, string? reason, Func<LogWatch, byte[]> note) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 12.3", "SPEC 12.4", "SPEC 12.6"],
        Severity = Severity.Critical,
        Features = [Feature.Log],
        Play = async run =>
        {
            var watch = await LogWatch.BeginAsync(run, 7);
            watch.Serve(note(watch));
            await (reason is null ? watch.AcceptedAsync() : watch.RefusedAsync(reason));
        },
    };

    private static byte[] Raw(LogWatch watch, Func<string, string> change) => Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(watch.Whole(watch.Text))));

    private static byte[] Changed(LogWatch watch, Func<string, string> change) => watch.Whole(change(watch.Text));

    private static byte[] With(LogWatch watch, string logLine) => LogWatch.Note(watch.Text, [logLine, .. watch.WitnessLines(watch.Text)]);

    private static byte[] With(LogWatch watch, string logLine, uint keyId) =>
        With(watch, LogWatch.Line(LogWatch.Origin, keyId, Convert.FromBase64String(logLine.Split(' ')[2]).AsSpan(sizeof(uint))));

    private static uint LogKeyId(LogWatch watch) => new NoteKey(LogWatch.Origin, NoteKeyKind.Log, watch.Key.PublicKey).KeyId;

    private static byte[] Root(LogWatch watch) => watch.Log.Checkpoint(7).Root.ToArray();

    // Lines of nobody's beside the five that count.
    private static byte[] Lines(LogWatch watch, int count) => LogWatch.Note(
        watch.Text, [watch.LogLine(watch.Text), .. watch.WitnessLines(watch.Text), .. Enumerable.Range(0, count - 5).Select(i => LogWatch.Line($"third{i}.test", 7, [1]))]);

    private static byte[] TooLarge(LogWatch watch) => LogWatch.Note(
        watch.Text, [watch.LogLine(watch.Text), .. watch.WitnessLines(watch.Text), .. Enumerable.Range(0, 50).Select(i => LogWatch.Line($"third{i}.test", 7, new byte[700]))]);

    // The last character before the padding bears bits that stand for nothing.
    private static string SpareBits(string text)
    {
        var last = text.TrimEnd('=').Length - 1;
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return text[..last] + Alphabet[Alphabet.IndexOf(text[last], StringComparison.Ordinal) | 1] + text[(last + 1)..];
    }
}
