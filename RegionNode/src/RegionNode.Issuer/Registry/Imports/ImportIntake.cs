using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>
/// Takes an import's data: piece by piece, each checked and sealed on all cores while the one before is being written, and
/// recorded in one transaction with the place where the next begins; all of them are durable when the caller is answered. So memory
/// holds a few pieces, and a crash leaves whole pieces and the right place to go on.
/// </summary>
internal sealed class ImportIntake(IDurableStore store, PoliceAdapter adapter, TimeProvider clock)
{
    /// <summary>Bytes of a piece: some thousand lines, so that no transaction keeps the heads waiting.</summary>
    internal const int PieceBytes = 1 << 20;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Takes what the stream holds.</summary>
    /// <param name="id">The import.</param>
    /// <param name="offset">The byte of the whole that the stream begins with.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="last">Nothing follows: what is left is a line.</param>
    /// <param name="cancellation">Ends it between two pieces; what was taken stays.</param>
    internal async Task<ImportAnswer> TakeAsync(string id, long offset, Stream data, bool last, CancellationToken cancellation)
    {
        var (import, carry, personal) = store.Read(db =>
            ImportTable.Find(db, id) is { } found ? (found, ImportTable.CarryOf(db, found), db.Personal) : (null, [], db.Personal));
        if (import is null)
            return new ImportAnswer(ImportOutcome.NoSuchImport);
        if (import.ImportState != ImportState.Receiving)
            return new ImportAnswer(ImportOutcome.Closed, import);
        if (import.Received != offset)
            return new ImportAnswer(ImportOutcome.WrongOffset, import);
        var stream = new ImportStream(ImportDesk.FormOf(import), import, carry, personal, adapter, clock.GetUtcNow());
        var (writing, durable) = (Task.FromResult(true), true);
        try
        {
            var buffer = new byte[PieceBytes];
            for (var ended = false; !ended;)
            {
                var length = await data.ReadAtLeastAsync(buffer, PieceBytes, throwOnEndOfStream: false, cancellation);
                ended = length < PieceBytes;
                if (length == 0 && !last)
                    break;
                if (stream.Take(buffer.AsSpan(0, length), last && ended) is not { } piece)
                    return new ImportAnswer(ImportOutcome.HeaderRefused, import, stream.Fault);
                if (!await writing)
                    break;
                (writing, durable) = (Task.Run(() => Stage(id, piece, lasts: ended), CancellationToken.None), ended);
            }
        }
        finally
        {
            await writing; // Taken or not: never left behind.
        }
        if (!durable)
            store.Write("settle import", db => ImportTable.Settle(db, id)); // The caller is told what is taken, and forgets it.
        var now = store.Read(db => ImportTable.Find(db, id));
        return new ImportAnswer(await writing ? ImportOutcome.Done : ImportOutcome.WrongOffset, now);
    }

    /// <summary>The last line may have no line feed: once the caller says that all has come, it is a line.</summary>
    internal async Task EndAsync(string id, long bytes)
    {
        var import = store.Read(db => ImportTable.Find(db, id));
        if (import is { ImportState: ImportState.Receiving } && import.Received == bytes && (import.Carry is not null || import.Skipping != 0))
            await TakeAsync(id, bytes, Stream.Null, last: true, CancellationToken.None);
    }

    private bool Stage(string id, StagedPiece piece, bool lasts) => store.Write("stage import", db =>
    {
        if (!lasts)
            db.DurableLater(); // With the last one.
        if (!ImportTable.Advance(db, id, piece.Taken, clock.GetUtcNow()))
            return false; // Somebody else went on with it meanwhile.
        StagedBlockTable.Add(db, piece.Lines.Blocks);
        if (piece.Lines.Refused.Count > 0)
            RefusedLineTable.Add(db, id, piece.Lines.Refused);
        return true;
    });

    /// <summary>A piece ready to be recorded.</summary>
    private sealed record StagedPiece(TakenPiece Taken, CheckedPiece Lines);

    /// <summary>The import's data from one place on.</summary>
    private sealed class ImportStream(ImportForm form, ImportRow import, byte[] carry, PersonalData personal, PoliceAdapter adapter, DateTimeOffset now)
    {
        private readonly LineCutter cutter = new(carry, import.Skipping != 0, import.Lines);
        private CsvColumns? columns = import.Columns is { } stored ? CsvColumns.Parse(stored) : null;
        private long at = import.Received;

        /// <summary>What is wrong with the header.</summary>
        internal string? Fault { get; private set; }

        /// <summary>Checks a piece; null where the header is refused.</summary>
        internal StagedPiece? Take(ReadOnlySpan<byte> bytes, bool last)
        {
            var from = at;
            at += bytes.Length;
            var piece = cutter.Cut(bytes, last);
            piece = piece with { Lines = [.. piece.Lines.Select(line => line.Number == 1 ? WithoutMark(piece, line) : line)] };
            if (form.Format == ImportFormat.Csv && columns is null && piece.Lines.Count > 0)
            {
                if (!TryHeader(piece))
                    return null;
                piece = piece with { Lines = [.. piece.Lines.Skip(1)] };
            }
            var lines = PieceChecker.Check(piece, () => new LineReader(form, columns, adapter, personal.NewSealer(), now));
            return new StagedPiece(
                new TakenPiece(from, at, cutter.Carry, cutter.Skipping, columns?.ToString(), cutter.Lines, lines.Blocks.Sum(block => block.Rows), lines.Refused.Count), lines);
        }

        private static CutLine WithoutMark(CutPiece piece, CutLine line) =>
            piece.Bytes.AsSpan(line.Start, line.Length).StartsWith(ByteOrderMark)
                ? line with { Start = line.Start + ByteOrderMark.Length, Length = line.Length - ByteOrderMark.Length }
                : line;

        private bool TryHeader(CutPiece piece)
        {
            var line = piece.Lines[0];
            var text = ImportText.Read(piece.Bytes.AsSpan(line.Start, line.Length), form.Encoding);
            (columns, Fault) = text is null || line.TooLong ? (null, "the header is no text in the named encoding, or too long") : CsvColumns.Read(text);
            return columns is not null;
        }
    }
}
