using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Databases;

namespace RegionNode.Gateway.Tests.Caching;

/// <summary>Two whole gateways on one Redis, asked at their doors, by the settings that they have when nobody sets any.</summary>
public sealed class LostRedisTests
{
    private const int Codes = 24;

    [RedisFact]
    public async Task Answers_every_question_while_Redis_goes_away_under_load_and_vouches_for_no_code_twice()
    {
        await using var redis = await LocalRedis.StartAsync();
        var settings = await RunCache.Settings(RunCache.NewPrefix(), redis);
        await using var border = await Border.Open(world => world.Settings.AddRange([.. settings, $"--Gateway:RedisMilliseconds={new GatewayOptions().RedisMilliseconds}"]));
        using var client = border.Gateway.Client();
        var answers = new ConcurrentBag<(string Code, JsonNode Answer)>();
        // Each code comes to both doors: some twice before, some before and after, some twice after.
        var codes = Enumerable.Range(0, Codes).Select(n => border.Codes(100 + n).ShowDynamic(Purpose.Roadside, border.Now)).ToList();
        var shown = codes.Concat(codes).ToList();
        var stop = Codes / 2;
        await Parallel.ForEachAsync(Enumerable.Range(0, shown.Count), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (turn, _) =>
        {
            if (turn == stop) await redis.StopServerAsync();
            answers.Add((shown[turn], await Ask(client, shown[turn])));
        });

        Assert.Equal(shown.Count, answers.Count);
        Assert.All(answers, told => Assert.True(told.Answer.Outcome() == "Accepted" || told.Answer.Reason() == "QrReplayed", told.Answer.ToJsonString()));
        Assert.All(answers.GroupBy(told => told.Code), ofOne => Assert.True(ofOne.Count(told => IsVouchedFor(told.Answer)) <= 1));
        var after = await Ask(client, border.Codes(100 + Codes).ShowDynamic(Purpose.Roadside, border.Now));
        Assert.Equal(("Accepted", false), (after.Outcome(), IsVouchedFor(after))); // It is away, and that is said.
    }

    [RedisFact]
    public async Task Rejects_an_assertion_at_the_other_door()
    {
        var key = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        await using var border = await Border.Open(world =>
        {
            world.OpenToAll = false;
            world.OwnRegion.Parties = SampleParties.Document(
                Border.Jiangsu, SampleParties.Party("insurer", Border.Start.AddDays(-1), Purpose.Insurance) with { AssertionKeys = [key.PublicKey.SubjectPublicKeyInfo] });
        });
        using var client = border.Gateway.Client();
        var now = border.Now.ToUnixTimeSeconds();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", JwsCompact.Sign(key, new JsonObject { ["typ"] = "JWT" }, new JsonObject
        {
            ["iss"] = "320000/insurer", ["aud"] = "https://127.0.0.1:0", ["iat"] = now, ["exp"] = now + 300, ["jti"] = "0123456789abcdef",
        }));
        var answers = new List<(HttpStatusCode, string?)>();
        foreach (var _ in border.Gateway.Urls)
        {
            using var answer = await client.PostAsync(Desk.Verify, Desk.Content(Encoding.UTF8.GetBytes(Desk.Question(border.Present(), "insurance").ToJsonString()), "application/json"));
            answers.Add((answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]?.GetValue<string>()));
        }

        Assert.Equal([(HttpStatusCode.OK, null), (HttpStatusCode.Unauthorized, "Replayed")], answers);
    }

    private static bool IsVouchedFor(JsonNode answer) =>
        answer.Outcome() == "Accepted" && answer["warnings"]!.AsArray().All(warning => warning!["name"]!.GetValue<string>() != "ReplayUnchecked");

    private static async Task<JsonNode> Ask(HttpClient client, string code)
    {
        var question = new JsonObject { ["qr"] = code, ["acceptor"] = Border.Jiangsu, ["purpose"] = "roadside" };
        using var answer = await client.PostAsync(Desk.Verify, Desk.Content(Encoding.UTF8.GetBytes(question.ToJsonString()), "application/json"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
