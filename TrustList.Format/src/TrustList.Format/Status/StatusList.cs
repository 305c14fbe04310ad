using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>
/// A status list: up to 2^20 entries of 1, 2, 4 or 8 bits, the first in the lowest bits of the first byte
/// (Token Status List §4; SPEC.md §7.3). Immutable; made by <see cref="StatusListBuilder"/> or <see cref="Inflate"/>.
/// </summary>
public sealed class StatusList
{
    private readonly byte[] packed;

    internal StatusList(int bits, byte[] packed) => (Bits, this.packed) = (bits, packed);

    /// <summary>Bits an entry: 1, 2, 4 or 8.</summary>
    public int Bits { get; }

    /// <summary>How many entries there are.</summary>
    public int Length => packed.Length * 8 / Bits;

    /// <summary>One entry. Throws <see cref="ArgumentOutOfRangeException"/> beyond the list; for indices from outside use <see cref="TryGet"/>.</summary>
    public byte this[int index] => TryGet(index, out var entry) ? entry : throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Reads an entry; false for an index outside the list, which is an error and never "valid".</summary>
    public bool TryGet(long index, out byte entry)
    {
        entry = 0;
        if (index < 0 || index >= Length)
            return false;
        var at = (int)index * Bits;
        entry = (byte)((packed[at >> 3] >> (at & 7)) & ((1 << Bits) - 1));
        return true;
    }

    /// <summary>
    /// Reads a zlib stream (RFC 1950) that must end where the bytes end. At most 2^20 entries are ever inflated: a
    /// stream that holds more fails without being expanded.
    /// </summary>
    public static Decoded<StatusList> Inflate(int bits, ReadOnlyMemory<byte> zlib)
    {
        if (!IsWidth(bits))
            return Decoded<StatusList>.Fail(DecodeFault.BadValue, "bits: 1, 2, 4 or 8");
        return BoundedZlib.Inflate(zlib, Limits.StatusListEntries * bits / 8)
            .Then(packed => Decoded<StatusList>.Of(new StatusList(bits, packed)));
    }

    /// <summary>Whether both lists have the same width and the same entries.</summary>
    public bool SameAs(StatusList other) => Bits == other.Bits && packed.AsSpan().SequenceEqual(other.packed);

    /// <summary>The list as a zlib stream.</summary>
    public byte[] Deflate() => BoundedZlib.Deflate(packed);

    /// <summary>A builder that begins with these entries.</summary>
    public StatusListBuilder ToBuilder() => new(Bits, [.. packed]);

    internal static bool IsWidth(int bits) => bits is 1 or 2 or 4 or 8;
}
