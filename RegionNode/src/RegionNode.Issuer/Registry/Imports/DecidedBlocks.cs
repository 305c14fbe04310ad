using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Registry.Imports;

/// <summary>
/// Reads the blocks of the decided import, two of them while those before are being merged: what is staged of a decided import
/// changes no more, it is only taken out. Of one thread.
/// </summary>
internal sealed class DecidedBlocks(IDurableStore store)
{
    private const int Ahead = 2;
    private readonly LinkedList<Task<DecidedBlock>> ahead = [];

    /// <summary>The next one; null: no import is decided.</summary>
    internal DecidedBlock? Next()
    {
        if (ahead.First is not { } reading)
            return store.Read(First);
        ahead.RemoveFirst();
        return reading.Value.GetAwaiter().GetResult();
    }

    /// <summary>Begins to read what follows the block that was given last.</summary>
    internal void ReadAfter(DecidedBlock block)
    {
        while (ahead.Count < Ahead)
        {
            var before = ahead.Last?.Value ?? Task.FromResult(block);
            ahead.AddLast(Task.Run(async () => Following(await before)));
        }
    }

    /// <summary>Gives a block back: it is the next one again.</summary>
    internal void Return(DecidedBlock block) => ahead.AddFirst(Task.FromResult(block));

    /// <summary>Drops what was read ahead: the block before it was not merged.</summary>
    internal void Forget() => ahead.Clear();

    private DecidedBlock Following(DecidedBlock block) => block.Rows is not null ? store.Read(db => After(db, block.Import, block.Last)) : block;

    private static DecidedBlock? First(StoreSession db) =>
        ImportTable.Open(db) is { ImportState: ImportState.Merging } import ? After(db, import.Id, import.MergedLine) : null;

    private static DecidedBlock After(StoreSession db, string import, long line) => new(import, line, StagedBlockTable.After(db, line));
}
