using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace TrustList.Sync.Status;

/// <summary>A hub's feed as server-sent events (SPEC.md §7.13). It resumes after the last event seen, and gives a silent connection up.</summary>
/// <param name="hub">The hub's public address.</param>
/// <param name="http">The transport; see <see cref="TrustClient.CreateHttpClient"/>.</param>
/// <param name="clock">The timers.</param>
public sealed class EventStreamFeed(Uri hub, HttpClient http, TimeProvider clock) : IStatusFeed
{
    /// <summary>The most bytes of one event: a head and a delta in base64.</summary>
    public const int MaxEventBytes = 8_000_000;

    /// <summary>Three heartbeats long: then the connection is dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(45);

    private readonly Uri address = new(hub.AbsoluteUri.TrimEnd('/') + "/state/feed");

    /// <inheritdoc/>
    public async IAsyncEnumerable<FeedMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? last = null;
        var patience = new FeedPatience(clock);
        while (true)
        {
            using var connection = new Connection(http, address, last, clock, cancellation);
            string? lost = null;
            if (await connection.OpenAsync() is { } refused)
                (lost, last) = (refused, null); // A place that the hub does not take; a new connection is followed by a pull.
            else
                yield return new FeedConnected();
            while (lost is null)
            {
                (var said, lost) = await connection.NextAsync();
                if (said is null)
                    continue;
                patience.Connected(); // It said something: an empty answer would otherwise be asked for without a pause.
                last = ulong.TryParse(said.Id, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? said.Id : last;
                if (FeedJson.Read(said) is { } message)
                    yield return message;
            }
            yield return new FeedLost(lost);
            await patience.WaitAsync(cancellation);
        }
    }

    private sealed class Connection(HttpClient http, Uri address, string? last, TimeProvider clock, CancellationToken cancellation) : IDisposable
    {
        private readonly CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        private ITimer? watch;
        private HttpResponseMessage? response;
        private IAsyncEnumerator<ServerSentEvent>? events;

        /// <summary>Why there is no stream; null where there is one.</summary>
        public Task<string?> OpenAsync() => TryAsync(async () =>
        {
            watch = clock.CreateTimer(_ => silence.Cancel(), null, Silence, Timeout.InfiniteTimeSpan);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            if (last is not null)
                request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (response.StatusCode != HttpStatusCode.OK)
                return $"status {(int)response.StatusCode}";
            var body = await response.Content.ReadAsStreamAsync(silence.Token);
            events = ServerSentEvents.ReadAsync(body, MaxEventBytes, () => watch.Change(Silence, Timeout.InfiniteTimeSpan), silence.Token).GetAsyncEnumerator(silence.Token);
            return null;
        });

        /// <summary>The next event, or why there is none.</summary>
        public async Task<(ServerSentEvent? Event, string? Lost)> NextAsync()
        {
            var lost = await TryAsync(async () => await events!.MoveNextAsync() ? null : "the hub ended the stream");
            return lost is null ? (events!.Current, null) : (null, lost);
        }

        public void Dispose()
        {
            watch?.Dispose();
            response?.Dispose();
            silence.Dispose();
        }

        private async Task<string?> TryAsync(Func<Task<string?>> act)
        {
            try
            {
                return await act();
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return "silence";
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException)
            {
                return broken.Message;
            }
        }
    }
}
