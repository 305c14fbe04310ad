using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace TrustList.Testing;

/// <summary>A hub's feed as server-sent events, which can lose, repeat, reorder and invent events, and cut its readers off.</summary>
public sealed class SimulatedFeed
{
    internal const string Path = "/state/feed";
    private readonly Lock gate = new();
    private readonly List<Channel<string>> readers = [];
    private readonly List<(long Id, string Text)> past = [];
    private CancellationTokenSource cut = new();

    /// <summary>Whether there is a feed; false answers 404.</summary>
    public bool Open { get; set; } = true;

    /// <summary>How often a reader has come.</summary>
    public int Connections { get; private set; }

    /// <summary>What the reader that came last had seen last, as it said; null where it said nothing.</summary>
    public string? LastEventId { get; private set; }

    /// <summary>Sends an event to everyone, and to those who come later asking for it.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="json">Its data, one line.</param>
    public void Push(string name, string json)
    {
        lock (gate)
        {
            var id = past.Count + 1;
            past.Add((id, string.Create(CultureInfo.InvariantCulture, $"id: {id}\nevent: {name}\ndata: {json}\n\n")));
            Send(past[^1].Text);
        }
    }

    /// <summary>Sends any text as it is.</summary>
    public void PushRaw(string text)
    {
        lock (gate)
            Send(text);
    }

    /// <summary>Ends every connection. A reader that comes again gets what it missed.</summary>
    public void Cut()
    {
        lock (gate)
        {
            cut.Cancel();
            cut = new CancellationTokenSource();
            readers.Clear();
        }
    }

    /// <summary>Forgets the past: a reader that comes again gets only what is new.</summary>
    public void Forget()
    {
        lock (gate)
            for (var i = 0; i < past.Count; i++)
                past[i] = (past[i].Id, string.Empty);
    }

    internal async Task ServeAsync(HttpContext context)
    {
        if (!Open)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "text/event-stream";
        var channel = Channel.CreateUnbounded<string>();
        CancellationToken ended;
        lock (gate)
        {
            Connections++;
            LastEventId = context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } said ? said : null;
            if (long.TryParse(LastEventId, CultureInfo.InvariantCulture, out var after))
                foreach (var (_, text) in past.Where(old => old.Id > after))
                    channel.Writer.TryWrite(text);
            channel.Writer.TryWrite(": here\n\n");
            readers.Add(channel);
            ended = cut.Token;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ended, context.RequestAborted);
        try
        {
            await foreach (var text in channel.Reader.ReadAllAsync(end.Token))
            {
                await context.Response.WriteAsync(text, end.Token);
                await context.Response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private void Send(string text)
    {
        foreach (var reader in readers)
            reader.Writer.TryWrite(text);
    }
}
