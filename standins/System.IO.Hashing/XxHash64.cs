using System.Buffers.Binary;

namespace System.IO.Hashing;

/// <summary>
/// XXH64 as its published specification states it (xxHash fast digest algorithm, "XXH64 algorithm
/// description"). The eight bytes are written big-endian.
/// </summary>
public sealed class XxHash64 : NonCryptographicHashAlgorithm
{
    private const int HashBytes = sizeof(ulong);

    private readonly ulong seed;
    private readonly byte[] pending = new byte[XxHash64Lanes.StripeBytes];
    private XxHash64Lanes lanes;
    private int pendingLength;
    private ulong totalLength;

    public XxHash64()
        : this(0)
    {
    }

    public XxHash64(long seed)
        : base(HashBytes)
    {
        this.seed = unchecked((ulong)seed);
        Reset();
    }

    public static byte[] Hash(byte[] source) => Hash(source, 0);

    public static byte[] Hash(byte[] source, long seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Hash(new ReadOnlySpan<byte>(source), seed);
    }

    public static byte[] Hash(ReadOnlySpan<byte> source, long seed = 0)
    {
        var hash = new byte[HashBytes];
        BinaryPrimitives.WriteUInt64BigEndian(hash, HashToUInt64(source, seed));
        return hash;
    }

    public static ulong HashToUInt64(ReadOnlySpan<byte> source, long seed = 0)
    {
        var algorithm = new XxHash64(seed);
        algorithm.Append(source);
        return algorithm.GetCurrentHashAsUInt64();
    }

    public override void Reset()
    {
        lanes = new XxHash64Lanes(seed);
        pendingLength = 0;
        totalLength = 0;
    }

    public override void Append(ReadOnlySpan<byte> source)
    {
        totalLength += (ulong)source.Length;
        if (pendingLength > 0)
        {
            var taken = Math.Min(source.Length, pending.Length - pendingLength);
            source[..taken].CopyTo(pending.AsSpan(pendingLength));
            pendingLength += taken;
            source = source[taken..];
            if (pendingLength < pending.Length)
            {
                return;
            }

            lanes.Consume(pending);
        }

        while (source.Length >= XxHash64Lanes.StripeBytes)
        {
            lanes.Consume(source);
            source = source[XxHash64Lanes.StripeBytes..];
        }

        source.CopyTo(pending);
        pendingLength = source.Length;
    }

    public ulong GetCurrentHashAsUInt64()
    {
        var start = totalLength >= XxHash64Lanes.StripeBytes ? lanes.Merge() : XxHash64Lanes.Small(seed);
        return XxHash64Lanes.Finish(unchecked(start + totalLength), pending.AsSpan(0, pendingLength));
    }

    protected override void GetCurrentHashCore(Span<byte> destination) =>
        BinaryPrimitives.WriteUInt64BigEndian(destination, GetCurrentHashAsUInt64());
}
