using System.Formats.Cbor;
using System.Security.Cryptography;

namespace TrustList.Format.Audit;

/// <summary>
/// One access to a person's record, as a region's audit trail keeps it (SPEC.md §15.1). Says nothing about its place in a
/// chain: <see cref="Hash"/> commits to all its members, the hash of the entry before it among them.
/// </summary>
/// <param name="Seq">From 1, without gaps.</param>
/// <param name="At">When, whole milliseconds.</param>
/// <param name="Who">The person, system, region or device that asked, as the node knew it.</param>
/// <param name="Why">The reason given, or the name of the endpoint.</param>
/// <param name="Act">What was done: a word of the issuer's closed list.</param>
/// <param name="Driver">The driver's key: a keyed hash, which only the region can tell from a file number. Empty: no one driver.</param>
/// <param name="What">More on the act; no personal data.</param>
/// <param name="Previous">The hash of the entry before it; 32 zeros for the first.</param>
public sealed record AuditEntry(
    long Seq, DateTimeOffset At, string Who, string Why, string Act, string Driver, string What, ReadOnlyMemory<byte> Previous)
{
    private const string Format = "audit/1";
    private const int Members = 9;

    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>The most characters of who, why, act, driver or what.</summary>
    public const int MaxText = 400;

    /// <summary>What stands for the hash of an entry before the first.</summary>
    public static ReadOnlyMemory<byte> NoPrevious { get; } = new byte[HashBytes];

    /// <summary>SHA-256 over the entry as one deterministic CBOR array.</summary>
    /// <exception cref="ArgumentException">A text that is not Unicode.</exception>
    public ReadOnlyMemory<byte> Hash()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Members);
        writer.WriteTextString(Format);
        writer.WriteInt64(Seq);
        writer.WriteInt64(At.ToUnixTimeMilliseconds());
        writer.WriteTextString(Who);
        writer.WriteTextString(Why);
        writer.WriteTextString(Act);
        writer.WriteTextString(Driver);
        writer.WriteTextString(What);
        writer.WriteByteString(Previous.Span);
        writer.WriteEndArray();
        return SHA256.HashData(writer.Encode());
    }
}
