using System.Security.Cryptography;
using TrustList.Format.Log;
using TrustList.Format.Tests.Transfers;
using TrustList.Format.Transfers;
using TrustList.Testing;
using Utf8 = System.Text.Encoding;

namespace TrustList.Format.Tests.Log;

/// <summary>Bytes to read, and when.</summary>
internal sealed record LogSample(string Name, byte[] Bytes, DateTimeOffset Now, LogFault? Fault = null);

/// <summary>Good bytes of the log and every kind of bad ones, each with the fault that it must meet.</summary>
internal static class LogSamples
{
    private static readonly DateTimeOffset Now = LogVectors.At(600);

    public static IEnumerable<LogSample> Epochs()
    {
        var good = LogVectors.Sample(1).Write();
        yield return new("an epoch", good, Now);
        yield return new("an epoch without batches", LogVectors.Sample(2).Write(), Now);
        yield return new("the first epoch", LogVectors.Sample(0).Write(), Now);
        yield return new("a large number", (LogVectors.Sample(1) with { Number = 1L << 40 }).Write(), Now);
        yield return Malformed("nothing", []);
        yield return Malformed("cut short", good[..^1]);
        yield return Malformed("bytes after it", [.. good, 0]);
        yield return Malformed("another format", [.. good.AsSpan(..8), (byte)'2', .. good.AsSpan(9..)]);
        yield return Malformed("seven members", [0x87, .. good.AsSpan(1..)]);
        yield return Malformed("a number in a longer head", [.. good.AsSpan(..9), 0x18, 1, .. good.AsSpan(10..)]);
        yield return Malformed("a negative number", [.. good.AsSpan(..9), 0x20, .. good.AsSpan(10..)]);
        yield return Malformed("more heads than regions", (LogVectors.Sample(1) with { Heads = 1_001 }).Write());
        yield return Malformed("more batches than an epoch takes", (LogVectors.Sample(1) with { Batches = 65_537 }).Write());
        yield return Malformed("a time after the year 9999", (LogVectors.Sample(1) with { Number = 0 }).Write() is var bytes ? [.. bytes.AsSpan(..10), 0x1B, 0, 0, 0, 0x3B, 0, 0, 0, 0, .. bytes.AsSpan(15..)] : []);
        yield return Malformed("an indefinite array", [0x9F, .. good.AsSpan(1..), 0xFF]);

        var moved = (LogVectors.Sample(1) with { TransfersRoot = SHA256.HashData([3, 1]), Transfers = 2 }).Write();
        yield return new("an epoch in which drivers moved", moved, Now);
        yield return new("one driver moved (SPEC.md \u00a714.7)", (LogVectors.Sample(1) with { TransfersRoot = LoggedTransfers.Root([TransferVectors.Sample.Hash()]), Transfers = 1 }).Write(), Now);
        yield return new("1,024 drivers moved, no batches", (LogVectors.Sample(2) with { TransfersRoot = SHA256.HashData([3, 2]), Transfers = 1_024 }).Write(), Now);
        yield return Malformed("the longer form that counts none", [.. moved.AsSpan(..^1), 0]);
        yield return Malformed("1,025 drivers moved", (LogVectors.Sample(1) with { Transfers = 1_025 }).Write());
        yield return Malformed("the longer form under the name of the shorter", [.. moved.AsSpan(..8), (byte)'1', .. moved.AsSpan(9..)]);
        yield return Malformed("a root and no count of transfers", [0x89, .. moved.AsSpan(1..^1)]);
        yield return Malformed("the longer form cut short", moved[..^1]);
        yield return Malformed("bytes after the longer form", [.. moved, 0]);
        yield return Malformed("a count of transfers in a longer head", [.. moved.AsSpan(..^1), 0x18, 2]);

        LogSample Malformed(string name, byte[] bytes) => new(name, bytes, Now, LogFault.Malformed);
    }

