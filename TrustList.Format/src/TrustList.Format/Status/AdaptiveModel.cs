using System.Runtime.CompilerServices;

namespace TrustList.Format.Status;

/// <summary>
/// Frequencies of symbols that sum to 2^15, renewed from counts after every so many symbols (SPEC.md §7.9). Encoder and
/// decoder keep the same by seeing the same symbols. Integers only.
/// </summary>
internal sealed class AdaptiveModel
{
    /// <summary>The frequencies sum to 2 to this power.</summary>
    public const int Bits = 15;

    private const int Whole = 1 << Bits;
    private const int LookupShift = 5;
    private const long CountLimit = 1 << 23;

    private readonly long[] counts;
    private readonly int[] starts;
    private readonly byte[] lookup = new byte[Whole >> LookupShift];
    private readonly int step;
    private readonly int interval;
    private int left;

    /// <summary>Begins with frequencies after these weights, which become the counts.</summary>
    /// <param name="weights">The weights, at most 128, summing to 2^31 at most and not to 0.</param>
    /// <param name="step">What a symbol adds to its count.</param>
    /// <param name="interval">Symbols between two renewals.</param>
    public AdaptiveModel(ReadOnlySpan<long> weights, int step, int interval)
    {
        (this.step, this.interval, left) = (step, interval, interval);
        counts = weights.ToArray();
        starts = new int[counts.Length + 1];
        Normalise();
        for (var symbol = 0; symbol < counts.Length; symbol++)
            counts[symbol] = starts[symbol + 1] - starts[symbol];
    }

    /// <summary>Where each symbol's share of 2^15 begins, and at the end 2^15.</summary>
    public ReadOnlySpan<int> Starts => starts;

    /// <summary>The symbol in whose share a number below 2^15 lies, and that share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(uint share, out uint start, out uint end)
    {
        int symbol = lookup[share >> LookupShift];
        var bounds = starts;
        start = (uint)bounds[symbol];
        while ((end = (uint)bounds[symbol + 1]) <= share)
        {
            start = end;
            symbol++;
        }
        return symbol;
    }

    /// <summary>Counts a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(int symbol)
    {
        counts[symbol] += step;
        if (--left == 0)
            Renew();
    }

    private void Renew()
    {
        left = interval;
        var sum = 0L;
        foreach (var count in counts)
            sum += count;
        if (sum > CountLimit)
        {
            foreach (ref var count in counts.AsSpan())
                count = (count + 1) >> 1;
        }
        Normalise();
    }

    /// <summary>One for each symbol, the rest in proportion, what is left over to the largest.</summary>
    private void Normalise()
    {
        var (sum, largest) = (0L, 0);
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            sum += counts[symbol];
            if (counts[symbol] > counts[largest])
                largest = symbol;
        }
        var start = 0;
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            starts[symbol] = start;
            start += 1 + (int)(counts[symbol] * (Whole - counts.Length) / sum);
        }
        for (var symbol = largest + 1; symbol < counts.Length; symbol++)
            starts[symbol] += Whole - start;
        starts[^1] = Whole;
        for (int part = 0, symbol = 0; part < lookup.Length; part++)
        {
            while (starts[symbol + 1] <= part << LookupShift)
                symbol++;
            lookup[part] = (byte)symbol;
        }
    }
}
