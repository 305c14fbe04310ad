using System.Runtime.CompilerServices;
using System.Text;

namespace TrustList.Sync.Status;

/// <summary>One event of a stream (WHATWG HTML §9.2).</summary>
/// <param name="Name">Its name; <c>message</c> where it has none.</param>
/// <param name="Id">The last id the stream gave; null where it gave none.</param>
/// <param name="Data">Its data lines.</param>
internal sealed record ServerSentEvent(string Name, string? Id, string Data);

/// <summary>Reads a stream of events with a bound on each: a hub that never ends a line costs no more than the bound.</summary>
internal static class ServerSentEvents
{
    /// <summary>The events until the stream ends.</summary>
    /// <param name="stream">UTF-8 text.</param>
    /// <param name="maxBytes">The most that one event may take.</param>
    /// <param name="heard">Called with every piece that comes, comments too: the connection lives.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidDataException">An event is larger than its bound.</exception>
    public static async IAsyncEnumerable<ServerSentEvent> ReadAsync(
        Stream stream, int maxBytes, Action heard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (name, id, data) = ("message", (string?)null, new StringBuilder());
        await foreach (var line in LinesAsync(stream, maxBytes, heard, cancellation))
        {
            if (line.Length == 0)
            {
                if (data.Length > 0)
                    yield return new ServerSentEvent(name, id, data.ToString());
                (name, data) = ("message", data.Clear());
                continue;
            }
            var (field, value) = Split(line);
            if (field == "event")
                name = value;
            else if (field == "id")
                id = value;
            else if (field == "data")
                _ = data.Length + value.Length > maxBytes ? throw new InvalidDataException("an event without end") : data.Append(value);
        }
    }

    private static (string Field, string Value) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (line, string.Empty) : (line[..colon], line[(colon + 1)..] is [' ', .. var rest] ? rest : line[(colon + 1)..]);
    }

    private static async IAsyncEnumerable<string> LinesAsync(
        Stream stream, int maxBytes, Action heard, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var buffer = new byte[16_384];
        using var line = new MemoryStream();
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            heard();
            for (var (at, end) = (0, 0); at < count; at = end + 1)
            {
                end = Array.IndexOf(buffer, (byte)'\n', at, count - at);
                var last = end < 0 ? count : end;
                if (line.Length + last - at > maxBytes)
                    throw new InvalidDataException("a line without end");
                line.Write(buffer, at, last - at);
                if (end < 0)
                    break;
                yield return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
                line.SetLength(0);
            }
        }
    }
}
