using System.Buffers.Binary;

namespace TrustList.Testing;

/// <summary>A repeatable source of test input (SplitMix64). Never for keys, salts or nonces.</summary>
public sealed class SeededGenerator(ulong seed)
{
    private ulong state = seed;

    /// <summary>The seed to print when a test fails, so that the run can be repeated.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/> (at least 1). The bias is below 2^-31.</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)(NextUInt64() % (ulong)bound);
    }

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double NextUnit() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The given number of bytes.</summary>
    public byte[] NextBytes(int count)
    {
        var bytes = new byte[count];
        Span<byte> word = stackalloc byte[8];
        for (var at = 0; at < count; at += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextUInt64());
            word[..Math.Min(8, count - at)].CopyTo(bytes.AsSpan(at));
        }
        return bytes;
    }

    /// <summary>One of the items, which must not be empty.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];
}
