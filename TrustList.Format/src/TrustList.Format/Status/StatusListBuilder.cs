using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>A status list in the making. Not thread-safe.</summary>
public sealed class StatusListBuilder
{
    private readonly byte[] packed;

    /// <summary>A list of entries all 0.</summary>
    /// <param name="bits">Bits an entry: 1, 2, 4 or 8.</param>
    /// <param name="size">How many entries, 1 to 2^20, filling whole bytes.</param>
    public StatusListBuilder(int bits, int size)
    {
        if (!StatusList.IsWidth(bits))
            throw new ArgumentOutOfRangeException(nameof(bits));
        if (size is < 1 or > Limits.StatusListEntries || size * bits % 8 != 0)
            throw new ArgumentOutOfRangeException(nameof(size));
        (Bits, packed) = (bits, new byte[size * bits / 8]);
    }

    internal StatusListBuilder(int bits, byte[] packed) => (Bits, this.packed) = (bits, packed);

    /// <summary>Bits an entry.</summary>
    public int Bits { get; }

    /// <summary>How many entries there are.</summary>
    public int Length => packed.Length * 8 / Bits;

    /// <summary>One entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the list, or the value does not fit its bits.</exception>
    public byte this[int index]
    {
        get
        {
            var (at, shift) = Place(index);
            return (byte)((packed[at] >> shift) & Mask);
        }
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Mask);
            var (at, shift) = Place(index);
            packed[at] = (byte)((packed[at] & ~(Mask << shift)) | (value << shift));
        }
    }

    /// <summary>The list as it stands; later changes of the builder do not show in it.</summary>
    public StatusList ToList() => new(Bits, [.. packed]);

    private int Mask => (1 << Bits) - 1;

    private (int At, int Shift) Place(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Length);
        return (index * Bits >> 3, index * Bits & 7);
    }
}
