using System.Buffers;
using System.IO.Pipelines;
using TrustList.Format.Audit;

namespace RegionNode.Issuer.Audit;

/// <summary>Writes an export as lines (SPEC.md §15.3), a thousand entries at a time: its memory does not grow with the trail.</summary>
internal static class AuditExport
{
    internal const string MediaType = "application/x-ndjson";
    private const int Chunk = 1_000;

    internal static async Task WriteAsync(AuditDesk desk, AuditRange range, PipeWriter output, CancellationToken cancellation)
    {
        var checkpoints = new Queue<(long Seq, byte[] Bytes)>(range.Checkpoints.Select(checkpoint => (checkpoint.Seq, checkpoint.Checkpoint)));
        for (var after = range.First - 1; after < range.Last;)
        {
            var rows = desk.Read(after, (int)Math.Min(Chunk, range.Last - after));
            if (rows.Count == 0)
                break; // Entries were taken out of the table: the checkpoints that follow tell.
            foreach (var row in rows.TakeWhile(row => row.Entry.Seq <= range.Last))
            {
                Write(output, AuditLine.Of(row.Entry, row.Hash));
                while (row.Entry.Seq < range.Last && checkpoints.TryPeek(out var next) && next.Seq <= row.Entry.Seq)
                    Write(output, AuditLine.Of(checkpoints.Dequeue().Bytes));
            }
            after = rows[^1].Entry.Seq;
            await output.FlushAsync(cancellation);
        }
        foreach (var (_, bytes) in checkpoints)
            Write(output, AuditLine.Of(bytes));
        await output.FlushAsync(cancellation);
    }

    private static void Write(PipeWriter output, AuditLine line)
    {
        output.Write(line.Write());
        output.Write("\n"u8);
    }
}
