using System.Numerics;
using System.Security.Cryptography;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Status;

/// <summary>A place in the status array that no other licence has or will have.</summary>
internal readonly record struct StatusIndex(long Block, int Index);

/// <summary>
/// Draws status indices: uniformly at random among the free ones of the open block, so that neighbours say nothing. When a
/// block is full the next is opened. Drawn inside the transaction that records the licence.
/// </summary>
internal static class StatusBlocks
{
    /// <summary>Indices in one block and so entries in one list.</summary>
    internal const int Size = 1 << 20;

    internal static StatusIndex Draw(StoreSession db, DateTimeOffset now)
    {
        var block = StatusTables.Blocks(db).DefaultIfEmpty(-1).Max();
        if (block >= 0 && DrawFree(db, block) is { } index)
            return new StatusIndex(block, index);
        StatusTables.OpenBlock(db, ++block, now);
        return new StatusIndex(block, RandomNumberGenerator.GetInt32(Size));
    }

    /// <summary>Opens block 0 where there is no block yet.</summary>
    internal static bool OpenFirst(StoreSession db, DateTimeOffset now)
    {
        if (StatusTables.Blocks(db).Count > 0)
            return false;
        StatusTables.OpenBlock(db, 0, now);
        return true;
    }

    private static int? DrawFree(StoreSession db, long block)
    {
        // Most throws hit a free index until a block is nearly full; what they miss then is counted out.
        for (var attempt = 0; attempt < 32; attempt++)
        {
            var thrown = RandomNumberGenerator.GetInt32(Size);
            if (!LicenceTable.IsTaken(db, block, thrown))
                return thrown;
        }
        var taken = LicenceTable.IndicesOf(db, block);
        return taken.Count < Size ? CountOut(taken, RandomNumberGenerator.GetInt32(Size - taken.Count)) : null;
    }

    /// <summary>The free index before which <paramref name="skip"/> free ones lie.</summary>
    internal static int CountOut(IReadOnlyList<long> taken, int skip)
    {
        var used = new ulong[Size / 64];
        foreach (var index in taken)
            used[index >> 6] |= 1UL << (int)(index & 63);
        for (var word = 0; word < used.Length; word++)
        {
            var free = 64 - BitOperations.PopCount(used[word]);
            if (skip >= free)
            {
                skip -= free;
                continue;
            }
            for (var bit = 0; ; bit++)
            {
                if ((used[word] >> bit & 1) == 0 && skip-- == 0)
                    return (word * 64) + bit;
            }
        }
        throw new InvalidOperationException("the block is full");
    }
}
