using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TrustList.Protocol;

namespace TrustHub.Feed;

/// <summary>
/// An event as text of Server-Sent Events: <c>event</c> (status, epoch, reset), <c>id</c> (the sequence), <c>data</c>: one
/// line of JSON with the members of status_feed.proto, bytes in base64 (SPEC.md §7.13).
/// </summary>
internal static class SseText
{
    public static byte[] Of(FeedEvent feedEvent)
    {
        var text = new ArrayBufferWriter<byte>();
        var name = feedEvent.EventCase switch
        {
            FeedEvent.EventOneofCase.Status => "status",
            FeedEvent.EventOneofCase.Epoch => "epoch",
            _ => "reset",
        };
        text.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"event: {name}\nid: {feedEvent.Sequence}\ndata: ")));
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            if (feedEvent.Status is { } status)
                Write(json, status);
            if (feedEvent.Epoch is { } epoch)
                Write(json, epoch);
            json.WriteEndObject();
        }
        text.Write("\n\n"u8);
        return text.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, StatusUpdate status)
    {
        json.WriteString("region", status.Region);
        json.WriteNumber("version", status.Version);
        json.WriteBase64String("head", status.Head.Span);
        json.WriteBase64String("delta", status.Delta.Span);
    }

    private static void Write(Utf8JsonWriter json, EpochUpdate epoch)
    {
        json.WriteBase64String("proof", epoch.Proof.Span);
        json.WriteStartArray("heads");
        foreach (var head in epoch.Heads)
        {
            json.WriteStartObject();
            json.WriteString("region", head.Region);
            json.WriteNumber("version", head.Version);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
