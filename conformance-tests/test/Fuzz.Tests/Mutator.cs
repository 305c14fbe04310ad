using TrustList.Testing;

namespace Fuzz.Tests;

/// <summary>Damages bytes: one to eight changes of one byte, a run, a number, or a piece of another input.</summary>
internal sealed class Mutator(SeededGenerator random)
{
    /// <summary>No input grows beyond it.</summary>
    internal const int MostBytes = 64 * 1024;

    private static readonly byte[] Edges = [0, 1, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1F, 0x20, 0x22, 0x2C, 0x2D, 0x30, 0x3A, 0x40, 0x58, 0x5B, 0x5F, 0x7B, 0x7F, 0x80, 0x9B, 0x9F, 0xA0, 0xBB, 0xBF, 0xC0, 0xD8, 0xDA, 0xF6, 0xF9, 0xFB, 0xFE, 0xFF];

    private static readonly byte[][] Words =
    [
        [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0x1B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x3B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xFB, 0x7F, 0xF8, 0, 0, 0, 0, 0, 0], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xEF, 0xBB, 0xBF], "\\ud800"u8.ToArray(), "\\u0000"u8.ToArray(), "\":\""u8.ToArray(), "-0"u8.ToArray(), "1e999"u8.ToArray(),
        "9223372036854775808"u8.ToArray(), "null"u8.ToArray(), "[[[[[[[["u8.ToArray(), "{\"\":"u8.ToArray(), "9999-12-31T23:59:60Z"u8.ToArray(), "\r\n"u8.ToArray(), "\n\n"u8.ToArray(), "="u8.ToArray(),
        [.. Enumerable.Repeat((byte)0x81, 64)], [.. Enumerable.Repeat((byte)0xD8, 64)],
    ];

    /// <summary>Another input made of one, sometimes with a piece of a second.</summary>
    internal byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = input.ToList();
        for (var changes = 1 + random.Next(1 << random.Next(4)); changes > 0; changes--) Change(bytes, other);
        if (bytes.Count > MostBytes) bytes.RemoveRange(MostBytes, bytes.Count - MostBytes);
        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(bytes.Count - at, 1 + random.Next(1 << random.Next(9)));
        switch (random.Next(11))
        {
            case 0 when at < bytes.Count: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1 when at < bytes.Count: bytes[at] = random.Pick(Edges); break;
            case 2 when at < bytes.Count: bytes[at] += (byte)(random.Next(2) == 0 ? 1 : 255); break;
            case 3: bytes.InsertRange(at, random.NextBytes(1 + random.Next(8))); break;
            case 4: bytes.RemoveRange(at, length); break;
            case 5: bytes.InsertRange(at, bytes.GetRange(at, length)); break; // Twice.
            case 6: bytes.InsertRange(at, random.Pick(Words)); break;
            case 7 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, 1 + random.Next(64))).ToArray());
                break;
            case 8:
                var word = random.Pick(Words);
                for (var i = 0; i < word.Length && at + i < bytes.Count; i++) bytes[at + i] = word[i];
                break;
            case 9 when length > 1: Move(bytes, at, length); break;
            case 10 when random.Next(8) == 0: bytes.RemoveRange(at, bytes.Count - at); break;
        }
    }

    private void Move(List<byte> bytes, int at, int length)
    {
        var piece = bytes.GetRange(at, length);
        bytes.RemoveRange(at, length);
        bytes.InsertRange(random.Next(bytes.Count + 1), piece);
    }
}
