using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace Federation.Hosting.Tests.Limits;

public sealed class LimitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public sealed record Note(string Text);

    [Fact]
    public async Task Rejects_headers_that_never_end()
    {
        await using var host = await StartAsync();
        var answer = await SayAsync(host, "GET / HTTP/1.1\r\nHost: x\r\n");
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_a_body_that_drips()
    {
        await using var host = await StartAsync();
        var answer = await SayAsync(host, "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 20_000, "431")]
    [InlineData(100, 10, "431")]
    public async Task Rejects_headers_too_large_or_too_many(int count, int length, string status)
    {
        await using var host = await StartAsync();
        var headers = string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('a', length)}\r\n"));
        var answer = await SayAsync(host, $"GET / HTTP/1.1\r\nHost: x\r\n{headers}\r\n");
        Assert.StartsWith($"HTTP/1.1 {status}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_a_request_line_too_long()
    {
        await using var host = await StartAsync();
        var answer = await SayAsync(host, $"GET /{new string('a', 5_000)} HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 414", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("GET / HTTP/9.9\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nx")]
    public async Task Survives_what_is_not_HTTP(string text)
    {
        await using var host = await StartAsync();
        var answer = await SayAsync(host, text, endInput: true);
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal), answer);
        Assert.StartsWith("HTTP/1.1 200", await SayAsync(host, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_no_server_name()
    {
        await using var host = await StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(host.Url);
        Assert.False(response.Headers.Contains("Server"));
    }

    private static Task<LoopbackHost> StartAsync() => LoopbackHost.StartAsync(app =>
    {
        app.MapGet("/", () => "in");
        app.MapPost("/", (Note note) => note.Text);
    });

    /// <summary>What the host answers to these bytes until it closes the connection.</summary>
    private static async Task<string> SayAsync(LoopbackHost host, string text, bool endInput = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Url.Host, host.Url.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        if (endInput)
            client.Client.Shutdown(SocketShutdown.Send);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer).AsTask().WaitAsync(Patience) is > 0 and var read)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // Closed while bytes were still on their way: what was said before counts.
        }
        return answer.ToString();
    }
}
