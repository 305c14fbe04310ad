using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>What became of the lines of one piece, in their order.</summary>
internal sealed record CheckedPiece(IReadOnlyList<StagedBlock> Blocks, IReadOnlyList<RefusedLine> Refused);

/// <summary>Checks the lines of a piece on all cores, each with a reader of its own.</summary>
internal static class PieceChecker
{
    private const int MostWorkers = 8;
    private const int LeastLines = 256;

    internal static CheckedPiece Check(CutPiece piece, Func<LineReader> newReader)
    {
        var workers = Math.Clamp(piece.Lines.Count / LeastLines, 1, Math.Min(MostWorkers, Environment.ProcessorCount));
        var parts = new CheckedPiece[workers];
        if (workers == 1)
            parts[0] = CheckPart(piece, 0, piece.Lines.Count, newReader);
        else
            Parallel.For(0, workers, part => parts[part] = CheckPart(
                piece, (int)((long)piece.Lines.Count * part / workers), (int)((long)piece.Lines.Count * (part + 1) / workers), newReader));
        return workers == 1 ? parts[0] : new CheckedPiece([.. parts.SelectMany(part => part.Blocks)], [.. parts.SelectMany(part => part.Refused)]);
    }

    private static CheckedPiece CheckPart(CutPiece piece, int from, int to, Func<LineReader> newReader)
    {
        using var reader = newReader();
        using var staged = new StagedBlockWriter();
        var refused = new List<RefusedLine>();
        for (var at = from; at < to; at++)
        {
            var line = piece.Lines[at];
            var fault = line.TooLong
                ? LineFault.Whole(LineReason.TooLong)
                : reader.Read(line.Number, piece.Bytes.AsSpan(line.Start, line.Length), staged);
            if (fault is not null)
                refused.Add(new RefusedLine(line.Number, (long)fault.Reason, fault.Field));
        }
        return new CheckedPiece(staged.Complete(), refused);
    }
}
