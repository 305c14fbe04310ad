using System.Net;

namespace Federation.Ceremonies.Staging;

/// <summary>Answers a client from a <see cref="StagingRepository"/> without a network.</summary>
internal sealed class StagingTransport(StagingRepository repository) : HttpMessageHandler
{
    /// <summary>Where it claims to be.</summary>
    public static readonly Uri Address = new("http://staging.invalid/");

    private const string Folder = "/tuf/";

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        return Task.FromResult(path.StartsWith(Folder, StringComparison.Ordinal) && repository.Find(path[Folder.Length..]) is { } file
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ReadOnlyMemoryContent(file) }
            : new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new ByteArrayContent([]) });
    }
}
