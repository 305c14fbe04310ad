using System.Net;
using TrustList.Format.Encoding;
using TrustList.Format.Log;

namespace Trustctl;

/// <summary>The public files of a log: below <c>log/</c> of a hub's or mirror's address, or in a folder. Bounded; nothing read is trusted.</summary>
internal sealed class LogSource
{
    /// <summary>A full bundle of the largest leaves; every other file is smaller.</summary>
    private const int FileBytes = TilePath.FullWidth * (sizeof(ushort) + Limits.EpochBytes);

    private readonly Func<string, byte[]?> read;

    private LogSource(string name, Func<string, byte[]?> read) => (Name, this.read) = (name, read);

    /// <summary>As the operator gave it.</summary>
    public string Name { get; }

    /// <summary>The hub's address, or a folder.</summary>
    public static LogSource Of(string text, HttpClient http) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        ? new(text, path => Fetch(http, new Uri(new Uri(uri!.AbsoluteUri.TrimEnd('/') + "/"), "log/" + path)))
        : Directory.Exists(text) ? new(text, path => FromFolder(text, path))
        : throw new UsageException($"{text}: want http://, https://, or a folder");

    /// <summary>The client to fetch with.</summary>
    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = TimeSpan.FromSeconds(20),
        MaxResponseContentBufferSize = FileBytes,
    };

    /// <summary>A file by its path below the log, or null where there is none or it cannot be had.</summary>
    public ReadOnlyMemory<byte>? Read(string path)
    {
        if (read(path) is { } bytes)
            return bytes;
        return null;
    }

    /// <summary>A checkpoint file, checked to be one that the log of policy signed; null where there is none.</summary>
    public LogResult<SignedCheckpoint>? Checkpoint(string path, LogPolicy policy) =>
        Read(path) is { } note ? SignedCheckpoint.Verify(note, policy.Origin, policy.Key) : null;

    private static byte[]? FromFolder(string folder, string path)
    {
        var file = Path.Combine(folder, path);
        return File.Exists(file) && InputFile.Read(file, FileBytes) is { Length: <= FileBytes } bytes ? bytes : null;
    }

    private static byte[]? Fetch(HttpClient http, Uri uri)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = http.Send(request, HttpCompletionOption.ResponseContentRead);
            if (response.StatusCode != HttpStatusCode.OK) return null;
            using var body = response.Content.ReadAsStream();
            var held = new MemoryStream();
            body.CopyTo(held);
            return held.ToArray();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
