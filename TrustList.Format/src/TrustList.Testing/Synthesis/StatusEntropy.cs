namespace TrustList.Testing.Synthesis;

/// <summary>The least that any code can take on average: log2 of the number of ways, here of choosing places and values.</summary>
public static class StatusEntropy
{
    /// <summary>log2 of the ways to place so many entries of each value among N: C(N, k) times the multinomial of the values.</summary>
    /// <param name="entries">N.</param>
    /// <param name="counts">How many entries have each of the values.</param>
    public static double Bits(long entries, IEnumerable<long> counts)
    {
        var (bits, rest) = (LogFactorial(entries), entries);
        foreach (var count in counts)
        {
            bits -= LogFactorial(count);
            rest -= count;
        }
        return (bits - LogFactorial(rest)) / Math.Log(2);
    }

    /// <summary>The entropy of a state or of changes, in bytes.</summary>
    /// <param name="entries">N.</param>
    /// <param name="values">The value of each coded entry.</param>
    public static double Bytes(long entries, IEnumerable<byte> values)
    {
        var counts = new long[16];
        foreach (var value in values)
            counts[value]++;
        return Bits(entries, counts) / 8;
    }

    /// <summary>ln n!: summed where n is small, else Stirling's series, whose error is then below 1e-15 of it.</summary>
    private static double LogFactorial(long n)
    {
        if (n < 64)
        {
            var sum = 0.0;
            for (var i = 2L; i <= n; i++)
                sum += Math.Log(i);
            return sum;
        }
        var x = (double)n;
        return x * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI * x) + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}
