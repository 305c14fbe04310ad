using System.Collections.Immutable;
using TrustList.Format.Status;

namespace TrustList.Testing.Synthesis;

/// <summary>Status states and changes of nobody, repeatable from a seed.</summary>
public static class SyntheticStatus
{
    /// <summary>A state in which each of the first entries is an exception with the mix's chance, independent of the others.</summary>
    /// <param name="generator">The source.</param>
    /// <param name="blocks">Blocks opened.</param>
    /// <param name="entries">How many of their entries are given out.</param>
    /// <param name="mix">Rate and values.</param>
    public static RegionStatus State(SeededGenerator generator, int blocks, long entries, StatusMix mix)
    {
        var state = new RegionStatus(0);
        var perBlock = ImmutableArray.CreateBuilder<StatusChange>();
        var entry = -1L;
        var next = Gap();
        for (var block = 0; block < blocks; block++)
        {
            var end = Math.Min(entries, StatusSpace.EntryOf(block + 1, 0));
            perBlock.Clear();
            for (; next < end; next = Gap())
                perBlock.Add(new StatusChange(entry = next, mix.Draw(generator)));
            state.Apply(new StatusDelta(block + 1, perBlock.ToImmutable()));
        }
        return state;

        long Gap() => mix.Rate <= 0 ? long.MaxValue : entry + 1 + (long)Math.Min(long.MaxValue / 2, Math.Log(1 - generator.NextUnit()) / Math.Log(1 - mix.Rate));
    }

    /// <summary>Changes of so many entries, each as likely as any other; new values by the mix.</summary>
    public static StatusDelta Changes(SeededGenerator generator, int blocks, long entries, int count, StatusMix mix)
    {
        var chosen = new HashSet<long>(count);
        while (chosen.Count < count)
            chosen.Add((long)(generator.NextUInt64() % (ulong)entries));
        return new StatusDelta(blocks, [.. chosen.Order().Select(entry => new StatusChange(entry, mix.Draw(generator)))]);
    }
}
