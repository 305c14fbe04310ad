using System.Buffers.Binary;
using System.Numerics;

namespace System.IO.Hashing;

/// <summary>The arithmetic of XXH64: four accumulators fed 32 bytes at a time, then the tail.</summary>
internal struct XxHash64Lanes
{
    internal const int StripeBytes = 32;

    private const ulong Prime1 = 0x9E3779B185EBCA87;
    private const ulong Prime2 = 0xC2B2AE3D27D4EB4F;
    private const ulong Prime3 = 0x165667B19E3779F9;
    private const ulong Prime4 = 0x85EBCA77C2B2AE63;
    private const ulong Prime5 = 0x27D4EB2F165667C5;

    private ulong first, second, third, fourth;

    internal XxHash64Lanes(ulong seed)
    {
        first = unchecked(seed + Prime1 + Prime2);
        second = unchecked(seed + Prime2);
        third = seed;
        fourth = unchecked(seed - Prime1);
    }

    internal static ulong Small(ulong seed) => unchecked(seed + Prime5);

    internal void Consume(ReadOnlySpan<byte> stripe)
    {
        first = Round(first, BinaryPrimitives.ReadUInt64LittleEndian(stripe));
        second = Round(second, BinaryPrimitives.ReadUInt64LittleEndian(stripe[8..]));
        third = Round(third, BinaryPrimitives.ReadUInt64LittleEndian(stripe[16..]));
        fourth = Round(fourth, BinaryPrimitives.ReadUInt64LittleEndian(stripe[24..]));
    }

    internal readonly ulong Merge()
    {
        var merged = unchecked(BitOperations.RotateLeft(first, 1) + BitOperations.RotateLeft(second, 7)
            + BitOperations.RotateLeft(third, 12) + BitOperations.RotateLeft(fourth, 18));
        return Fold(Fold(Fold(Fold(merged, first), second), third), fourth);
    }

    internal static ulong Finish(ulong hash, ReadOnlySpan<byte> tail)
    {
        unchecked
        {
            for (; tail.Length >= 8; tail = tail[8..])
            {
                hash ^= Round(0, BinaryPrimitives.ReadUInt64LittleEndian(tail));
                hash = BitOperations.RotateLeft(hash, 27) * Prime1 + Prime4;
            }

            if (tail.Length >= 4)
            {
                hash ^= BinaryPrimitives.ReadUInt32LittleEndian(tail) * Prime1;
                hash = BitOperations.RotateLeft(hash, 23) * Prime2 + Prime3;
                tail = tail[4..];
            }

            foreach (var octet in tail)
            {
                hash ^= octet * Prime5;
                hash = BitOperations.RotateLeft(hash, 11) * Prime1;
            }

            hash = (hash ^ (hash >> 33)) * Prime2;
            hash = (hash ^ (hash >> 29)) * Prime3;
            return hash ^ (hash >> 32);
        }
    }

    private static ulong Round(ulong lane, ulong input) =>
        unchecked(BitOperations.RotateLeft(lane + input * Prime2, 31) * Prime1);

    private static ulong Fold(ulong hash, ulong lane) =>
        unchecked((hash ^ Round(0, lane)) * Prime1 + Prime4);
}
