using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using TrustHub.Admission;
using TrustHub.Feed;
using TrustHub.Tests.Support;
using TrustList.Protocol;
using TrustList.Testing;
using TrustList.Testing.Peers;

namespace TrustHub.Tests;

/// <summary>The feed over both protocols: as it comes, resumed, too late, too many, too slow.</summary>
public sealed class FeedTests : HubTest
{
    [Fact]
    public async Task Pushes_a_head_over_gRPC_and_as_plain_events()
    {
        await using var scene = await SceneAsync();
        using var channel = scene.Hub.Channel(scene.Node.Tls);
        using var call = await WatchAsync(channel, new WatchRequest());
        using var reader = await SseReader.OpenAsync(scene.Hub);
        var head = scene.Chain.Next(Clock.Now, (5, 1));
        await scene.Hub.SubmitAsync(scene.Node, head);

        var pushed = await NextAsync(call);
        Assert.Equal(("310000", 1UL, head.Head, head.Delta), (pushed.Status.Region, pushed.Status.Version, pushed.Status.Head, pushed.Status.Delta));
        var read = await reader.NextAsync();
        Assert.Equal(("status", pushed.Sequence), (read.Name, read.Id));
        Assert.Equal(head.Head.ToBase64(), (string)read.Data["head"]!);
        Assert.Equal(head.Delta.ToBase64(), (string)read.Data["delta"]!);
        Assert.Equal(("310000", 1L), ((string)read.Data["region"]!, (long)read.Data["version"]!));
    }

    [Fact]
    public async Task Resumes_after_the_last_event_that_was_seen()
    {
        await using var scene = await SceneAsync();
        ulong seen;
        using (var first = await SseReader.OpenAsync(scene.Hub))
        {
            await scene.SubmitAsync(3);
            seen = (await first.NextAsync()).Id;
        }
        await scene.SubmitAsync(1);
        using var again = await SseReader.OpenAsync(scene.Hub, seen);
        using var channel = scene.Hub.Channel(scene.Node.Tls);
        using var call = await WatchAsync(channel, new WatchRequest { After = seen });
        for (var version = 2; version <= 4; version++)
        {
            var read = await again.NextAsync();
            Assert.Equal((seen + (ulong)version - 1, (long)version), (read.Id, (long)read.Data["version"]!));
            Assert.Equal((ulong)version, (await NextAsync(call)).Status.Version);
        }
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(ulong.MaxValue)]
    public async Task Resets_who_asks_for_what_is_not_there_and_goes_on(ulong lastEventId)
    {
        await using var scene = await SceneAsync();
        await scene.SubmitAsync(2);
        using var reader = await SseReader.OpenAsync(scene.Hub, lastEventId);
        Assert.Equal("reset", (await reader.NextAsync()).Name);
        await scene.SubmitAsync(1);
        Assert.Equal(3L, (long)(await reader.NextAsync()).Data["version"]!);
    }

    [Fact]
    public async Task Resets_who_resumes_from_an_earlier_run_of_the_hub()
    {
        ulong seen;
        await using (var scene = await SceneAsync())
        {
            using var reader = await SseReader.OpenAsync(scene.Hub);
            await scene.SubmitAsync(1);
            seen = (await reader.NextAsync()).Id;
        }
        await Task.Delay(1_100); // Runs are told apart by the second in which they begin.
        await using var hub = await StartAsync();
        using var again = await SseReader.OpenAsync(hub, seen);
        Assert.Equal("reset", (await again.NextAsync()).Name);
    }

    [Fact]
    public async Task Shows_only_the_regions_that_were_asked_for()
    {
        await using var scene = await SceneAsync("310000", "320000");
        var other = new HeadChain(scene.Operators.Nodes[1]);
        using var reader = await SseReader.OpenAsync(scene.Hub, query: "?regions=320000,330000");
        using var channel = scene.Hub.Channel(scene.Node.Tls);
        using var call = await WatchAsync(channel, new WatchRequest { Regions = { "320000" } });
        await scene.SubmitAsync(2);
        await scene.Hub.SubmitAsync(scene.Operators.Nodes[1], other.Next(Clock.Now, (7, 2)));
        Assert.Equal("320000", (string)(await reader.NextAsync()).Data["region"]!);
        Assert.Equal("320000", (await NextAsync(call)).Status.Region);
    }

