using TrustList.Format.Status;

namespace TrustList.Testing.Synthesis;

/// <summary>Status states and changes of nobody, repeatable from a seed.</summary>
public static class SyntheticStatus
{
    /// <summary>
    /// A state in which each entry given out is an exception with the mix's chance, independent of the others. All blocks
    /// but the last are given out whole, the last at random places.
    /// </summary>
    /// <param name="generator">The source.</param>
    /// <param name="blocks">Blocks opened.</param>
    /// <param name="entries">How many of their entries are given out.</param>
    /// <param name="mix">Rate and values.</param>
    public static RegionStatus State(SeededGenerator generator, int blocks, long entries, StatusMix mix)
    {
        var state = new RegionStatus(0);
        for (var block = 0; block < blocks; block++)
        {
            var (start, end) = (StatusSpace.EntryOf(block, 0), StatusSpace.EntryOf(block + 1, 0));
            var given = Math.Clamp(entries - start, 0, StatusSpace.BlockEntries) / (double)StatusSpace.BlockEntries;
            state.Apply(new StatusDelta(block + 1, [.. Exceptions(generator, start, end, mix.At(mix.Rate * given))]));
        }
        return state;
    }

    /// <summary>Changes of so many entries, each as likely as any other; new values by the mix.</summary>
    public static StatusDelta Changes(SeededGenerator generator, int blocks, long entries, int count, StatusMix mix)
    {
        var chosen = new HashSet<long>(count);
        while (chosen.Count < count)
            chosen.Add((long)(generator.NextUInt64() % (ulong)entries));
        return new StatusDelta(blocks, [.. chosen.Order().Select(entry => new StatusChange(entry, mix.Draw(generator)))]);
    }

    private static IEnumerable<StatusChange> Exceptions(SeededGenerator generator, long start, long end, StatusMix mix)
    {
        if (mix.Rate <= 0)
            yield break;
        var scale = 1 / Math.Log(1 - mix.Rate);
        for (var entry = start + Gap(); entry < end; entry += 1 + Gap())
            yield return new StatusChange(entry, mix.Draw(generator));

        long Gap() => (long)Math.Min(StatusSpace.BlockEntries, Math.Log(1 - generator.NextUnit()) * scale);
    }
}
