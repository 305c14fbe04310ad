using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>The office of the node under test, where drivers move.</summary>
internal sealed class MovingDesk(TestRegion region) : IDisposable
{
    private readonly HttpClient client = region.Client(region.ProvinceSystem);

    internal async Task<Answer> RequestAsync(int number) => await Answer.OfAsync(
        await client.PostAsJsonAsync("/transfers", new JsonObject { ["fileNumber"] = SyntheticDriver.FileNumber(number), ["to"] = FarRegion.Code }));

    internal async Task<Answer> AcceptAsync(string id, string from = FarRegion.Code, string office = "310100") => await Answer.OfAsync(await client.PostAsJsonAsync($"/transfers/{id}/accept", new JsonObject
    {
        ["from"] = from,
        ["issuingAuthority"] = "公安局交通管理局（示例）",
        ["issuingOffice"] = "车辆管理所（示例）",
        ["issuingOfficeCode"] = office,
    }));

    internal async Task<Answer> CancelAsync(string id) => await Answer.OfAsync(await client.DeleteAsync(new Uri($"/transfers/{id}", UriKind.Relative)));

    internal async Task<(string State, string? Reason)> StandingAsync(string id)
    {
        var answer = await Answer.OfAsync(await client.GetAsync(new Uri($"/transfers/{id}", UriKind.Relative)));
        return (answer.Json["state"]!.GetValue<string>(), answer.Json["reason"]?.GetValue<string>());
    }

    internal Task StandsAsync(string id, string state) => Eventually.TrueAsync(async () => (await StandingAsync(id)).State == state, $"the move is {state}");

    public void Dispose() => client.Dispose();
}
