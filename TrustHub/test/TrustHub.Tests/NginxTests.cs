using System.Net;
using System.Net.Http.Headers;
using TrustHub.Tests.Support;
using TrustList.Testing.Hosts;

namespace TrustHub.Tests;

/// <summary>deploy/nginx, as it stands there but for addresses, before a hub.</summary>
public sealed class NginxTests : LogTest
{
    private static readonly string[] Same = ["Content-Type", "ETag", "Cache-Control", "Vary", "X-Content-Type-Options"];

    [NginxFact]
    public async Task Serves_every_kind_of_public_file_as_the_hub_does_and_keeps_it_as_long_as_the_hub_says()
    {
        await using var hub = await WithListsAsync();
        await using var front = await FrontAsync(hub);
        foreach (var path in Paths)
        {
            var (direct, bytes) = await GetAsync(hub.Http, path);
            var (first, through) = await GetAsync(front.Http, path);
            Assert.Equal(bytes, through);
            Assert.All(Same, name => Assert.Equal(Header(direct, name), Header(first, name)));
            var (again, _) = await GetAsync(front.Http, path);
            Assert.Equal(("MISS", "HIT"), (Header(first, "X-Cache"), Header(again, "X-Cache")));

            using var unchanged = await front.Http.SendAsync(Request(path, headers => headers.IfNoneMatch.Add(direct.Headers.ETag!)));
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            using var part = await front.Http.SendAsync(Request(path, headers => headers.Range = new RangeHeaderValue(3, 9)));
            Assert.Equal((HttpStatusCode.PartialContent, 7L), (part.StatusCode, part.Content.Headers.ContentLength));
        }
    }

    [NginxFact]
    public async Task Serves_a_status_list_in_the_form_asked_for_whatever_was_kept_before()
    {
        await using var hub = await WithListsAsync();
        await using var front = await FrontAsync(hub);
        foreach (var accept in new[] { "application/statuslist+jwt", "application/statuslist+cwt", "*/*", "application/statuslist+cwt;q=0.2, application/statuslist+jwt", "application/statuslist+jwt" })
        {
            using var answer = await front.Http.SendAsync(Request("/status/310000/0", headers => headers.TryAddWithoutValidation("Accept", accept)));
            var expected = accept.EndsWith("jwt", StringComparison.Ordinal) ? "application/statuslist+jwt" : "application/statuslist+cwt";
            Assert.Equal(expected, answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [NginxFact]
    public async Task Rejects_what_names_no_public_file_or_would_fill_the_cache()
    {
        await using var hub = await WithListsAsync();
        await using var front = await FrontAsync(hub);
        string[] paths =
        [
            "/health/ready", "/tuf/../keys/test-snapshot.pem", "/tuf/%2e%2e/hub.db", "/tuf/timestamp.json?1", "/tuf//timestamp.json", "/tuf/./timestamp.json",
            "/tuf/timestamp%2ejson", "/tuf/timestamp.json.unfinished", "/tuf/", "/keys/test-snapshot.pem", "/hub.db", "/federation.hub.v1.Admission/SubmitMetadata",
        ];
        foreach (var path in paths)
            Assert.Equal(404, await RawStatusAsync(front.Http.BaseAddress!, "GET", path));
        Assert.Equal(403, await RawStatusAsync(front.Http.BaseAddress!, "DELETE", "/tuf/timestamp.json"));
    }

    [NginxFact]
    public async Task Passes_the_feed_as_it_comes_and_nodes_with_their_own_keys()
    {
        await using var hub = await WithListsAsync();
        await using var front = await FrontAsync(hub);
        using var reader = await SseReader.OpenAsync(front.Http, query: "?regions=310000");
        using var channel = hub.Channel(Operators.Shanghai.Tls, front.Nodes);
        var head = new HeadChain(Operators.Shanghai).Next(Clock.Now, (5, 1));
        await new TrustList.Protocol.Admission.AdmissionClient(channel).SubmitStatusHeadAsync(head);
        Assert.Equal(head.Head.ToBase64(), (string)(await reader.NextAsync()).Data["head"]!);
    }

    [NginxFact]
    public async Task Serves_what_it_keeps_while_no_hub_answers()
    {
        var hub = await WithListsAsync();
        await using var front = await FrontAsync(hub);
        var kept = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in Paths)
            kept[path] = (await GetAsync(front.Http, path)).Bytes;
        await hub.DisposeAsync();
        var stale = "";
        while (stale != "STALE") // What may be kept for a second is the first that is served although it is old.
        {
            foreach (var path in Paths)
            {
                var (answer, bytes) = await GetAsync(front.Http, path);
                Assert.Equal(kept[path], bytes);
                stale = Header(answer, "X-Cache");
            }
        }
        using var other = await front.Http.GetAsync(new Uri("/tuf/9.root.json", UriKind.Relative));
        Assert.True(other.StatusCode is HttpStatusCode.BadGateway, $"{other.StatusCode}");
    }

    private static string[] Paths => ["/tuf/timestamp.json", "/tuf/1.root.json", "/tuf/1.region-310000.json", "/log/checkpoint", "/status/310000/0", "/status/310000", "/state/heads"];

    private async Task<RunningHub> WithListsAsync()
    {
        var hub = await StartLoggedAsync();
        await hub.AdmitAsync(Operators, Operators.Shanghai);
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now); // Else the next epoch waits for a quorum.
        await hub.SubmitAsync(Operators.Shanghai, Operators.Shanghai.StatusList(1, Clock.Now));
        await Until.TrueAsync(hub.EverythingIsLogged, hub.Unlogged);
        await Witnesses.WitnessAsync(hub, Operators.Shanghai, Clock.Now);
        await hub.PublishedAsync();
        return hub;
    }

    private static Task<NginxFront> FrontAsync(RunningHub hub) => NginxFront.StartAsync(hub.PublicUrl, hub.NodeUrl);

    private static async Task<(HttpResponseMessage Answer, byte[] Bytes)> GetAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return (answer, await answer.Content.ReadAsByteArrayAsync());
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).SelectMany(header => header.Value));

    private static HttpRequestMessage Request(string path, Action<HttpRequestHeaders> change)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        change(request.Headers);
        return request;
    }

    private static async Task<int> RawStatusAsync(Uri server, string method, string path) => (await RawHttp.AskAsync(server, method, path)).Status;
}
