using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace TrustHub.Tests.Support;

/// <summary>One event as a plain reader of Server-Sent Events gets it.</summary>
public sealed record SseEvent(string Name, ulong Id, JsonNode Data);

/// <summary>Reads <c>/state/feed</c> line by line over plain HTTP.</summary>
public sealed class SseReader : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private SseReader(HttpResponseMessage answer, Stream body) => (_answer, _lines) = (answer, new StreamReader(body));

    public static Task<SseReader> OpenAsync(RunningHub hub, ulong? lastEventId = null, string query = "") => OpenAsync(hub.Http, lastEventId, query);

    public static async Task<SseReader> OpenAsync(HttpClient http, ulong? lastEventId = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/state/feed{query}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        if (lastEventId is { } id)
            request.Headers.Add("Last-Event-ID", id.ToString(CultureInfo.InvariantCulture));
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var reader = new SseReader(answer, await answer.Content.ReadAsStreamAsync());
        Assert.Equal(": open", await reader.LineAsync());
        return reader;
    }

    public async Task<SseEvent> NextAsync()
    {
        var (name, id) = ("", 0UL);
        while (true)
        {
            var line = await LineAsync() ?? throw new EndOfStreamException("the feed ended");
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = ulong.Parse(line[4..], CultureInfo.InvariantCulture);
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                return new SseEvent(name, id, JsonNode.Parse(line[6..])!);
        }
    }

    public Task<string?> LineAsync() => _lines.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }
}
