using System.Buffers;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Audit;

/// <summary>
/// One line of an audit export (SPEC.md §15.3): an entry with the hash that the trail holds of it, or a checkpoint. Exactly one of
/// both. What a line says is proved by <see cref="AuditFileCheck"/> alone.
/// </summary>
public sealed record AuditLine
{
    private AuditLine()
    {
    }

    /// <summary>The entry; null on a line with a checkpoint.</summary>
    public AuditEntry? Entry { get; private init; }

    /// <summary>The hash that the trail holds of the entry; empty on a line with a checkpoint.</summary>
    public ReadOnlyMemory<byte> Hash { get; private init; }

    /// <summary>A signed checkpoint as bytes; null on a line with an entry.</summary>
    public ReadOnlyMemory<byte>? Checkpoint { get; private init; }

    /// <summary>A line with an entry.</summary>
    public static AuditLine Of(AuditEntry entry, ReadOnlyMemory<byte> hash) => new() { Entry = entry, Hash = hash };

    /// <summary>A line with a checkpoint.</summary>
    public static AuditLine Of(ReadOnlyMemory<byte> checkpoint) => new() { Checkpoint = checkpoint };

    /// <summary>The line as canonical JSON, without its LF.</summary>
    public byte[] Write()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        Write(output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same behind what was written before.</summary>
    public void Write(ArrayBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Entry is { } entry)
            WriteEntry(output, entry);
        else
            output.Write(CanonicalJson.EncodeText(new JsonObject { ["checkpoint"] = Convert.ToBase64String(Checkpoint!.Value.Span) }));
    }

    // By hand and in the canonical order, because it is on the way of every answer that leaves a gateway.
    private void WriteEntry(ArrayBufferWriter<byte> output, AuditEntry entry)
    {
        Put(output, "{\"act\":"u8, entry.Act);
        Put(output, ",\"at\":"u8, entry.At.ToUnixTimeMilliseconds());
        Put(output, ",\"driver\":"u8, entry.Driver);
        Put(output, ",\"hash\":"u8, LowerHex.Of(Hash.Span));
        Put(output, ",\"previous\":"u8, LowerHex.Of(entry.Previous.Span));
        Put(output, ",\"seq\":"u8, entry.Seq);
        Put(output, ",\"what\":"u8, entry.What);
        Put(output, ",\"who\":"u8, entry.Who);
        Put(output, ",\"why\":"u8, entry.Why);
        output.Write("}"u8);
    }

    private static void Put(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> before, string text)
    {
        output.Write(before);
        CanonicalJsonWriter.WriteText(output, text);
    }

    private static void Put(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> before, long number)
    {
        output.Write(before);
        CanonicalJsonWriter.WriteInteger(output, number);
    }

    /// <summary>Reads a line without its LF.</summary>
    public static Decoded<AuditLine> Read(ReadOnlySpan<byte> line) => CanonicalJson.Parse(line, Limits.AuditLineBytes).Then(Read);

    private static Decoded<AuditLine> Read(JsonObject source)
    {
        var fields = JsonFields.Of(source);
        var line = fields.Has("checkpoint") ? Of((ReadOnlyMemory<byte>)fields.Base64("checkpoint", Limits.AuditCheckpointBytes)) : ReadEntry(fields);
        fields.NoOthers();
        return fields.Finish(line);
    }

    private static AuditLine ReadEntry(JsonFields fields)
    {
        var entry = new AuditEntry(
            fields.Integer("seq", 1), DateTimeOffset.FromUnixTimeMilliseconds(fields.Integer("at", 0, LastMillisecond)), Text(fields, "who"),
            Text(fields, "why"), Text(fields, "act"), Text(fields, "driver"), Text(fields, "what"), Bytes(fields, "previous"));
        return Of(entry, Bytes(fields, "hash"));
    }

    private const long LastMillisecond = 253_402_300_799_999; // The end of the year 9999.

    private static string Text(JsonFields fields, string name)
    {
        var text = fields.AnyText(name);
        if (text.Length > AuditEntry.MaxText)
            fields.Refuse(DecodeFault.BadValue, $"{name}: at most {AuditEntry.MaxText} characters");
        return text;
    }

    private static byte[] Bytes(JsonFields fields, string name) => fields.Hex(name, AuditEntry.HashBytes) is var hex && fields.Failed ? [] : Convert.FromHexString(hex);
}
