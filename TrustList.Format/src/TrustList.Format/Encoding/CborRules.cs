using System.Text.Unicode;

namespace TrustList.Format.Encoding;

/// <summary>What every CBOR input must satisfy before anyone looks inside (SPEC.md §2.2).</summary>
public static class CborRules
{
    // Maps up to this many pairs are compared pair by pair on the stack.
    private const int FewKeys = 16;

    /// <summary>
    /// Checks that the bytes are one well-formed item and nothing more: bounded depth and count, valid UTF-8, map keys
    /// that are integers or definite strings in shortest form, none twice. Indefinite lengths are permitted elsewhere.
    /// Content of byte strings (also tag 24) is not entered.
    /// </summary>
    /// <returns>The number of data items.</returns>
    public static Decoded<int> CheckWellFormed(ReadOnlySpan<byte> data, int maxBytes = Limits.PresentationBytes, int maxItems = Limits.CborItems)
    {
        if (data.IsEmpty)
            return Decoded<int>.Fail(DecodeFault.Empty, "no bytes");
        if (data.Length > maxBytes)
            return Decoded<int>.Fail(DecodeFault.TooLarge, $"{data.Length} bytes, at most {maxBytes}");
        var cursor = new CborCursor(data);
        // The count begins where it meets the one limit after so many items.
        var items = Limits.CborItems - maxItems;
        if (Item(ref cursor, 1, ref items, default) is { } fault)
            return Decoded<int>.Fail(fault, $"CBOR at byte {cursor.Position}");
        return cursor.AtEnd
            ? Decoded<int>.Of(items - (Limits.CborItems - maxItems))
            : Decoded<int>.Fail(DecodeFault.TrailingBytes, $"CBOR ends at byte {cursor.Position} of {data.Length}");
    }

    /// <summary>Passes one item, or says why it cannot.</summary>
    internal static DecodeFault? Walk(ref CborCursor cursor)
    {
        var before = cursor;
        var items = 0;
        var fault = Item(ref cursor, 1, ref items, default);
        if (fault is not null)
            cursor = before;
        return fault;
    }

    /// <summary>Why the item that comes next cannot be a map key. One spelling only, so that equal keys are equal bytes.</summary>
    internal static DecodeFault? CheckKey(CborCursor probe)
    {
        if (!probe.TryReadHead(out var head))
            return DecodeFault.Malformed;
        if (head.Major > CborMajor.Text)
            return DecodeFault.WrongType;
        return head.Indefinite || !head.Shortest ? DecodeFault.NotCanonical : null;
    }

    private static DecodeFault? Item(ref CborCursor cursor, int depth, ref int items, CborMajor? chunkOf)
    {
        if (++items > Limits.CborItems)
            return DecodeFault.TooMany;
        if (depth > Limits.CborDepth)
            return DecodeFault.TooDeep;
        if (!cursor.TryReadHead(out var head))
            return DecodeFault.Malformed;
        // RFC 8949 §3.2.3: chunks of an indefinite string are definite strings of its own type.
        if (chunkOf is { } kind && (head.Major != kind || head.Indefinite))
            return DecodeFault.Malformed;
        return head.Major switch
        {
            CborMajor.Unsigned or CborMajor.Negative => null,
            CborMajor.Bytes or CborMajor.Text => head.Indefinite
                ? Chunks(ref cursor, head.Major, depth, ref items)
                : String(ref cursor, head),
            CborMajor.Array => Array(ref cursor, head, depth, ref items),
            CborMajor.Map => Map(ref cursor, head, depth, ref items),
            CborMajor.Tag => Item(ref cursor, depth + 1, ref items, null),
            _ => head.Indefinite ? DecodeFault.Malformed : null,
        };
    }

    private static DecodeFault? String(ref CborCursor cursor, CborHead head)
    {
        if (head.Argument > (ulong)cursor.Left)
            return DecodeFault.Malformed;
        var start = cursor.Position;
        cursor.Advance((int)head.Argument);
        return head.Major == CborMajor.Text && !Utf8.IsValid(cursor.Since(start)) ? DecodeFault.Malformed : null;
    }

    private static DecodeFault? Chunks(ref CborCursor cursor, CborMajor major, int depth, ref int items)
    {
        while (!TryReadBreak(ref cursor))
        {
            if (Item(ref cursor, depth + 1, ref items, major) is { } fault)
                return fault;
        }
        return null;
    }

    private static DecodeFault? Array(ref CborCursor cursor, CborHead head, int depth, ref int items)
    {
        for (ulong i = 0; head.Indefinite ? !TryReadBreak(ref cursor) : i < head.Argument; i++)
        {
            if (Item(ref cursor, depth + 1, ref items, null) is { } fault)
                return fault;
        }
        return null;
    }

    private static DecodeFault? Map(ref CborCursor cursor, CborHead head, int depth, ref int items)
    {
        Span<(int Start, int Length)> few = stackalloc (int, int)[FewKeys];
        HashSet<string>? many = null;
        for (ulong i = 0; head.Indefinite ? !TryReadBreak(ref cursor) : i < head.Argument; i++)
        {
            var start = cursor.Position;
            if (Key(ref cursor, depth, ref items) is { } keyFault)
                return keyFault;
            var key = cursor.Since(start);
            if (i < FewKeys)
            {
                foreach (var (at, length) in few[..(int)i])
                {
                    if (cursor.Since(at)[..length].SequenceEqual(key))
                        return DecodeFault.DuplicateKey;
                }
                few[(int)i] = (start, key.Length);
            }
            else
            {
                many ??= Collect(cursor, few);
                if (!many.Add(Convert.ToHexString(key)))
                    return DecodeFault.DuplicateKey;
            }
            if (Item(ref cursor, depth + 1, ref items, null) is { } valueFault)
                return valueFault;
        }
        return null;
    }

    private static DecodeFault? Key(ref CborCursor cursor, int depth, ref int items)
        => CheckKey(cursor) ?? Item(ref cursor, depth + 1, ref items, null);

    private static HashSet<string> Collect(scoped in CborCursor cursor, scoped ReadOnlySpan<(int Start, int Length)> keys)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (start, length) in keys)
            all.Add(Convert.ToHexString(cursor.Since(start)[..length]));
        return all;
    }

    private static bool TryReadBreak(ref CborCursor cursor)
    {
        var probe = cursor;
        if (!probe.TryReadHead(out var head) || head.Major != CborMajor.Simple || !head.Indefinite)
            return false;
        cursor = probe;
        return true;
    }
}
