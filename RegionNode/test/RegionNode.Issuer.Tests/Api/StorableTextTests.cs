using System.Net;
using System.Text;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Api;

public sealed class StorableTextTests
{
    [Theory]
    [InlineData("POST", "/applications", """{"fileNumber":"31010000#","photo":"Stored"}""")]
    [InlineData("POST", "/applications/none/identity", """{"challenge":"#","evidence":"x"}""")]
    [InlineData("POST", "/applications/none/identity", """{"challenge":"x","evidence":"#"}""")]
    [InlineData("POST", "/applications/none/identity-challenges", """{"deviceKey":{"kty":"EC","crv":"P-256","x":"#","y":"AAAA"}}""")]
    [InlineData("POST", "/reviews/none/decision", """{"lease":"#","decision":"Refuse","reasons":["Hat"]}""")]
    [InlineData("POST", "/licences", """{"fileNumber":"#"}""")]
    [InlineData("POST", "/licences/none/status", """{"letters":"B","reason":"#"}""")]
    [InlineData("POST", "/imports", """{"name":"#","format":"Ndjson","letterTable":"2022"}""")]
    [InlineData("POST", "/transfers", """{"fileNumber":"#","to":"510000"}""")]
    [InlineData("POST", "/drivers/310100000001/events", """{"kind":"Seized","reference":"#"}""", "EventMalformed")]
    [InlineData("POST", "/drivers/310100000001/events", """{"reference":"#","kind":"Seized"}""", "EventMalformed")]
    public async Task Rejects_what_no_database_can_hold_in_any_text_of_a_body(string method, string path, string body, string problem = "Malformed")
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        foreach (var wrong in new[] { "\\u0000", "a\\u0000b", "\\ud800", "\\udc00x", "\\ud800\\ud800" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Parse(method), path) { Content = new StringContent(body.Replace("#", wrong), Encoding.UTF8, "application/json") };
            var answer = await Answer.OfAsync(await client.SendAsync(request));
            Assert.True(answer.Status == HttpStatusCode.BadRequest && answer.Problem == problem, $"{wrong}: {answer.Status} {answer.Text}");
        }
    }

    [Fact]
    public async Task Rejects_it_in_a_query_and_in_a_path()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        foreach (var path in new[] { "/notices?driver=%00", "/audit?driver=a%00b", "/audit?%00=x" })
            Assert.Equal("Malformed", (await office.GetAsync(path)).Problem);
        Assert.Equal(HttpStatusCode.BadRequest, (await office.GetAsync("/licences/a%00b")).Status);
    }

    [Fact]
    public async Task Accepts_every_other_character_whole()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await office.PutAsync(1);
        var offer = (await office.ApplyAsync(1)).Json;
        using var client = region.Client(region.ProvinceSystem);
        using var content = new StringContent("""{"letters":"B","reason":"\ud842\udfb7 \\u0000 𠮷"}""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(new Uri($"/licences/{offer["licenceId"]!.GetValue<string>()}/status", UriKind.Relative), content)).StatusCode);
    }
}
