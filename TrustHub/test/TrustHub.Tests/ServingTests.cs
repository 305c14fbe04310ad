using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using TrustHub.Tests.Support;

namespace TrustHub.Tests;

public sealed class ServingTests : HubTest
{
    [Fact]
    public async Task Serves_versioned_files_as_immutable()
    {
        await using var hub = await WithListsAsync();
        using var answer = await hub.Http.GetAsync("/tuf/1.region-310000.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["immutable", "max-age=31536000", "public"], answer.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal));
        Assert.NotNull(answer.Headers.ETag);
    }

    [Fact]
    public async Task Serves_the_timestamp_for_half_a_minute_with_a_tag_of_its_bytes()
    {
        await using var hub = await WithListsAsync();
        using var first = await hub.Http.GetAsync("/tuf/timestamp.json");
        Assert.Equal(TimeSpan.FromSeconds(30), first.Headers.CacheControl?.MaxAge);
        Clock.Now += TimeSpan.FromMinutes(16);
        await Until.TrueAsync(() => hub.Publisher.Published!.Timestamp.SignedAt == Clock.Now);
        using var second = await hub.Http.GetAsync("/tuf/timestamp.json");
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        Assert.NotEqual(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/tuf/timestamp.json")]
    [InlineData("/tuf/1.root.json")]
    [InlineData("/status/310000/0")]
    [InlineData("/status/310000")]
    public async Task Answers_304_HEAD_and_ranges(string path)
    {
        await using var hub = await WithListsAsync();
        using var whole = await hub.Http.GetAsync(path);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        Assert.NotEmpty(bytes);

        using var unchanged = await hub.Http.SendAsync(Request(HttpMethod.Get, path, headers => headers.IfNoneMatch.Add(whole.Headers.ETag!)));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());

        using var head = await hub.Http.SendAsync(Request(HttpMethod.Head, path, _ => { }));
        Assert.Equal((HttpStatusCode.OK, bytes.Length), (head.StatusCode, (int)head.Content.Headers.ContentLength!.Value));
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());

        using var part = await hub.Http.SendAsync(Request(HttpMethod.Get, path, headers => headers.Range = new RangeHeaderValue(3, 9)));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[3..10], await part.Content.ReadAsByteArrayAsync());

        using var beyond = await hub.Http.SendAsync(Request(HttpMethod.Get, path, headers => headers.Range = new RangeHeaderValue(10_000_000, null)));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Theory]
    [InlineData(null, "application/statuslist+cwt")]
    [InlineData("*/*", "application/statuslist+cwt")]
    [InlineData("application/statuslist+jwt", "application/statuslist+jwt")]
    [InlineData("application/statuslist+cwt;q=0.2, application/statuslist+jwt", "application/statuslist+jwt")]
    [InlineData("application/*;q=0.5, application/statuslist+jwt;q=0", "application/statuslist+cwt")]
    public async Task Serves_a_status_list_in_the_form_asked_for(string? accept, string expected)
    {
        await using var hub = await WithListsAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/status/310000/0");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await hub.Http.SendAsync(request);
        Assert.Equal(expected, answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Accept", answer.Headers.Vary);
        var jwt = expected.EndsWith("jwt", StringComparison.Ordinal);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(jwt, Encoding.ASCII.GetString(bytes).StartsWith("eyJ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rejects_a_form_that_it_does_not_have()
    {
        await using var hub = await WithListsAsync();
        using var answer = await hub.Http.SendAsync(Request(HttpMethod.Get, "/status/310000/0", headers => headers.Accept.ParseAdd("text/html")));
        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Names_all_lists_of_a_region()
    {
        await using var hub = await WithListsAsync();
        using var lists = JsonDocument.Parse(await hub.Http.GetStringAsync("/status/310000"));
        Assert.Equal(
            ["http://hub.test/status/310000/0", "http://hub.test/status/310000/1"],
            lists.RootElement.GetProperty("status_lists").EnumerateArray().Select(uri => uri.GetString()!));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Rejects_every_method_but_GET_and_HEAD(string method)
    {
        await using var hub = await WithListsAsync();
        foreach (var path in new[] { "/tuf/timestamp.json", "/status/310000/0", "/status/310000" })
        {
            using var answer = await hub.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [InlineData("/tuf/../hub.db")]
    [InlineData("/tuf/..%2fhub.db")]
    [InlineData("/tuf/%2e%2e/hub.db")]
    [InlineData("/tuf/..%5chub.db")]
    [InlineData("/tuf/....//keys/test-snapshot.pem")]
    [InlineData("/tuf/targets/../../../keys/test-snapshot.pem")]
    [InlineData("/tuf//etc/passwd")]
    [InlineData("/tuf/timestamp.json%00.json")]
    [InlineData("/tuf/timestamp.json/")]
    [InlineData("/tuf/TIMESTAMP.JSON")]
    [InlineData("/tuf/timestamp.json.unfinished")]
    [InlineData("/tuf/01.root.json")]
    [InlineData("/tuf/2.root.json")]
    [InlineData("/tuf/1.root.json%0a")]
    [InlineData("/tuf/")]
    [InlineData("/status/310000/0.cwt")]
    [InlineData("/status/310000/00")]
    [InlineData("/status/310000/..%2f..%2fhub.db")]
    [InlineData("/status/../keys")]
    [InlineData("/status/410000")]
    [InlineData("/keys/test-snapshot.pem")]
    [InlineData("/hub.db")]
    [InlineData("/federation.hub.v1.Admission/SubmitMetadata")]
    public async Task Rejects_a_path_that_names_no_public_file(string path)
    {
        await using var hub = await WithListsAsync();
        var (status, body) = await RawHttp.AskAsync(hub.PublicUrl, "GET", path);
        Assert.True(status is 404 or 400 or 405, $"{path}: {status}");
        Assert.DoesNotContain("PRIVATE KEY", body, StringComparison.Ordinal);
        Assert.DoesNotContain("SQLite", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_ready_only_with_something_that_clients_accept()
    {
        await using var hub = await WithListsAsync();
        using var ready = await hub.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Clock.Now += TimeSpan.FromDays(91); // The operators let the targets expire.
        using var expired = await hub.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, expired.StatusCode);
        Assert.Contains("targets expired", await expired.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var live = await hub.Http.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }

    private async Task<RunningHub> WithListsAsync()
    {
        var operators = Operators.Incept(Data);
        var hub = await StartAsync();
        await hub.AdmitAsync(operators, operators.Shanghai);
        await hub.SubmitAsync(operators.Shanghai, operators.Shanghai.StatusList(1, Clock.Now));
        await hub.SubmitAsync(operators.Shanghai, operators.Shanghai.StatusList(1, Clock.Now, list: "1"));
        await hub.PublishedAsync();
        return hub;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, Action<HttpRequestHeaders> change)
    {
        var request = new HttpRequestMessage(method, path);
        change(request.Headers);
        return request;
    }
}
