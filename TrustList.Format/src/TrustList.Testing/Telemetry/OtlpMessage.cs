using System.Buffers.Binary;
using System.Text;

namespace TrustList.Testing.Telemetry;

/// <summary>A protobuf message, read by field numbers: as much as OTLP's metrics need.</summary>
internal readonly record struct OtlpMessage(ReadOnlyMemory<byte> Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>The length-delimited values of a field.</summary>
    public IEnumerable<OtlpMessage> Parts(int field) => Fields().Where(part => part.Field == field && part.Wire == 2).Select(part => new OtlpMessage(part.Value));

    /// <summary>A fixed64 or varint of a field; null: it is not there.</summary>
    public ulong? Number(int field) => Fields().Where(part => part.Field == field && part.Wire != 2).Select(part => (ulong?)part.Number).LastOrDefault();

    /// <summary>The same as a double.</summary>
    public double? Real(int field) => Number(field) is { } bits ? BitConverter.UInt64BitsToDouble(bits) : null;

    /// <summary>A packed field of fixed64.</summary>
    public IReadOnlyList<ulong> Packed(int field)
    {
        var packed = Parts(field).SelectMany(part => part.Bytes.ToArray()).ToArray();
        return [.. Enumerable.Range(0, packed.Length / 8).Select(n => BinaryPrimitives.ReadUInt64LittleEndian(packed.AsSpan(n * 8)))];
    }

    private List<(int Field, int Wire, ReadOnlyMemory<byte> Value, ulong Number)> Fields()
    {
        var fields = new List<(int, int, ReadOnlyMemory<byte>, ulong)>();
        for (var at = 0; at < Bytes.Length;)
        {
            var tag = Varint(Bytes.Span, ref at);
            var (field, wire) = ((int)(tag >> 3), (int)(tag & 7));
            var number = wire is 0 or 2 ? Varint(Bytes.Span, ref at) : wire == 1 ? BinaryPrimitives.ReadUInt64LittleEndian(Bytes.Span[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(Bytes.Span[at..]);
            var length = wire switch { 1 => 8, 2 => (int)number, 5 => 4, _ => 0 };
            fields.Add((field, wire, wire == 2 ? Bytes.Slice(at, length) : default, number));
            at += length;
        }
        return fields;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            value |= (ulong)(bytes[at] & 0x7f) << shift;
            if (bytes[at++] < 0x80) return value;
        }
    }
}
