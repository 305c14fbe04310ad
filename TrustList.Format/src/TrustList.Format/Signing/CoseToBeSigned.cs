using System.Buffers;
using System.Buffers.Binary;
using TrustList.Format.Encoding;

namespace TrustList.Format.Signing;

/// <summary>
/// The bytes that a COSE signature or MAC covers (RFC 9052 §4.4 and §6.3): an array of context, protected header,
/// external data and content. Built in a rented buffer, because it is on the path of every verification.
/// </summary>
internal ref struct CoseToBeSigned : IDisposable
{
    private const int MostHeadBytes = 5;
    private readonly byte[] buffer;
    private int length;

    public CoseToBeSigned(ReadOnlySpan<byte> context, ReadOnlySpan<byte> guarded, ReadOnlySpan<byte> externalAad, ReadOnlySpan<byte> payload)
    {
        buffer = ArrayPool<byte>.Shared.Rent(1 + 4 * MostHeadBytes + context.Length + guarded.Length + externalAad.Length + payload.Length);
        buffer[length++] = 0x84;
        Add(CborMajor.Text, context);
        Add(CborMajor.Bytes, guarded);
        Add(CborMajor.Bytes, externalAad);
        Add(CborMajor.Bytes, payload);
    }

    public readonly ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Add(CborMajor major, ReadOnlySpan<byte> content)
    {
        var first = (byte)((int)major << 5);
        switch (content.Length)
        {
            case < 24:
                buffer[length++] = (byte)(first | content.Length);
                break;
            case <= byte.MaxValue:
                buffer[length++] = (byte)(first | 24);
                buffer[length++] = (byte)content.Length;
                break;
            case <= ushort.MaxValue:
                buffer[length++] = (byte)(first | 25);
                BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(length), (ushort)content.Length);
                length += sizeof(ushort);
                break;
            default:
                buffer[length++] = (byte)(first | 26);
                BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(length), content.Length);
                length += sizeof(int);
                break;
        }
        content.CopyTo(buffer.AsSpan(length));
        length += content.Length;
    }
}
