using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TrustList.Format.Encoding;
using TrustList.Testing.Hosts;

namespace TrustList.Testing;

/// <summary>
/// A hub that serves files over real HTTP on loopback and can be told to do wrong: a rollback or freeze by serving
/// earlier files, a mix by serving parts of two, and every fault of <see cref="Misbehaviour"/>.
/// </summary>
public sealed class HubSimulator : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentQueue<Mischief> misbehaviours = new();
    private readonly ConcurrentQueue<(Func<string, bool> Where, TaskCompletionSource Asked)> awaited = new();
    private ImmutableSortedDictionary<string, (string Uri, byte[] Token)> statusLists = ImmutableSortedDictionary.Create<string, (string Uri, byte[] Token)>(StringComparer.Ordinal);
    private ImmutableDictionary<string, byte[]> more = ImmutableDictionary<string, byte[]>.Empty;
    private volatile ImmutableDictionary<string, byte[]> files = ImmutableDictionary<string, byte[]>.Empty;

    private HubSimulator(WebApplication app) => this.app = app;

    /// <summary>Its address, with a closing slash.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>What it serves below <c>tuf/</c>.</summary>
    public ImmutableDictionary<string, byte[]> Files
    {
        get => files;
        set => files = value;
    }

    /// <summary>The status feed below <c>state/feed</c>.</summary>
    public SimulatedFeed Feed { get; } = new();

    /// <summary>The log it serves below <c>log/</c>, or null for a hub without one.</summary>
    public LogSimulator? Log { get; set; }

    /// <summary>The paths asked for so far, in order.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>Starts a hub on a free port.</summary>
    public static async Task<HubSimulator> StartAsync()
    {
        var builder = SimulatedHost.Builder();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Limits.MinResponseDataRate = null).UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var hub = new HubSimulator(server);
        server.Run(hub.AnswerAsync);
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        hub.Url = new Uri(address + "/");
        return hub;
    }

    /// <summary>Serves a status list, and names it in its region's aggregation.</summary>
    public void PutStatusList(string uri, byte[] token) =>
        ImmutableInterlocked.Update(ref statusLists, lists => lists.SetItem(new Uri(uri).AbsolutePath, (uri, token)));

    /// <summary>Serves a file below <c>state/</c> or <c>log/</c>, by its path without a leading slash; null takes it away.</summary>
    public void Put(string path, byte[]? content) =>
        ImmutableInterlocked.Update(ref more, held => content is null ? held.Remove("/" + path) : held.SetItem("/" + path, content));

    /// <summary>Everything that it serves now, by path with a leading slash; but for the feed.</summary>
    public ImmutableSortedDictionary<string, byte[]> Served()
    {
        var served = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        var lists = statusLists.Keys.SelectMany(list => new[] { list, list[..list.LastIndexOf('/')] });
        foreach (var path in more.Keys.Concat(files.Keys.Select(name => "/tuf/" + name)).Concat(Log?.Files.Keys.Select(name => "/log/" + name) ?? []).Concat(lists).Distinct(StringComparer.Ordinal))
            if (Find(path) is { } content)
                served[path] = content;
        return served.ToImmutable();
    }

    /// <summary>Serves these files, by path with a leading slash, and nothing else.</summary>
    public void ServeOnly(IEnumerable<KeyValuePair<string, byte[]>> all)
    {
        (Files, Log, statusLists) = (ImmutableDictionary<string, byte[]>.Empty, null, statusLists.Clear());
        more = all.ToImmutableDictionary(StringComparer.Ordinal);
    }

    /// <summary>Does wrong for every file that matches, so many times or until <see cref="Behave"/>.</summary>
    public void Misbehave(Misbehaviour what, Func<string, bool> where, int times = int.MaxValue) => misbehaviours.Enqueue(new(what, where, times));

    /// <summary>Serves other bytes for every file that matches, so many times or until <see cref="Behave"/>: a stale cache, a mix.</summary>
    public void Exchange(Func<string, bool> where, byte[] content, int times = int.MaxValue) => misbehaviours.Enqueue(new(null, where, times) { Instead = content });

    /// <summary>Does right again.</summary>
    public void Behave() => misbehaviours.Clear();

    /// <summary>Done when the next file that matches is asked for.</summary>
    public Task WhenAsked(Func<string, bool> where)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited.Enqueue((where, asked));
        return asked.Task;
    }

    /// <summary>Forgets the requests so far.</summary>
    public void ForgetRequests() => requests.Clear();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Feed.Cut();
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        requests.Enqueue(path);
        foreach (var (where, asked) in awaited)
            if (where(path))
                asked.TrySetResult();
        var content = Find(path);
        foreach (var mischief in misbehaviours)
            if (mischief.Takes(path))
            {
                if (mischief.What is { } what)
                {
                    await MisbehavingAnswers.WriteAsync(context, what, content ?? []);
                    return;
                }
                content = mischief.Instead;
                break;
            }
        if (path == SimulatedFeed.Path)
        {
            await Feed.ServeAsync(context);
            return;
        }
        if (content is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var etag = $"\"{LowerHex.Of(SHA256.HashData(content).AsSpan(0, 8))}\"";
        context.Response.Headers.ETag = etag;
        if (context.Request.Headers.IfNoneMatch == etag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        if (Path.GetExtension(path) is ".jwt" or ".cwt")
            context.Response.ContentType = "application/statuslist+" + path[^3..];
        context.Response.ContentLength = content.Length;
        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private byte[]? Find(string path)
    {
        if (more.TryGetValue(path, out var other))
            return other;
        if (path.StartsWith("/tuf/", StringComparison.Ordinal))
            return files.GetValueOrDefault(path["/tuf/".Length..]);
        if (path.StartsWith("/log/", StringComparison.Ordinal))
            return Log?.Files.GetValueOrDefault(path["/log/".Length..]);
        if (statusLists.TryGetValue(path, out var list))
            return list.Token;
        var below = statusLists.Where(held => held.Key.StartsWith(path + "/", StringComparison.Ordinal)).Select(held => held.Value.Uri).ToList();
        return below.Count == 0 ? null : CanonicalJson.EncodeText(new JsonObject
        {
            ["status_lists"] = new JsonArray([.. below.Select(uri => JsonValue.Create(uri))]),
        });
    }

    private sealed class Mischief(Misbehaviour? what, Func<string, bool> where, int times)
    {
        private int left = times;

        public Misbehaviour? What => what;

        public byte[]? Instead { get; init; }

        public bool Takes(string path) => where(path) && Interlocked.Decrement(ref left) >= 0;
    }
}
