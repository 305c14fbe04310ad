using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace TrustList.Sync;

/// <summary>
/// Bounded GETs from one host: each has a largest size, a longest pause and a longest time, and is repeated with jitter
/// after a transport fault. Never throws but for the caller's own cancellation.
/// </summary>
internal sealed class Downloader(HttpClient http, Uri host, TimeProvider clock, SyncOptions options)
{
    private readonly Uri host = host.AbsolutePath.EndsWith('/') ? host : new Uri(host.AbsoluteUri + "/");
    private readonly ResiliencePipeline<Fetched> retrying = Retrying(clock, options);
    private int requests;
    private long bytes;

    /// <summary>Requests made, retries included.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>Bytes of body received.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Fetches one file.</summary>
    /// <param name="path">Relative to the host's address, or with a leading slash to its root.</param>
    /// <param name="maxBytes">More is <see cref="SyncFault.TooLarge"/>.</param>
    /// <param name="accept">The media type to ask for, or null.</param>
    /// <param name="etag">The version held, to learn only of another.</param>
    /// <param name="cancellation">Ends the run.</param>
    public async Task<Fetched> GetAsync(string path, long maxBytes, string? accept, string? etag, CancellationToken cancellation) =>
        await retrying.ExecuteAsync(
            async token => await GetOnceAsync(new Uri(host, path), maxBytes, accept, etag, token), cancellation);

    /// <summary>Lets time pass by the clock of the downloads.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken cancellation) => Task.Delay(pause, clock, cancellation);

    private async ValueTask<Fetched> GetOnceAsync(Uri uri, long maxBytes, string? accept, string? etag, CancellationToken cancellation)
    {
        Interlocked.Increment(ref requests);
        using var file = new CancellationTokenSource(options.FileTimeout, clock);
        using var stall = new CancellationTokenSource(options.ReadTimeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, file.Token, stall.Token);
        var began = false;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            if (accept is not null)
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
            if (etag is not null)
                request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, linked.Token);
            began = true;
            if (Refusal(response, uri, maxBytes) is { } refusal)
                return refusal;
            await using var body = await response.Content.ReadAsStreamAsync(linked.Token);
            return await ReadAsync(body, uri, maxBytes, response.Headers.ETag?.ToString(), stall, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Fetched.Failed(SyncFault.TimedOut, uri.AbsolutePath);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return Fetched.Failed(began ? SyncFault.Interrupted : SyncFault.Unreachable, $"{uri.AbsolutePath}: {broken.Message}");
        }
    }

    private static Fetched? Refusal(HttpResponseMessage response, Uri uri, long maxBytes) => response.StatusCode switch
    {
        HttpStatusCode.OK when response.Content.Headers.ContentLength > maxBytes => Fetched.Failed(SyncFault.TooLarge, uri.AbsolutePath),
        HttpStatusCode.OK => null,
        HttpStatusCode.NotFound => Fetched.Nothing(uri.AbsolutePath),
        HttpStatusCode.NotModified => Fetched.Same,
        >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests =>
            Fetched.Failed(SyncFault.ServerError, $"{uri.AbsolutePath}: {(int)response.StatusCode}"),
        _ => Fetched.Failed(SyncFault.NotServed, $"{uri.AbsolutePath}: {(int)response.StatusCode}"),
    };

    private async Task<Fetched> ReadAsync(
        Stream body, Uri uri, long maxBytes, string? etag, CancellationTokenSource stall, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16_384];
        while (true)
        {
            stall.CancelAfter(options.ReadTimeout);
            var count = await body.ReadAsync(buffer, cancellation);
            if (count == 0)
                return Fetched.File(content.ToArray(), etag);
            Interlocked.Add(ref bytes, count);
            if (content.Length + count > maxBytes)
                return Fetched.Failed(SyncFault.TooLarge, uri.AbsolutePath);
            content.Write(buffer, 0, count);
        }
    }

    private static ResiliencePipeline<Fetched> Retrying(TimeProvider clock, SyncOptions options) =>
        options.Retries == 0
            ? ResiliencePipeline<Fetched>.Empty
            : new ResiliencePipelineBuilder<Fetched> { TimeProvider = clock }
                .AddRetry(new RetryStrategyOptions<Fetched>
                {
                    ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome is { Exception: null, Result.MayPass: true }),
                    MaxRetryAttempts = options.Retries,
                    Delay = options.RetryDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                })
                .Build();
}
