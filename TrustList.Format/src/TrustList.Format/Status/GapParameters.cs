namespace TrustList.Format.Status;

/// <summary>What both sides of the gap codec work out from the number of entries and of coded entries (SPEC.md §7.9).</summary>
internal static class GapParameters
{
    /// <summary>Symbols of a gap: 0 to 126 buckets, and 127 for that many buckets and more to come.</summary>
    public const int GapSymbols = 128;
    public const int Escape = GapSymbols - 1;
    /// <summary>A low part is coded in pieces of at most this many bits.</summary>
    public const int PieceBits = 12;

    private const int MeanBuckets = 48, WeightBits = 31;
    private const int GapStep = 8, GapInterval = 1_024, ValueStep = 512, ValueInterval = 64;

    // What values come to, before anything is seen: reserved values are rare.
    private static ReadOnlySpan<long> ValueWeights => [32, 48, 48, 32, 1, 1, 1, 1, 1, 1, 1, 1, 16, 8, 1, 1];

    /// <summary>The bits of a gap below its bucket: the fewest that bring the mean gap below 48 buckets.</summary>
    public static int LowBits(long entries, long count)
    {
        var bits = 0;
        while (entries >= (count * MeanBuckets) << bits)
            bits++;
        return bits;
    }

    /// <summary>The model of gaps, begun from the geometric distribution.</summary>
    public static AdaptiveModel Gaps(long entries, long count, int lowBits)
    {
        const long Whole = 1L << WeightBits;
        // The chance, in units of 2^-31, that a bucket holds the next entry.
        var hit = (long)(((UInt128)count << (WeightBits + lowBits)) / (UInt128)entries);
        hit = Math.Min(hit, Whole);
        Span<long> weights = stackalloc long[GapSymbols];
        var left = Whole;
        for (var bucket = 0; bucket < Escape; bucket++)
        {
            weights[bucket] = (left * hit) >> WeightBits;
            left -= weights[bucket];
        }
        weights[Escape] = left;
        return new AdaptiveModel(weights, GapStep, GapInterval);
    }

    /// <summary>The model of values from <paramref name="first"/> to 15: 1 in a snapshot, 0 in a delta.</summary>
    public static AdaptiveModel Values(int first) => new(ValueWeights[first..], ValueStep, ValueInterval);
}