    public static IEnumerable<LogSample> Checkpoints()
    {
        var log = Grown(LogVectors.Log(), 7);
        var note = log.Note(LogVectors.At(10), 7);
        var text = Utf8.UTF8.GetString(note);
        var checkpoint = log.Checkpoint(7);
        var lines = text.Split('\n');
        NoteSignature Line(int witness, int seconds) => log.Cosign(checkpoint, log.Policy.Witnesses[witness].Region, LogVectors.At(seconds));
        byte[] Note(params IEnumerable<NoteSignature> cosignatures) => SignedCheckpoint.Sign(checkpoint, log.Key).Note.With(cosignatures).Write();
        LogSample Bad(string name, LogFault fault, byte[] bytes) => new(name, bytes, Now, fault);
        LogSample Changed(string name, LogFault fault, string from, string to) => Bad(name, fault, Utf8.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)));

        yield return new("all four witnesses", note, Now);
        yield return new("just the quorum, the latest decides", Note(Line(0, 30), Line(3, 10), Line(1, 20)), Now);
        yield return new("a later cosignature does not move the logged time", Note(Line(0, 30), Line(3, 10), Line(1, 20), Line(2, 400)), Now);
        yield return new("a line of an unknown key is passed over", Note(Line(0, 1), Line(1, 1), Line(2, 1), Line(3, 1) with { Name = "someone.test" }), Now);
        yield return new("a witness's name with another key id is an unknown key", Note(Line(0, 1), Line(1, 1), Line(2, 1), Line(3, 1) with { KeyId = 7 }), Now);
        yield return new("a minute ahead of our clock", Note(Line(0, 660), Line(1, 660), Line(2, 660)), Now);
        yield return new("an empty log", LogVectors.Log().Note(LogVectors.At(10), 0), Now);

        yield return Bad("two of three", LogFault.QuorumMissing, Note(Line(0, 1), Line(1, 1)));
        yield return Bad("the log alone", LogFault.QuorumMissing, Note());
        yield return Bad("a wrong key hint makes a line count for nobody", LogFault.QuorumMissing, Note(Line(0, 1), Line(1, 1), Line(2, 1) with { KeyId = 7 }));
        yield return Bad("one key under two names", LogFault.QuorumMissing, Note(Line(0, 1), Line(1, 1), new NoteSignature("log.hub.test/witness/330000", Line(1, 1).KeyId, Line(1, 1).Signature)));
        yield return Bad("a witness twice", LogFault.BadSignature, Note(Line(0, 1), Line(1, 1), Line(1, 2)));
        yield return Bad("another's signature under a witness's name and key id", LogFault.BadSignature, Note(Line(0, 1), Line(1, 1), Line(2, 1) with { Signature = Line(3, 1).Signature }));
        yield return Bad("one bad line beside a whole quorum", LogFault.BadSignature, Note(Line(0, 1), Line(1, 1), Line(2, 1), Line(3, 1) with { Signature = Line(3, 2).Signature[..8].ToArray().Concat(Line(3, 1).Signature[8..].ToArray()).ToArray() }));
        yield return Bad("a cosignature of another checkpoint", LogFault.BadSignature, Note(Line(0, 1), Line(1, 1), log.Cosign(log.Checkpoint(6), "330000", LogVectors.At(1))));
        yield return Bad("a cosignature cut short", LogFault.Malformed, Note(Line(0, 1), Line(1, 1), Line(2, 1) with { Signature = Line(2, 1).Signature[..8] }));
        yield return Bad("a cosignature at no time", LogFault.Malformed, Note(Line(0, 1), Line(1, 1), Line(2, 1) with { Signature = new byte[72] }));
        yield return Bad("the quorum only with one from the future", LogFault.FromTheFuture, Note(Line(0, 1), Line(1, 1), Line(2, 661)));
        yield return Bad("another log's name", LogFault.WrongOrigin, new LogSimulator("log.other.test", SeededEd25519.Of(1), [("310000", SeededEd25519.Of(10))], 1).Note(LogVectors.At(1), 0));
        yield return Bad("another log's key", LogFault.NotSigned, Grown(LogVectors.OtherLog(), 7).Note(LogVectors.At(1), 7));
        yield return Bad("the log's wrong key hint", LogFault.NotSigned, (SignedNote.Read(note).Value is var read ? read with { Signatures = read.Signatures.SetItem(0, read.Signatures[0] with { KeyId = 1 }) } : read).Write());
        yield return Bad("the log twice", LogFault.BadSignature, SignedNote.Read(note).Value.With([SignedNote.Read(note).Value.Signatures[0]]).Write());
        yield return Changed("a size that was not signed", LogFault.BadSignature, "\n7\n", "\n8\n");
        yield return Changed("a size with a leading zero", LogFault.Malformed, "\n7\n", "\n07\n");
        yield return Changed("a negative size", LogFault.Malformed, "\n7\n", "\n-7\n");
        yield return Changed("a size beyond 2^63", LogFault.Malformed, "\n7\n", "\n9223372036854775808\n");
        yield return Changed("an extension line", LogFault.Malformed, lines[2] + "\n", lines[2] + "\nmore\n");
        yield return Changed("a root with spare bits", LogFault.Malformed, lines[2], lines[2][..^2] + "/=");
        yield return Changed("a root of 31 bytes", LogFault.Malformed, lines[2], Convert.ToBase64String(new byte[31]));
        yield return Changed("carriage returns", LogFault.Malformed, "\n", "\r\n");
        yield return Changed("a hyphen for the dash", LogFault.Malformed, "\u2014 ", "- ");
        yield return Changed("base64 without padding", LogFault.Malformed, "=\n", "\n");
        yield return Bad("nothing", LogFault.Malformed, []);
        yield return Bad("no signatures", LogFault.Malformed, Utf8.UTF8.GetBytes(checkpoint.Text));
        yield return Bad("no signatures after the empty line", LogFault.Malformed, Utf8.UTF8.GetBytes(checkpoint.Text + "\n"));
        yield return Bad("the last line is not ended", LogFault.Malformed, note[..^1]);
        yield return Bad("a byte after the last line", LogFault.Malformed, [.. note, (byte)'x']);
        yield return Bad("an empty line at the end", LogFault.Malformed, [.. note, (byte)'\n']);
        yield return Bad("not UTF-8", LogFault.Malformed, [.. note.AsSpan(..3), 0xFF, .. note.AsSpan(3..)]);
        yield return Bad("101 lines", LogFault.Malformed, Note([.. Enumerable.Range(0, 100).Select(i => Line(0, 1) with { Name = $"w{i}.test" })]));
        yield return Bad("more than 32,768 bytes", LogFault.Malformed, [.. note, .. Enumerable.Repeat((byte)'x', 32_768)]);
    }

    public static IEnumerable<LogSample> Proofs()
    {
        var log = Grown(LogVectors.Log(), 7);
        var note = log.Note(LogVectors.At(10), 7);
        var good = log.Prove(6, note);
        LogSample Bad(string name, LogFault fault, byte[] bytes) => new(name, bytes, Now, fault);

        yield return new("the newest epoch", good.Write(), Now);
        yield return new("the first epoch", log.Prove(0, note).Write(), Now);
        yield return new("the only epoch", Grown(LogVectors.Log(), 1) is var one ? one.Prove(0, one.Note(LogVectors.At(10), 1)).Write() : [], Now);
        var moves = Grown(LogVectors.Log(), 6);
        moves.Append(number => LogVectors.Sample(number) with { TransfersRoot = LoggedTransfers.Root([TransferVectors.Sample.Hash()]), Transfers = 1 });
        yield return new("an epoch in which drivers moved", moves.Prove(6, moves.Note(LogVectors.At(10), 7)).Write(), Now);

        yield return Bad("the proof of another epoch", LogFault.NotIncluded, (good with { Epoch = log.Prove(5, note).Epoch }).Write());
        yield return Bad("another index", LogFault.NotIncluded, (good with { Index = 5 }).Write());
        yield return Bad("an epoch and index beyond the log", LogFault.NotIncluded, (good with { Epoch = LogVectors.Sample(7).Write(), Index = 7 }).Write());
        yield return Bad("a hash too few", LogFault.NotIncluded, (good with { Path = good.Path[1..] }).Write());
        yield return Bad("a hash too many", LogFault.NotIncluded, (good with { Path = good.Path.Add(good.Path[0]) }).Write());
        yield return Bad("hashes in another order", LogFault.NotIncluded, (good with { Path = [.. good.Path.Reverse()] }).Write());
        yield return Bad("a checkpoint of another size", LogFault.NotIncluded, (good with { CheckpointNote = log.Note(LogVectors.At(10), 6) }).Write());
        yield return Bad("a checkpoint without the quorum", LogFault.QuorumMissing, (good with { CheckpointNote = log.Note(LogVectors.At(10), 7, "310000", "320000") }).Write());
        yield return Bad("another log", LogFault.NotSigned, (good with { CheckpointNote = Grown(LogVectors.OtherLog(), 7).Note(LogVectors.At(10), 7) }).Write());
        yield return Bad("no checkpoint", LogFault.Malformed, (good with { CheckpointNote = default }).Write());
        yield return Bad("no epoch", LogFault.Malformed, (good with { Epoch = default }).Write());
        yield return Bad("a hash of 31 bytes", LogFault.Malformed, (good with { Path = good.Path.SetItem(0, new byte[31]) }).Write());
        yield return Bad("65 hashes", LogFault.Malformed, (good with { Path = [.. Enumerable.Repeat(good.Path[0], 65)] }).Write());
        yield return Bad("nothing", LogFault.Malformed, []);
        yield return Bad("cut short", LogFault.Malformed, good.Write()[..^1]);
        yield return Bad("bytes after it", LogFault.Malformed, [.. good.Write(), 0]);
        yield return Bad("a claimed length of 4 GB", LogFault.Malformed, [.. good.Write().AsSpan(..13), 0x5A, 0xFF, 0xFF, 0xFF, 0xFF]);
        yield return Bad("more than 40,960 bytes", LogFault.Malformed, new byte[40_961]);
    }

    public static LogSimulator Grown(LogSimulator log, int size)
    {
        for (var i = 0; i < size; i++)
            log.Append(LogVectors.Sample);
        return log;
    }
}
