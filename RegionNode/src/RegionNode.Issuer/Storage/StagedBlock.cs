using System.Buffers.Binary;

namespace RegionNode.Issuer.Storage;

/// <summary>
/// Some staged lines as one value: each a length-prefixed run of line, instant, driver, letters and sealed record. It is as large as
/// a row of PostgreSQL may be that stands in one page: there such a row costs little more than its bytes, and a larger one would be
/// taken apart. Nothing in it is open: keys are hashes, records are sealed.
/// </summary>
/// <param name="LastLine">The number of its last line.</param>
/// <param name="Rows">How many lines it holds, at least one.</param>
/// <param name="Content">The value.</param>
/// <param name="Dues">Beside it, in the same order: the day on which each record is to be looked at, four bytes, negative for never; null: staged before that was known.</param>
internal sealed record StagedBlock(long LastLine, int Rows, byte[] Content, byte[]? Dues)
{
    /// <summary>The most bytes of a block, content and days; a line longer than that is a block of its own.</summary>
    internal const int MostBytes = 8_000;

    /// <summary>What a row takes of them beside its own bytes.</summary>
    internal const int DueBytes = sizeof(int);

    private const int FixedBytes = 8 + 8 + 1 + 1 + 4;
    private const int Never = -1;

    internal static int RowBytes(DriverKey driver, string letters, int body) => FixedBytes + driver.Value.Length + letters.Length + body;

    /// <summary>Writes a row but for its sealed record, for which the end of the span is left.</summary>
    /// <returns>That end.</returns>
    internal static Span<byte> Write(Span<byte> row, long line, DriverKey driver, string letters, long updated)
    {
        var body = row[RowBytes(driver, letters, 0)..];
        BinaryPrimitives.WriteInt64BigEndian(row, line);
        BinaryPrimitives.WriteInt64BigEndian(row[8..], updated);
        (row[16], row[17]) = ((byte)driver.Value.Length, (byte)letters.Length);
        BinaryPrimitives.WriteInt32BigEndian(row[18..], body.Length);
        System.Text.Encoding.ASCII.GetBytes(driver.Value, row[FixedBytes..]);
        System.Text.Encoding.ASCII.GetBytes(letters, row[(FixedBytes + driver.Value.Length)..]);
        return body;
    }

    /// <summary>The days of all its rows.</summary>
    internal static byte[] WriteDues(IReadOnlyList<DateOnly?> days)
    {
        var dues = new byte[days.Count * DueBytes];
        for (var row = 0; row < days.Count; row++)
            BinaryPrimitives.WriteInt32BigEndian(dues.AsSpan(row * DueBytes), days[row]?.DayNumber ?? Never);
        return dues;
    }

    /// <summary>Reads the rows of a block, which keep its content, behind others.</summary>
    internal static List<StagedRow> Read(ReadOnlyMemory<byte> content, byte[]? dues, List<StagedRow> rows)
    {
        var first = rows.Count;
        while (!content.IsEmpty)
        {
            var bytes = content.Span;
            var (line, updated) = (BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
            var (driver, letters, body) = ((int)bytes[16], (int)bytes[17], BinaryPrimitives.ReadInt32BigEndian(bytes[18..]));
            rows.Add(new StagedRow(
                line,
                new DriverKey(System.Text.Encoding.ASCII.GetString(bytes.Slice(FixedBytes, driver))),
                System.Text.Encoding.ASCII.GetString(bytes.Slice(FixedBytes + driver, letters)),
                updated,
                content.Slice(FixedBytes + driver + letters, body),
                dues is null ? 0 : DueOf(dues, rows.Count - first)));
            content = content[(FixedBytes + driver + letters + body)..];
        }
        return rows;
    }

    private static long? DueOf(byte[] dues, int row) => BinaryPrimitives.ReadInt32BigEndian(dues.AsSpan(row * DueBytes)) is >= 0 and var day ? day : null;
}
