using System.Net;
using System.Text;
using System.Text.Json;
using Federation.Hosting.Limits;
using Federation.Hosting.Problems;
using Microsoft.AspNetCore.Builder;

namespace Federation.Hosting.Tests.Problems;

public sealed class ProblemTests
{
    private const string Personal = "622901199001011234";
    private static readonly ProblemCode NoRoute = new("NoRoute", 404, "No route to that region.");

    public sealed record Licence(string Code, int Count);

    private static Task<LoopbackHost> StartAsync() => LoopbackHost.StartAsync(app =>
    {
        app.MapPost("/licences/{file}", (string file, Licence licence) => licence.Code).WithBodyLimit(200);
        app.MapGet("/refuse/{file}", (string file) => NoRoute.Result($"no {file}", new Dictionary<string, object?>(StringComparer.Ordinal) { ["region"] = "999999", ["status"] = 1 }));
        app.MapGet("/fail/{file}", string (string file) => throw new InvalidOperationException($"secret {file}"));
    });

    [Theory]
    [InlineData("GET", "/nowhere/" + Personal, null, null, 404, "NotFound")]
    [InlineData("DELETE", "/licences/" + Personal, null, null, 405, "MethodNotAllowed")]
    [InlineData("POST", "/licences/" + Personal, "{\"code\":", "application/json", 400, "Malformed")]
    [InlineData("POST", "/licences/" + Personal, "[]", "application/json", 400, "Malformed")]
    [InlineData("POST", "/licences/" + Personal, "", "application/json", 400, "Malformed")]
    [InlineData("POST", "/licences/" + Personal, "x", "text/plain", 415, "UnsupportedMediaType")]
    [InlineData("GET", "/refuse/" + Personal, null, null, 404, "NoRoute")]
    [InlineData("GET", "/fail/" + Personal, null, null, 500, "Internal")]
    public async Task Answers_with_a_problem_document_and_logs_once_without_personal_data(
        string method, string path, string? body, string? type, int status, string code)
    {
        await using var host = await StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.Url, path));
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type!);
        using var response = await http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.Equal($"urn:federation:problem:{code}", problem.RootElement.GetProperty("type").GetString());
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("secret", problem.RootElement.ToString(), StringComparison.Ordinal);
        Assert.Contains($"refused {code} {status} {method}", Assert.Single(host.Log.Refusals), StringComparison.Ordinal);
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(Personal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gives_the_caller_its_detail_and_members_but_no_member_replaces_a_standard_one()
    {
        await using var host = await StartAsync();
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(host.Url, "/refuse/1"));
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("no 1", problem.RootElement.GetProperty("detail").GetString());
        Assert.Equal("999999", problem.RootElement.GetProperty("region").GetString());
        Assert.Equal(404, problem.RootElement.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rejects_a_body_above_the_endpoints_limit_whether_announced_or_chunked(bool chunked)
    {
        await using var host = await StartAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TransferEncodingChunked = chunked;
        using var content = new StringContent($$"""{"code":"{{new string('x', 4000)}}","count":1}""", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(host.Url, "/licences/1"), content);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("\"TooLarge\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_serving_after_a_failure()
    {
        await using var host = await StartAsync();
        using var http = new HttpClient();
        for (var i = 0; i < 3; i++)
        {
            using var failed = await http.GetAsync(new Uri(host.Url, "/fail/1"));
            using var content = new StringContent("""{"code":"in","count":1}""", Encoding.UTF8, "application/json");
            using var served = await http.PostAsync(new Uri(host.Url, "/licences/1"), content);
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
            Assert.Equal("in", await served.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public void Lists_each_common_code_once_and_maps_every_status_to_one()
    {
        for (var status = 400; status < 600; status++)
            Assert.InRange(CommonProblems.ForStatus(status).Status, 400, 599);
        Assert.Same(CommonProblems.Conflict, CommonProblems.ForStatus(409));
        Assert.Same(CommonProblems.Internal, CommonProblems.ForStatus(599));
        Assert.Same(CommonProblems.Malformed, CommonProblems.ForStatus(418));
    }
}