    [Fact]
    public async Task Rejects_more_watchers_than_there_may_be_until_one_goes()
    {
        await using var scene = await SceneAsync(settings: ["--Hub:FeedWatchers", "1"]);
        using (await SseReader.OpenAsync(scene.Hub))
        {
            using var refused = await scene.Hub.Http.GetAsync("/state/feed");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            using var channel = scene.Hub.Channel(scene.Node.Tls);
            var client = new StatusFeed.StatusFeedClient(channel);
            using var admitted = client.Watch(new WatchRequest()); // Nobody without a key takes the place of one who has one.
            await Until.TrueAsync(() => scene.Hub.Services.GetRequiredService<FeedWatchers>().Present == 2);
            var busy = await Assert.ThrowsAsync<RpcException>(async () =>
            {
                using var call = client.Watch(new WatchRequest());
                await call.ResponseStream.MoveNext(default);
            });
            Assert.Equal(StatusCode.ResourceExhausted, busy.StatusCode);
            Assert.Equal(nameof(AdmissionFault.Busy), Refusal.Parser.ParseFrom(busy.Trailers.GetValueBytes(RefusalTrailer.Name)).Code);
        }
        await Until.TrueAsync(() => scene.Hub.Services.GetRequiredService<FeedWatchers>().Present == 0);
        using var now = await SseReader.OpenAsync(scene.Hub);
    }

    [Theory]
    [InlineData("?regions=31", null)]
    [InlineData("?regions=", null)]
    [InlineData("", "first")]
    [InlineData("", "-1")]
    [InlineData("", "99999999999999999999999")]
    public async Task Rejects_malformed_questions(string query, string? lastEventId)
    {
        await using var scene = await SceneAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/state/feed{query}");
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        using var answer = await scene.Hub.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Survives_a_slow_reader_in_bounded_memory_and_tells_it_to_begin_anew()
    {
        await using var scene = await SceneAsync();
        var ring = scene.Hub.Services.GetRequiredService<FeedRing>();
        var watchers = scene.Hub.Services.GetRequiredService<FeedWatchers>();
        await using var slow = watchers.WatchAsync(0, new HashSet<string>(), default).GetAsyncEnumerator();
        await using var quick = watchers.WatchAsync(0, new HashSet<string>(), default).GetAsyncEnumerator();
        var (first, firstQuick) = (slow.MoveNextAsync(), quick.MoveNextAsync());
        ring.Publish(Large(1));
        Assert.True(await first && await firstQuick);
        var read = 1;
        for (var version = 2; version <= FeedRing.MaxEvents + 2; version++)
        {
            ring.Publish(Large(version));
            Assert.True(await quick.MoveNextAsync());
            read++;
            Assert.Equal((ulong)version, quick.Current!.Event.Status.Version);
        }
        Assert.Equal(FeedRing.MaxEvents + 2, read);

        Assert.True(await slow.MoveNextAsync());
        Assert.Equal(FeedEvent.EventOneofCase.Reset, slow.Current!.Event.EventCase);
        var next = slow.MoveNextAsync();
        ring.Publish(Large(9_999));
        Assert.True(await next);
        Assert.Equal(9_999UL, slow.Current!.Event.Status.Version);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, 400_000_000);
    }

    [Fact]
    public async Task Keeps_a_large_delta_at_home()
    {
        await using var scene = await SceneAsync();
        using var reader = await SseReader.OpenAsync(scene.Hub);
        var noise = System.Security.Cryptography.SHA256.HashData([1]);
        var many = Enumerable.Range(0, 1 << 20).Where(i => Noise(noise, i) < 128).Select(i => ((long)i, (byte)(Noise(noise, -i) % 15 + 1))).ToArray();
        var head = scene.Chain.Next(Clock.Now, many);
        Assert.InRange(head.Delta.Length, TrustList.Format.Encoding.Limits.FeedDeltaBytes + 1, 1_000_000);
        await scene.Hub.SubmitAsync(scene.Node, head);
        var read = await reader.NextAsync();
        Assert.Equal(head.Head.ToBase64(), (string)read.Data["head"]!);
        Assert.Equal("", (string)read.Data["delta"]!);
        var device = new PackageReader(scene.Operators.Nodes);
        await device.ApplyAsync(scene.Hub, "region/310000", Clock.Now);
        Assert.Equal(many.Length, device.States["310000"].Exceptions().Count());
    }

