using System.Security.Cryptography;
using System.Text.Json;
using RegionNode.Issuer.Registry.Police;

namespace RegionNode.Issuer.Registry.Feed;

/// <summary>
/// One event as the province's feed writes it: <c>eventId</c>, <c>event</c> (<see cref="FeedKind"/>), police fields by their names,
/// and <c>sequence</c> (growing with each of a driver's events), <c>letterTable</c> and <c>reference</c> where they belong. Read, not judged.
/// </summary>
internal sealed record FeedEvent
{
    /// <summary>The longest id.</summary>
    internal const int MaxId = 100;

    private const int MaxDepth = 8;
    private const char Between = '\u001F';

    /// <summary>The feed's own id of the event: 1 to 100 printable ASCII characters.</summary>
    internal required string? Id { get; init; }

    internal required string? Kind { get; init; }

    internal required long? Sequence { get; init; }

    internal required string? LetterTable { get; init; }

    internal required string? Reference { get; init; }

    internal required PoliceLine Fields { get; init; }

    /// <summary>What is wrong with the bytes; then the rest is as far as it was read.</summary>
    internal required LineFault? Fault { get; init; }

    /// <summary>Two events with one of these say the same, however they were spelled. Hexadecimal.</summary>
    internal string ContentHash() => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join(Between,
        [Kind, Sequence?.ToString(), LetterTable, Reference, .. Enum.GetValues<PoliceField>().Select(field => Fields[field])]))));

    /// <summary>Reads; never throws.</summary>
    internal static FeedEvent Read(ReadOnlySpan<byte> utf8)
    {
        var (texts, fields) = (new Dictionary<string, string>(StringComparer.Ordinal), new PoliceLine());
        var fault = Fill(utf8, texts, fields);
        var id = texts.GetValueOrDefault("eventId");
        long? sequence = texts.TryGetValue("sequence", out var digits) && long.TryParse(digits, System.Globalization.NumberStyles.None, null, out var read) && read > 0 ? read : null;
        if (fault is null && (id is null || !IsId(id)))
            fault = new LineFault(LineReason.Malformed, "eventId");
        if (fault is null && digits is not null && sequence is null)
            fault = new LineFault(LineReason.Malformed, "sequence");
        return new FeedEvent
        {
            Id = id is not null && IsId(id) ? id : null,
            Kind = texts.GetValueOrDefault("event"),
            Sequence = sequence,
            LetterTable = texts.GetValueOrDefault("letterTable"),
            Reference = texts.GetValueOrDefault("reference"),
            Fields = fields,
            Fault = fault,
        };
    }

    private static bool IsId(string text) => text.Length is >= 1 and <= MaxId && text.All(c => c is > ' ' and <= '~');

    private static LineFault? Fill(ReadOnlySpan<byte> utf8, Dictionary<string, string> texts, PoliceLine fields)
    {
        if (utf8.Length > Imports.LineCutter.MaxLine)
            return LineFault.Whole(LineReason.TooLong);
        try
        {
            using var document = JsonDocument.Parse(utf8.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return LineFault.Whole(LineReason.Malformed);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (TextOf(member.Value) is not { } text)
                    continue;
                if (PoliceLine.FieldOf(member.Name) is { } field)
                    fields[field] = text;
                else
                    texts[member.Name] = text;
            }
            return null;
        }
        catch (JsonException)
        {
            return LineFault.Whole(LineReason.Malformed);
        }
        catch (InvalidOperationException)
        {
            return LineFault.Whole(LineReason.BadEncoding); // A lone surrogate behind \u.
        }
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
