using System.Text.Json.Nodes;
using Federation.Hosting.Tls;
using RegionNode.Issuer.Callers;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Callers;

public sealed class RoleTests
{
    private static readonly string[] ForApplicants =
    [
        "BeginIdentityCheck", "ChangePhoto", "CheckIdentity", "GetApplication", "ListApplications", "ListNotices", "MakeApplication", "SendIdCard", "SendPhoto",
    ];

    [Theory]
    [InlineData("registry")]
    [InlineData("applicant")]
    [InlineData("counter")]
    [InlineData("reviewer")]
    [InlineData("supervisor")]
    [InlineData("operator")]
    public async Task Rejects_each_role_wherever_another_is_needed(string role)
    {
        using var system = TlsIdentity.FromPem(TlsIdentity.CreateKeyPem());
        await using var region = await TestRegion.StartAsync($"--Node:ProvinceSystemPins:1={system.Pin}", $"--Node:CallerRoles:{system.Pin}={role}");
        using var client = region.Client(system);
        var (let, refused) = (0, 0);
        foreach (var (method, path, id, media, roles) in await OperationsAsync(client))
        {
            using var request = new HttpRequestMessage(method, path) { Content = media is null ? null : new ByteArrayContent([]) };
            if (media is not null)
                request.Content!.Headers.ContentType = new(media);
            var answer = await Answer.OfAsync(await client.SendAsync(request));
            var isRefused = answer.MediaType == "application/problem+json" && answer.Problem == "RoleMissing";
            Assert.True(isRefused != roles.Contains(role), $"{id}: {answer.Text}");
            (let, refused) = isRefused ? (let, refused + 1) : (let + 1, refused);
        }
        Assert.True(let > 0 && refused > 10, $"{let} and {refused}");
    }

    [Fact]
    public async Task Lets_the_app_apply_for_its_users_and_nothing_more()
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        Assert.Equal(ForApplicants, (await OperationsAsync(client)).Where(operation => operation.Roles.Contains("applicant")).Select(operation => operation.Id).Order());
        Assert.Equal(Enum.GetNames<Role>().Length, CallerId.AllRoles.Count);
    }

    /// <summary>Every operation of the province that wants a role, with a path that names nothing.</summary>
    private static async Task<IReadOnlyList<(HttpMethod Method, string Path, string Id, string? Media, IReadOnlyList<string> Roles)>> OperationsAsync(HttpClient client)
    {
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
        List<(HttpMethod, string, string, string?, IReadOnlyList<string>)> found = [];
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                if (operation!["security"]?[0]?["key"]?.AsArray() is { Count: > 0 } roles)
                {
                    found.Add((HttpMethod.Parse(method.ToUpperInvariant()), path.Replace("{", "").Replace("}", ""), operation["operationId"]!.GetValue<string>(),
                        operation["requestBody"]?["content"]?.AsObject().First().Key, [.. roles.Select(role => role!.GetValue<string>())]));
                }
            }
        }
        return found;
    }
}
