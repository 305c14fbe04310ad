using System.Net;
using System.Net.Http.Json;
using RegionNode.Issuer.Api;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Api;

public sealed class ConventionTests
{
    [Fact]
    public async Task Gives_the_same_answer_to_the_same_key_and_refuses_it_for_another_request()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await office.PutAsync(1);
        await office.PutAsync(2);
        var first = await ApplyAsync(region, 1, "wish-1");
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first.Text, (await ApplyAsync(region, 1, "wish-1")).Text); // The offer's code too: without the key it would be new.
        Assert.NotEqual(first.Text, (await ApplyAsync(region, 1, "wish-2")).Text);
        Assert.Equal("IdempotencyKeyReused", (await ApplyAsync(region, 2, "wish-1")).Problem);
    }

    [Fact]
    public async Task Keeps_an_answer_over_a_restart_and_a_day_long()
    {
        await using var region = await TestRegion.StartAsync();
        using (var office = Office.Of(region))
            await office.PutAsync(1);
        var first = await ApplyAsync(region, 1, "wish-1");
        await region.StopIssuerAsync();
        await region.StartIssuerAsync();
        await region.ReadyAsync();
        Assert.Equal(first.Text, (await ApplyAsync(region, 1, "wish-1")).Text);
        region.Clock.Advance(IdempotentRequests.Life + TimeSpan.FromMinutes(1));
        Assert.NotEqual(first.Text, (await ApplyAsync(region, 1, "wish-1")).Text);
    }

    [Fact]
    public async Task Frees_the_key_of_a_request_that_was_refused()
    {
        await using var region = await TestRegion.StartAsync();
        Assert.Equal("NoSuchDriver", (await ApplyAsync(region, 1, "wish-1")).Problem);
        using var office = Office.Of(region);
        await office.PutAsync(1);
        Assert.Equal(HttpStatusCode.Created, (await ApplyAsync(region, 1, "wish-1")).Status);
    }

    [Fact]
    public async Task Does_the_work_once_for_many_at_the_same_time()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await office.PutAsync(1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ApplyAsync(region, 1, "wish-1")));
        var given = answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.Text).Distinct();
        Assert.Single(given);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => Assert.Equal("RequestInProgress", answer.Problem));
    }

    [Fact]
    public async Task Keeps_the_keys_of_each_caller_apart()
    {
        using var other = Federation.Hosting.Tls.TlsIdentity.FromPem(Federation.Hosting.Tls.TlsIdentity.CreateKeyPem());
        await using var region = await TestRegion.StartAsync($"--Node:ProvinceSystemPins:1={other.Pin}");
        using var office = Office.Of(region);
        await office.PutAsync(1);
        await office.PutAsync(2);
        Assert.Equal(HttpStatusCode.Created, (await ApplyAsync(region, 1, "wish-1")).Status);
        using var client = region.Client(other);
        Assert.Equal(HttpStatusCode.Created, (await ApplyAsync(client, 2, "wish-1")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task Rejects_a_key_that_is_not_one(string key)
    {
        await using var region = await TestRegion.StartAsync();
        Assert.Equal("IdempotencyKeyRefused", (await ApplyAsync(region, 1, key)).Problem);
    }

    [Fact]
    public async Task Survives_a_store_that_fails_after_the_work()
    {
        await using var region = await TestRegion.PrepareAsync();
        var fails = false;
        await region.StartIssuerAsync(store => new FailsAt(store, "idempotent answer", () => fails));
        await region.ReadyAsync();
        using var office = Office.Of(region);
        await office.PutAsync(1);
        fails = true;
        Assert.Equal("Internal", (await ApplyAsync(region, 1, "wish-1")).Problem);
        fails = false;
        var again = await ApplyAsync(region, 1, "wish-1");
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.Equal(again.Text, (await ApplyAsync(region, 1, "wish-1")).Text);
    }

    [Fact]
    public async Task Pages_a_list_from_end_to_end_without_gap_or_double()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await Eventually.TrueAsync(async () => (await office.GetAsync("/operator/outbox?limit=200")).Json["items"]!.AsArray().Count >= 3, "some submissions");
        var seen = new List<string>();
        var path = "/operator/outbox?limit=1";
        for (string? next = "";  next is not null;)
        {
            var page = (await office.GetAsync(next.Length == 0 ? path : $"{path}&after={next}")).Json;
            seen.AddRange(page["items"]!.AsArray().Select(entry => entry!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }
        Assert.True(seen.Count >= 3);
        Assert.Equal(seen.Distinct(), seen);
    }

    [Theory]
    [InlineData("after=x")]
    [InlineData("after=")]
    [InlineData("after=AAAAAAAAAAB")] // Another spelling of the same position.
    [InlineData("after=gAAAAAAAAAA")] // A negative position.
    [InlineData("after=AAAAAAAAAAA&after=AAAAAAAAAAA")]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=-1")]
    [InlineData("limit=1.0")]
    public async Task Rejects_a_page_that_nobody_was_given(string query)
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        Assert.Equal("Malformed", (await office.GetAsync($"/operator/outbox?{query}")).Problem);
    }

    [Fact]
    public async Task Tags_a_resource_and_refuses_a_change_of_what_the_caller_did_not_see()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var offer = await office.OfferAsync(1);
        var path = $"/licences/{offer["licenceId"]!.GetValue<string>()}";
        using var client = region.Client(region.ProvinceSystem);
        var first = (await client.GetAsync(new Uri(path, UriKind.Relative))).Headers.ETag!;
        Assert.False(first.IsWeak);

        Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(client, HttpMethod.Get, path, request => request.Headers.IfNoneMatch.Add(first))).StatusCode);
        var change = JsonContent.Create(new { letters = "B", reason = "test" });
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, HttpMethod.Post, path + "/status", request => (request.Content, _) = (change, request.Headers.IfMatch.TryParseAdd(first.ToString())))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, HttpMethod.Get, path, request => request.Headers.IfNoneMatch.Add(first))).StatusCode);
        var late = JsonContent.Create(new { letters = "A", reason = "test" });
        var refused = await SendAsync(client, HttpMethod.Post, path + "/status", request => (request.Content, _) = (late, request.Headers.IfMatch.TryParseAdd(first.ToString())));
        Assert.Equal("PreconditionFailed", (await Answer.OfAsync(refused)).Problem);
        Assert.Equal("B", (await office.GetAsync(path)).Json["letters"]!.GetValue<string>());
    }

    [Fact]
    public async Task Refuses_an_event_about_a_driver_whom_the_caller_saw_otherwise()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await office.OfferAsync(1);
        using var client = region.Client(region.ProvinceSystem);
        var path = $"/drivers/{SyntheticDriver.FileNumber(1)}";
        var seen = (await client.GetAsync(new Uri(path, UriKind.Relative))).Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.Created, (await EventAsync(new { kind = "PointsChanged", points = 3 })).Status);
        Assert.Equal("PreconditionFailed", (await EventAsync(new { kind = "PointsChanged", points = 6 })).Problem);
        Assert.Equal(3, (await office.GetAsync(path)).Json["points"]!.GetValue<int>());

        async Task<Answer> EventAsync(object lifeEvent) => await Answer.OfAsync(await SendAsync(
            client, HttpMethod.Post, path + "/events", request => (request.Content, _) = (JsonContent.Create(lifeEvent), request.Headers.IfMatch.TryParseAdd(seen))));
    }

    [Fact]
    public async Task Makes_one_key_for_one_wish()
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        var first = await MakeAsync("wish-1");
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first.Text, (await MakeAsync("wish-1")).Text);
        Assert.NotEqual(first.Text, (await MakeAsync("wish-2")).Text);

        async Task<Answer> MakeAsync(string key) => await Answer.OfAsync(await SendAsync(
            client, HttpMethod.Post, "/operator/keys/status", request => request.Headers.TryAddWithoutValidation("Idempotency-Key", key)));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, Action<HttpRequestMessage> with)
    {
        using var request = new HttpRequestMessage(method, path);
        with(request);
        return await client.SendAsync(request);
    }

    private static async Task<Answer> ApplyAsync(TestRegion region, int number, string key)
    {
        using var client = region.Client(region.ProvinceSystem);
        return await ApplyAsync(client, number, key);
    }

    private static async Task<Answer> ApplyAsync(HttpClient client, int number, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/licences") { Content = JsonContent.Create(new { fileNumber = SyntheticDriver.FileNumber(number) }) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await Answer.OfAsync(await client.SendAsync(request));
    }

    private sealed class FailsAt(IDurableStore store, string act, Func<bool> now) : IDurableStore
    {
        public T Read<T>(Func<StoreSession, T> query) => store.Read(query);

        public T Write<T>(string name, Func<StoreSession, T> work) => name == act && now() ? throw new IOException("no space") : store.Write(name, work);
    }
}
