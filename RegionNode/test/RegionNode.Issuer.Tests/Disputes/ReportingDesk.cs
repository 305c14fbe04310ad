using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Tests.World;

namespace RegionNode.Issuer.Tests.Disputes;

/// <summary>A desk at the gateway of the node under test, which contests statuses of another region's office.</summary>
internal sealed class ReportingDesk : IAsyncDisposable
{
    private const string FarList = "http://127.0.0.1:9/status/330000/0";

    private ReportingDesk(TestRegion near, FarOffice far) => (Near, Far, Http) = (near, far, near.Client(near.Gateway));

    internal TestRegion Near { get; }

    internal FarOffice Far { get; }

    internal HttpClient Http { get; }

    /// <summary>The far office listens where it is said what it answers.</summary>
    internal static async Task<ReportingDesk> StartAsync(Func<FarOffice, Func<byte[], byte[]>>? answers = null)
    {
        var (near, far) = await FarOffice.StartAsync();
        if (answers is not null)
        {
            far.Answers = answers(far);
            await far.ListenAsync();
        }
        return new ReportingDesk(near, far);
    }

    /// <summary>A status of the far office's.</summary>
    internal JsonObject Body(string? text = null) => new()
    {
        ["home"] = FarOffice.Code,
        ["statusUri"] = FarList,
        ["index"] = 7,
        ["seen"] = "Suspended",
        ["seenAsOf"] = Near.Clock.GetUtcNow().AddMinutes(-5).ToString("O"),
        ["fault"] = "TooSevere",
        ["text"] = text,
    };

    /// <summary>Another dispute of the far office than the desk's.</summary>
    internal byte[] Other() => Far.Sign(Far.Claims(FarList, 1));

    internal async Task<Answer> SendAsync(JsonObject body) => await Answer.OfAsync(await Http.PostAsJsonAsync("/v1/disputes", body));

    internal Task<Answer> ReportAsync(string? text = null) => SendAsync(Body(text));

    /// <summary>Reports; the dispute's id.</summary>
    internal async Task<string> ReportedAsync() => (await ReportAsync()).Json["id"]!.GetValue<string>();

    internal async Task<JsonNode> FollowAsync(string id) => (await Answer.OfAsync(await Http.GetAsync(new Uri($"/v1/disputes/{id}", UriKind.Relative)))).Json;

    /// <summary>Waits until the dispute says something of itself.</summary>
    internal Task ShowsAsync(string id, string member, Func<string?, bool> said) =>
        Eventually.TrueAsync(async () => said((await FollowAsync(id))[member]?.GetValue<string>()), $"{member} of the dispute");

    internal async Task<JsonNode> AnsweredAsync(string id)
    {
        await ShowsAsync(id, "state", state => state == "Answered");
        return await FollowAsync(id);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Far.DisposeAsync();
    }
}
