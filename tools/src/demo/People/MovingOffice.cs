using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Demo.People;

/// <summary>An office that a driver leaves, or comes to.</summary>
public sealed class MovingOffice(HttpClient issuer)
{
    /// <summary>The driver leaves for another region; gives the id that the driver takes along.</summary>
    public async Task<string> Request(string fileNumber, string to, CancellationToken cancel)
    {
        JsonNode? answer = null;
        await Wait.Until("the old node knows its neighbours", async () =>
        {
            using var response = await issuer.PostAsJsonAsync("/transfers", new JsonObject { ["fileNumber"] = fileNumber, ["to"] = to }, cancel);
            answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancel));
            return response.IsSuccessStatusCode
                || (IsEarly(answer!.ToJsonString()) ? false : throw new InvalidOperationException(answer.ToJsonString()));
        }, cancel);
        return answer!["id"]!.GetValue<string>();
    }

    /// <summary>The driver comes from another region.</summary>
    public async Task Accept(string id, string from, string officeCode, CancellationToken cancel) => await Wait.Until("the new node knows its neighbours", async () =>
    {
        using var response = await issuer.PostAsJsonAsync($"/transfers/{id}/accept", new JsonObject
        {
            ["from"] = from,
            ["issuingAuthority"] = "公安局交通管理局（示例）",
            ["issuingOffice"] = "车辆管理所（示例）",
            ["issuingOfficeCode"] = officeCode,
        }, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        return response.IsSuccessStatusCode || (IsEarly(text) ? false : throw new InvalidOperationException(text));
    }, cancel);

    /// <summary>How a move stands here.</summary>
    public async Task<JsonNode> Standing(string id, CancellationToken cancel) =>
        JsonNode.Parse(await issuer.GetStringAsync(new Uri($"/transfers/{id}", UriKind.Relative), cancel))!;

    /// <summary>Waits until this side knows what became of a move.</summary>
    public async Task<JsonNode> Decided(string id, CancellationToken cancel)
    {
        JsonNode standing = null!;
        await Wait.Until("the log says what became of the move", async () =>
        {
            standing = await Standing(id, cancel);
            return standing["decidedAt"] is not null;
        }, cancel, seconds: 60);
        return standing;
    }

    /// <summary>The driver who moved here applies and collects.</summary>
    public async Task<(string LicenceId, Phone Phone)> Collect(Country country, Driver driver, Region here, CancellationToken cancel)
    {
        var (licence, offer) = await new Office(issuer).Apply(driver, cancel);
        using var gateway = country[here].GatewayClient();
        return (licence, await Phone.Collect(gateway, here.Code, offer, cancel));
    }

    // The node follows the trust list on its own pace: a region that has just joined is not its neighbour yet.
    private static bool IsEarly(string problem) =>
        problem.Contains("NotFollowingTrust", StringComparison.Ordinal) || problem.Contains("NoSuchRegion", StringComparison.Ordinal);
}
