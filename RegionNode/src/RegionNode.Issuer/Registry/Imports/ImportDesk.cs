using System.Security.Cryptography;
using RegionNode.Issuer.Registry.Letters;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>
/// Opens, finishes and cancels imports (decision 0021). One is open at a time. Until it is finished nobody who reads the registry
/// sees any of it; from then on it goes forward only, driver by driver, each of them whole.
/// </summary>
internal sealed class ImportDesk(IDurableStore store, ImportSignal signal, TimeProvider clock)
{
    private const int IdBytes = 16;

    /// <summary>Opens an import, or says that another is open.</summary>
    internal ImportAnswer Open(ImportForm form, string name, string who) => store.Write("open import", db =>
    {
        if (ImportTable.Open(db) is { } other)
            return new ImportAnswer(ImportOutcome.AnotherOpen, other);
        StagedBlockTable.Clear(db); // What one that was cancelled left behind.
        var now = clock.GetUtcNow().Stored();
        var row = new ImportRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            Name = name,
            Format = form.Format.ToString(),
            Encoding = form.Encoding.ToString(),
            LetterTable = form.Letters.Version,
            State = (long)ImportState.Receiving,
            OpenedBy = who,
            CreatedAt = now,
            ChangedAt = now,
        };
        ImportTable.Add(db, row);
        return new ImportAnswer(ImportOutcome.Done, row);
    });

    internal ImportRow? Find(string id) => store.Read(db => ImportTable.Find(db, id));

    /// <summary>The open one; null: none.</summary>
    internal ImportRow? FindOpen() => store.Read(ImportTable.Open);

    internal IReadOnlyList<ImportRow> Newest(int most) => store.Read(db => ImportTable.Newest(db, most));

    internal IReadOnlyList<RefusedLine> Refused(string id, long after, int most) => store.Read(db => RefusedLineTable.After(db, id, after, most));

    /// <summary>Decides the import: from here on it goes into the registry.</summary>
    /// <param name="id">Which.</param>
    /// <param name="bytes">How many bytes the caller has sent in all: so that a lost chunk is never taken for the end.</param>
    /// <param name="refusedAtMost">Where more lines are refused, nothing is decided; null: no limit.</param>
    internal ImportAnswer Finish(string id, long bytes, long? refusedAtMost)
    {
        var answer = store.Write("finish import", db =>
        {
            if (ImportTable.Find(db, id) is not { } import)
                return new ImportAnswer(ImportOutcome.NoSuchImport);
            if (import.ImportState is ImportState.Merging or ImportState.Finished && import.Received == bytes)
                return new ImportAnswer(ImportOutcome.Done, import); // Asked again after a lost answer.
            if (import.ImportState != ImportState.Receiving)
                return new ImportAnswer(ImportOutcome.Closed, import);
            if (import.Received != bytes || import.Carry is not null || import.Skipping != 0)
                return new ImportAnswer(ImportOutcome.WrongOffset, import, import.Received == bytes ? "the last line has no end" : null);
            if (import.Refused > refusedAtMost)
                return new ImportAnswer(ImportOutcome.TooManyRefused, import);
            ImportTable.SetState(db, id, ImportState.Merging, clock.GetUtcNow());
            return new ImportAnswer(ImportOutcome.Done, ImportTable.Find(db, id));
        });
        signal.Decided();
        return answer;
    }

    /// <summary>Gives up an import that is not decided; the registry is as before.</summary>
    internal ImportAnswer Cancel(string id) => store.Write("cancel import", db =>
    {
        if (ImportTable.Find(db, id) is not { } import)
            return new ImportAnswer(ImportOutcome.NoSuchImport);
        if (import.ImportState is ImportState.Merging or ImportState.Finished)
            return new ImportAnswer(ImportOutcome.Closed, import);
        ImportTable.SetState(db, id, ImportState.Cancelled, clock.GetUtcNow());
        return new ImportAnswer(ImportOutcome.Done, ImportTable.Find(db, id));
    });

    /// <summary>The form of a stored import; its table is known, because no released version is ever taken out.</summary>
    internal static ImportForm FormOf(ImportRow row) =>
        new(Enum.Parse<ImportFormat>(row.Format), Enum.Parse<ImportEncoding>(row.Encoding), LetterTables.Find(row.LetterTable)!);
}
