using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests;

public sealed class CallerTests
{
    [Theory]
    [InlineData("PUT", "/registry/310100000001")]
    [InlineData("POST", "/licences")]
    [InlineData("GET", "/licences/x")]
    [InlineData("POST", "/licences/x/status")]
    [InlineData("POST", "/licences/x/lost-device")]
    [InlineData("GET", "/drivers/310100000001")]
    [InlineData("POST", "/drivers/310100000001/events")]
    [InlineData("GET", "/drivers/310100000001/events")]
    [InlineData("POST", "/operator/keys/document-signer")]
    [InlineData("GET", "/operator/outbox")]
    [InlineData("POST", "/operator/outbox/x/retry")]
    public async Task Rejects_strangers_and_the_gateway_where_only_the_province_may_call(string method, string path)
    {
        await using var region = await TestRegion.StartAsync();
        foreach (var caller in new[] { region.Stranger, region.Gateway })
            Assert.Equal("Forbidden", (await CallAsync(region, caller, method, path)).Problem);
    }

    [Theory]
    [InlineData("POST", "/holder/nonce")]
    [InlineData("POST", "/holder/collect")]
    [InlineData("POST", "/holder/refresh")]
    [InlineData("POST", "/holder/assertion")]
    [InlineData("POST", "/holder/compact")]
    public async Task Rejects_strangers_and_the_province_where_only_the_gateway_may_call(string method, string path)
    {
        await using var region = await TestRegion.StartAsync();
        foreach (var caller in new[] { region.Stranger, region.ProvinceSystem })
            Assert.Equal("Forbidden", (await CallAsync(region, caller, method, path)).Problem);
    }

    [Fact]
    public async Task Rejects_a_caller_without_a_certificate()
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(null);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/health/live", UriKind.Relative)));
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"fileNumber\":\"1\",\"fileNumber\":\"2\"}", 400)]
    [InlineData("{\"fileNumber\":null}", 400)]
    [InlineData("{\"fileNumber\":\"310100000001\",\"more\":1}", 400)]
    [InlineData("", 400)]
    public async Task Rejects_malformed_bodies_with_a_problem_document(string body, int status)
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await Answer.OfAsync(await client.PostAsync(new Uri("/licences", UriKind.Relative), content));
        Assert.Equal(status, (int)answer.Status);
        Assert.Equal("Malformed", answer.Problem);
        Assert.Equal(HttpStatusCode.OK, (await region.HealthAsync()).Status);
    }

    [Fact]
    public async Task Rejects_oversized_bodies_and_other_media()
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        using var large = new StringContent("{\"fileNumber\":\"" + new string('1', 10_000) + "\"}", Encoding.UTF8, "application/json");
        Assert.Equal("TooLarge", (await Answer.OfAsync(await client.PostAsync(new Uri("/licences", UriKind.Relative), large))).Problem);
        using var text = new StringContent("hello", Encoding.UTF8, "text/plain");
        Assert.Equal("UnsupportedMediaType", (await Answer.OfAsync(await client.PostAsync(new Uri("/licences", UriKind.Relative), text))).Problem);
        using var office = Office.Of(region);
        Assert.Equal("NotFound", (await office.GetAsync("/no-such-place")).Problem);
    }

    [Theory]
    [InlineData("familyName", "\"\\ud800\"")]
    [InlineData("documentNumber", "\"310101199003070011\"")]
    [InlineData("classes", "[]")]
    [InlineData("classes", "[{\"code\":\"X9\",\"issueDate\":\"2012-05-04\"}]")]
    [InlineData("classes", "[null]")]
    [InlineData("portrait", "\"AAAA\"")]
    [InlineData("letters", "\"aa\"")]
    [InlineData("letters", "\"AA\"")]
    [InlineData("points", "-1")]
    [InlineData("points", "1000")]
    [InlineData("electronicId", "\"1.2.3\"")]
    [InlineData("birthDate", "\"yesterday\"")]
    [InlineData("familyName", "null")]
    public async Task Rejects_a_record_with_a_bad_member_and_logs_no_personal_data(string member, string json)
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        var text = SyntheticDriver.Record(1).ToJsonString();
        var record = JsonNode.Parse(text)!.AsObject();
        record.Remove(member);
        var body = record.ToJsonString()[..^1] + $",\"{member}\":{json}}}";
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await Answer.OfAsync(await client.PutAsync(new Uri("/registry/310100000001", UriKind.Relative), content));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.True(answer.Problem is "RecordRefused" or "Malformed");
        var log = string.Join('\n', region.Issuer.Log.Lines);
        Assert.Contains("refused", log);
        foreach (var personal in new[] { SyntheticDriver.FamilyName, SyntheticDriver.CitizenNumberOf(1), "310100000001", "1990-03-07" })
            Assert.DoesNotContain(personal, log);
    }

    [Fact]
    public async Task Describes_its_interface_as_openapi()
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.Stranger);
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
        var paths = document["paths"]!.AsObject().Select(path => path.Key).ToList();
        Assert.Contains("/registry/{fileNumber}", paths);
        Assert.Contains("/licences", paths);
        Assert.Contains("/licences/{id}/status", paths);
        Assert.Contains("/holder/nonce", paths);
        Assert.Contains("/holder/collect", paths);
        Assert.Contains("/operator/keys/document-signer", paths);
    }

    private static async Task<Answer> CallAsync(TestRegion region, TlsIdentity caller, string method, string path)
    {
        using var client = region.Client(caller);
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = method == "GET" ? null : JsonContent.Create(new { }) };
        return await Answer.OfAsync(await client.SendAsync(request));
    }
}
