using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TrustHub.Tests.Support;

/// <summary>Asks with exactly these bytes: a client library would tidy the path first.</summary>
public static class RawHttp
{
    public static async Task<(int Status, string Answer)> AskAsync(Uri server, string method, string path)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync();
        return (int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture), answer);
    }
}
