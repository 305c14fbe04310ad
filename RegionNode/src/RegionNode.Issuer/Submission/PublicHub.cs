using System.Globalization;
using System.Net;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Submission;

/// <summary>The hub's public files. Trusted with nothing: what comes proves itself.</summary>
internal sealed class PublicHub : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly HttpClient http;
    private readonly string region;

    public PublicHub(NodeOptions options) : this(options.PublicHubUrl, options.Code)
    {
    }

    internal PublicHub(string address, string region)
    {
        this.region = region;
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
        {
            BaseAddress = new Uri(address.TrimEnd('/') + "/"),
            Timeout = Patience,
            MaxResponseContentBufferSize = TrustList.Format.Encoding.Limits.StatusPackageBytes,
        };
    }

    /// <summary>The version of this region's newest head that the hub shows; 0: none.</summary>
    /// <exception cref="HubUnreachableException">The hub did not say.</exception>
    internal async Task<long> NewestHeadAsync(CancellationToken cancellation)
    {
        if (await AskAsync("state/heads", cancellation) is not { } bytes)
            return 0;
        var read = StatusPackage.Read(bytes);
        return read.Ok
            ? read.Value.Heads.FirstOrDefault(head => head.Region == region)?.Version ?? 0
            : throw new HubUnreachableException($"state/heads: {read.Detail}", new InvalidDataException(read.Fault.ToString()));
    }

    /// <summary>A snapshot of this region's state (SPEC.md §7.11); null where the hub says that it has none.</summary>
    /// <exception cref="HubUnreachableException">The hub did not say.</exception>
    internal Task<byte[]?> RegionStateAsync(CancellationToken cancellation) => AskAsync($"state/region/{region}", cancellation);

    /// <summary>The logged batch of that number; null where the hub says that it has none.</summary>
    /// <exception cref="HubUnreachableException">The hub did not say.</exception>
    internal Task<byte[]?> LoggedBatchAsync(long number, CancellationToken cancellation) =>
        AskAsync(string.Create(CultureInfo.InvariantCulture, $"log/issuance/{region}/{number}"), cancellation);

    /// <summary>A file below <c>/log/</c>; null where the hub says that it has none.</summary>
    /// <exception cref="HubUnreachableException">The hub did not say.</exception>
    internal Task<byte[]?> LogFileAsync(string path, CancellationToken cancellation) => AskAsync($"log/{path}", cancellation);

    private async Task<byte[]?> AskAsync(string path, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellation);
            if (answer.StatusCode == HttpStatusCode.NotFound)
                return null;
            answer.EnsureSuccessStatusCode();
            return await answer.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new HubUnreachableException($"{path}: {e.Message}", e);
        }
    }

    public void Dispose() => http.Dispose();
}
