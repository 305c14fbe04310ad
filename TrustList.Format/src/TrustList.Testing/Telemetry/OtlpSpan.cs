using System.Text;

namespace TrustList.Testing.Telemetry;

/// <summary>One exported span: as much of it as says where it belongs.</summary>
/// <param name="Service">The program.</param>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="SpanId">16 hexadecimal digits.</param>
/// <param name="Parent">The span above it, 16 hexadecimal digits; empty: none.</param>
/// <param name="Name">What was done.</param>
public sealed record OtlpSpan(string Service, string TraceId, string SpanId, string Parent, string Name)
{
    /// <summary>The spans of an ExportTraceServiceRequest, by the field numbers of opentelemetry-proto.</summary>
    public static IEnumerable<OtlpSpan> Read(byte[] request) =>
        from resourceSpans in Parts(request, 1)
        let service = ServiceOf(resourceSpans)
        from scopeSpans in Parts(resourceSpans, 2)
        from span in Parts(scopeSpans, 2)
        select new OtlpSpan(service, Hex(span, 1), Hex(span, 2), Hex(span, 4), Encoding.UTF8.GetString(Parts(span, 5).Single().Span));

    private static string ServiceOf(ReadOnlyMemory<byte> resourceSpans) => Parts(resourceSpans, 1)
        .SelectMany(resource => Parts(resource, 1))
        .Where(attribute => Encoding.UTF8.GetString(Parts(attribute, 1).Single().Span) == "service.name")
        .Select(attribute => Encoding.UTF8.GetString(Parts(Parts(attribute, 2).Single(), 1).Single().Span))
        .Single();

    private static string Hex(ReadOnlyMemory<byte> message, int field) =>
        string.Concat(Parts(message, field).Select(part => Convert.ToHexStringLower(part.Span)));

    /// <summary>The length-delimited values of a field of a protobuf message.</summary>
    private static List<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> message, int field)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message.Span, ref at);
            var length = (tag & 7) switch { 0 => 0, 1 => 8, 5 => 4, _ => (int)Varint(message.Span, ref at) };
            if ((tag & 7) == 0) Varint(message.Span, ref at);
            if ((tag & 7) == 2 && tag >> 3 == (ulong)field) parts.Add(message.Slice(at, length));
            at += length;
        }
        return parts;
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