    [Fact]
    public async Task Ends_all_streams_at_once_when_the_hub_stops()
    {
        // A stream that does not end holds the hub up for ten seconds, each time.
        var took = TimeSpan.MaxValue;
        for (var stop = 0; stop < 5 && took > TimeSpan.FromSeconds(8); stop++)
        {
            var scene = await SceneAsync();
            using var channel = scene.Hub.Channel(scene.Node.Tls);
            using var call = await WatchAsync(channel, new WatchRequest());
            using var reader = await SseReader.OpenAsync(scene.Hub);
            var watch = Stopwatch.StartNew();
            await scene.DisposeAsync();
            took = watch.Elapsed;
        }
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [NodeFact]
    public async Task Lets_a_gRPC_client_of_another_maker_read_the_stream()
    {
        await using var scene = await SceneAsync();
        var before = scene.Hub.Services.GetRequiredService<FeedRing>().Newest;
        var heads = new[] { scene.Chain.Next(Clock.Now, (5, 1)), scene.Chain.Next(Clock.Now, (6, 2)) };
        foreach (var head in heads)
            await scene.Hub.SubmitAsync(scene.Node, head);
        using var key = scene.Node.Tls.Certificate.GetECDsaPrivateKey()!;
        var pem = new JsonObject
        {
            ["server"] = scene.Hub.Services.GetRequiredService<TlsKey>().Now.Certificate.ExportCertificatePem(),
            ["key"] = key.ExportPkcs8PrivateKeyPem(),
            ["certificate"] = scene.Node.Tls.Certificate.ExportCertificatePem(),
        };
        var proto = Path.Combine(RepositoryPaths.Root!, "TrustList.Format", "src", "TrustList.Protocol", "status_feed.proto");
        var lines = (await NodePeer.RunAsync(
            "feed", "watch.mjs", pem.ToJsonString(), proto, scene.Hub.NodeUrl.Authority, before.ToString(CultureInfo.InvariantCulture), "2"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var read = JsonNode.Parse(lines[i])!;
            var status = read["status"]!;
            Assert.Equal(
                ($"{before + (ulong)i + 1}", "310000", $"{i + 1}", heads[i].Head.ToBase64(), heads[i].Delta.ToBase64()),
                ((string)read["sequence"]!, (string)status["region"]!, (string)status["version"]!, (string)status["head"]!, (string)status["delta"]!));
        }
    }

    /// <summary>A byte that looks random and is the same at every run.</summary>
    private static byte Noise(byte[] seed, int i) =>
        System.Security.Cryptography.SHA256.HashData([.. seed, .. BitConverter.GetBytes(i)])[0];

    private static FeedEvent Large(int version) => new()
    {
        Status = new StatusUpdate { Region = "310000", Version = (ulong)version, Delta = Google.Protobuf.ByteString.CopyFrom(new byte[20_000]) },
    };

    private static async Task<AsyncServerStreamingCall<FeedEvent>> WatchAsync(ChannelBase channel, WatchRequest request)
    {
        var call = new StatusFeed.StatusFeedClient(channel).Watch(request);
        await call.ResponseHeadersAsync.WaitAsync(TimeSpan.FromMinutes(2));
        return call;
    }

    private static async Task<FeedEvent> NextAsync(AsyncServerStreamingCall<FeedEvent> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(default).WaitAsync(TimeSpan.FromMinutes(2)));
        return call.ResponseStream.Current;
    }

    private async Task<Scene> SceneAsync(string first = "310000", string? second = null, string[]? settings = null)
    {
        var operators = second is null ? Operators.Incept(Data, first) : Operators.Incept(Data, first, second);
        var hub = await StartAsync(null, settings ?? []);
        foreach (var node in operators.Nodes)
            await hub.AdmitAsync(operators, node);
        return new Scene(hub, operators, new HeadChain(operators.Shanghai), Clock);
    }

    private sealed record Scene(RunningHub Hub, Operators Operators, HeadChain Chain, ManualClock Clock) : IAsyncDisposable
    {
        public NodeIdentity Node => Operators.Shanghai;

        public async Task SubmitAsync(int heads)
        {
            for (var i = 0; i < heads; i++)
                await Hub.SubmitAsync(Node, Chain.Next(Clock.Now, (Chain.Version, 1)));
        }

        public ValueTask DisposeAsync() => Hub.DisposeAsync();
    }
}
