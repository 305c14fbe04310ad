using System.Formats.Cbor;
using TrustList.Format.Encoding;

namespace TrustList.Format.Status;

/// <summary>
/// Reads typed claims out of a CBOR map (a CWT claims set, RFC 8392, or a map inside it). Unknown claims are passed
/// over. As with <see cref="JsonFields"/> the first fault is kept, shared with the maps inside, and later reads
/// return harmless defaults.
/// </summary>
internal sealed class CborClaims
{
    private readonly Dictionary<ClaimLabel, ReadOnlyMemory<byte>> values;
    private readonly FirstFault first;

    private CborClaims(Dictionary<ClaimLabel, ReadOnlyMemory<byte>> values, FirstFault first) => (this.values, this.first) = (values, first);

    /// <summary>What is wrong; null while nothing is.</summary>
    public string? Fault => first.Detail;

    /// <summary>Reads a claims set whole.</summary>
    public static Decoded<CborClaims> Parse(ReadOnlyMemory<byte> payload)
    {
        // From here on there are no duplicate labels, no depth and no text that could surprise the platform's reader.
        var form = CborRules.CheckWellFormed(payload.Span, Limits.StatusTokenBytes);
        if (!form.Ok)
            return form.As<CborClaims>();
        var reader = new CborReader(payload, CborConformanceMode.Lax);
        if (reader.PeekState() != CborReaderState.StartMap)
            return Decoded<CborClaims>.Fail(DecodeFault.WrongType, "the claims are not a map");
        return Entries(reader) is { } values
            ? Decoded<CborClaims>.Of(new CborClaims(values, new FirstFault()))
            : Decoded<CborClaims>.Fail(DecodeFault.BadValue, "a label is neither a 64-bit integer nor text");
    }

    /// <summary>A claim that is itself a map.</summary>
    public CborClaims Map(ClaimLabel label) => new(Read(label, Entries) ?? [], first);

    public string Text(ClaimLabel label, int maxLength)
    {
        var text = Read(label, reader => reader.ReadTextString()) ?? string.Empty;
        if (text.Length == 0 || text.Length > maxLength)
            Refuse($"claim {label}: 1 to {maxLength} characters");
        return text;
    }

    public ReadOnlyMemory<byte> Bytes(ClaimLabel label, int minLength, int maxLength)
    {
        var bytes = Read(label, reader => reader.ReadByteString()) ?? [];
        if (bytes.Length < minLength || bytes.Length > maxLength)
            Refuse($"claim {label}: {minLength} to {maxLength} bytes");
        return bytes;
    }

    public long Integer(ClaimLabel label, long min, long max)
    {
        var number = Read(label, reader => (long?)reader.ReadInt64()) ?? min;
        if (number < min || number > max)
            Refuse($"claim {label}: {min} to {max}");
        return Math.Clamp(number, min, max);
    }

    /// <summary>Whether the claim is there.</summary>
    public bool Has(ClaimLabel label) => values.ContainsKey(label);

    public string? OptionalText(ClaimLabel label, int maxLength) => values.ContainsKey(label) ? Text(label, maxLength) : null;

    public long? OptionalInteger(ClaimLabel label, long min, long max) => values.ContainsKey(label) ? Integer(label, min, max) : null;

    /// <summary>A NumericDate of whole seconds, 1970 to 9999.</summary>
    public DateTimeOffset Instant(ClaimLabel label) => DateTimeOffset.FromUnixTimeSeconds(Integer(label, 0, NumericDate.Max));

    public DateTimeOffset? OptionalInstant(ClaimLabel label) => values.ContainsKey(label) ? Instant(label) : null;

    private void Refuse(string detail) => first.Detail ??= detail;

    private T? Read<T>(ClaimLabel label, Func<CborReader, T?> read)
    {
        if (!values.TryGetValue(label, out var encoded))
        {
            Refuse($"claim {label} is missing");
            return default;
        }
        try
        {
            return read(new CborReader(encoded, CborConformanceMode.Lax));
        }
        catch (Exception e) when (IsFault(e))
        {
            Refuse($"claim {label}: another type is expected");
            return default;
        }
    }

    private static Dictionary<ClaimLabel, ReadOnlyMemory<byte>>? Entries(CborReader reader)
    {
        var entries = new Dictionary<ClaimLabel, ReadOnlyMemory<byte>>();
        try
        {
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                ClaimLabel label = reader.PeekState() == CborReaderState.TextString ? reader.ReadTextString() : reader.ReadInt64();
                entries[label] = reader.ReadEncodedValue();
            }
            return entries;
        }
        catch (Exception e) when (IsFault(e))
        {
            return null;
        }
    }

    private static bool IsFault(Exception e) => e is InvalidOperationException or CborContentException or OverflowException;

    private sealed class FirstFault
    {
        public string? Detail { get; set; }
    }
}
