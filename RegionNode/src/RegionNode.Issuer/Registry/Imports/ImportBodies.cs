using RegionNode.Issuer.Registry.Letters;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>What is to be imported.</summary>
/// <param name="Name">For people, 1 to 100 characters, without personal data.</param>
/// <param name="Format">Csv or Ndjson.</param>
/// <param name="LetterTable">The version of the letters in ZT.</param>
/// <param name="Encoding">Utf8, or for CSV Gb18030.</param>
internal sealed record OpenImportBody(string Name, ImportFormat Format, string LetterTable, ImportEncoding Encoding = ImportEncoding.Utf8);

/// <summary>The end of an import.</summary>
/// <param name="Bytes">How many bytes were sent in all.</param>
/// <param name="RefusedAtMost">Where more lines are refused, nothing is decided; absent: no limit.</param>
internal sealed record FinishImportBody(long Bytes, long? RefusedAtMost = null);

/// <summary>How far an import is.</summary>
/// <param name="ImportId">Its id.</param>
/// <param name="Name">As given.</param>
/// <param name="Format">As given.</param>
/// <param name="Encoding">As given.</param>
/// <param name="LetterTable">As given.</param>
/// <param name="State">Receiving, Merging, Finished or Cancelled.</param>
/// <param name="Offset">Bytes taken: where the next chunk begins.</param>
/// <param name="Lines">Lines read, the header among them.</param>
/// <param name="Accepted">Lines that stand.</param>
/// <param name="Refused">Lines refused.</param>
/// <param name="Merged">Of those that stand, how many are in the registry.</param>
/// <param name="Added">Of these, drivers who were new.</param>
/// <param name="Replaced">Of these, drivers who had a record.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="ChangedAt">When it last went on.</param>
internal sealed record ImportBody(
    string ImportId, string Name, string Format, string Encoding, string LetterTable, string State, long Offset, long Lines, long Accepted,
    long Refused, long Merged, long Added, long Replaced, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    internal static ImportBody Of(ImportRow row) => new(
        row.Id, row.Name, row.Format, row.Encoding, row.LetterTable, row.ImportState.ToString(), row.Received, row.Lines, row.Staged, row.Refused,
        row.Added + row.Replaced, row.Added, row.Replaced, row.CreatedAt.Instant(), row.ChangedAt.Instant());
}

/// <summary>One refused line: number, code, field (empty: the line as a whole), and the reason in two languages. Nothing of its content.</summary>
internal sealed record RefusedLineBody(long Line, string Reason, string Field, string Zh, string En)
{
    internal static RefusedLineBody Of(RefusedLine line)
    {
        var (zh, en) = LineReasonText.Of((LineReason)line.Reason);
        return new RefusedLineBody(line.Line, ((LineReason)line.Reason).ToString(), line.Field, zh, en);
    }
}

/// <summary>One version of a feed's letters: each with what it is in the model, and the status that gives.</summary>
internal sealed record LetterTableBody(string Version, string Source, IReadOnlyDictionary<string, string> Letters)
{
    internal static LetterTableBody Of(LetterTable table) =>
        new(table.Version, table.Source, table.Letters.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString()));
}
