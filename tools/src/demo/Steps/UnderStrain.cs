using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.Telling;
using Demo.World;
using Federation.Ceremonies.RollOut;
using TrustList.Format.Registry;
using TrustList.Testing.Databases;

namespace Demo.Steps;

/// <summary>A region that does not answer, a cache that is gone, a caller that nobody registered, and one that asks too much.</summary>
/// <param name="country">Where it plays.</param>
/// <param name="mustRun">Whether a step that needs what is not installed fails instead of being skipped.</param>
public sealed class UnderStrain(Country country, bool mustRun)
{
    // What a desk waits for both, its connections and the way there included. A busy machine is late once, not each time.
    private static readonly TimeSpan Roadside = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Unhurt = TimeSpan.FromSeconds(1);
    private const int Tries = 3;

    /// <summary>The steps, in order.</summary>
    public IEnumerable<Step> Steps =>
    [
        new("slow-region", "The Beijing police", "ask about a Henan licence while Henan's gateway hangs, and about Shanghai's beside it", SlowRegion),
        new("redis-lost", "Two instances of Beijing's gateway", "share a Redis, which ends: what one has seen the other refuses; then the other one warns", RedisLost),
        new("unregistered-party", "Somebody whom no region registered", "asks Beijing's gateway", UnregisteredParty),
        new("over-quota", "A car park that may ask once a second", "asks five times at once", OverQuota),
    ];

    private async Task<StepEnd> SlowRegion(CancellationToken cancel)
    {
        var (_, shanghai) = await country.Issue(Driver.ShanghaiUnhurt, cancel);
        var (_, henan) = await country.Issue(Driver.HenanWaiting, cancel);
        await country.Synchronised(cancel);
        country[Region.Henan].FreezeGateway();
        try
        {
            for (var tried = 1; ; tried++)
            {
                var watch = Stopwatch.StartNew();
                var waiting = country.Ask(Region.Beijing, henan.Present("officer.beijing.example"), "roadside", live: true, cancel);
                var beside = await country.Ask(Region.Beijing, shanghai.Present("officer.beijing.example"), "roadside", live: true, cancel);
                var unhurt = watch.Elapsed;
                var verdict = await waiting;
                var took = watch.Elapsed;
                var inTime = unhurt < Unhurt && took < Roadside;
                if (!inTime && tried < Tries) continue;
                var end = verdict.Expect("Undecided", "LiveUnavailable", $"Degraded: {string.Join(", ", Degraded(verdict))}, after {took.TotalMilliseconds:F0} ms. Shanghai meanwhile: {beside.Outcome()} after {unhurt.TotalMilliseconds:F0} ms.");
                return end with { Ok = end.Ok && inTime && beside.Outcome() == "Accepted" && Degraded(beside).Count == 0 && Degraded(verdict).Count > 0 };
            }
        }
        finally
        {
            country[Region.Henan].ThawGateway();
        }
    }

    private async Task<StepEnd> RedisLost(CancellationToken cancel)
    {
        if (LocalRedis.Missing is { } missing) return new StepEnd(!mustRun, "Skipped", Note: missing);
        var (_, collected) = await country.Issue(Driver.ShanghaiTwice, cancel);
        using var home = country[Region.Shanghai].GatewayClient();
        var phone = await collected.WithCodes(home, Region.Shanghai.Code, cancel);
        await using var redis = await LocalRedis.StartAsync();
        await using var pair = await GatewayPair.StartAsync(country, country[Region.Beijing], redis, cancel);
        var code = phone.DynamicCode(Purpose.Rental, country.Clock.Now, challenge: null);
        var first = await pair.Scan(0, code, cancel);
        var second = await pair.Scan(1, code, cancel);
        await redis.StopServerAsync();
        var lost = await Lost(1);
        for (var tried = 2; tried <= Tries && !Degraded(lost).Contains("CacheUnavailable"); tried++) lost = await Lost(tried); // A last answer of the cache may still be on its way.
        var end = lost.Expect("Accepted", "", $"With Redis: {first.Outcome()}, then {second.Outcome()} ({second.Reason()}) by the other instance. Without: warned {string.Join(", ", lost.Warnings())}; degraded {string.Join(", ", Degraded(lost))}.");
        return end with { Ok = end.Ok && first.Outcome() == "Accepted" && second.Reason() == "QrReplayed" && lost.Warnings().Contains("ReplayUnchecked") && Degraded(lost).Contains("CacheUnavailable") };

        // A code of the same second would be the same code.
        Task<JsonNode> Lost(int seconds) => pair.Scan(1, phone.DynamicCode(Purpose.Rental, country.Clock.Now.AddSeconds(seconds), challenge: null), cancel);
    }

    private async Task<StepEnd> UnregisteredParty(CancellationToken cancel)
    {
        using var stranger = country[Region.Beijing].GatewayClient();
        var (status, problem, _) = await new Desk(stranger, Region.Beijing.Code).TryScan("CNDL1:", "rental", cancel);
        return new StepEnd(status == HttpStatusCode.Unauthorized && Code(problem) == "PartyUnknown", "Refused", Code(problem), "Parties are known by the signed trust list; nobody keeps copied accounts.");
    }

    private async Task<StepEnd> OverQuota(CancellationToken cancel)
    {
        var beijing = country[Region.Beijing];
        using var carPark = beijing.RegisterDesk("car-park", "停车场（示例）", "A car park (example)", perSecond: 1, Purpose.Rental);
        var desk = new Desk(carPark, Region.Beijing.Code);
        await Wait.Until("Beijing's gateway knows the car park", async () => (await desk.TryScan("CNDL1:", "rental", cancel)).Status != HttpStatusCode.Unauthorized, cancel, seconds: 40);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => desk.TryScan("CNDL1:", "rental", cancel)));
        var over = answers.FirstOrDefault(answer => answer.Status == HttpStatusCode.TooManyRequests);
        return new StepEnd(over.RetryAfter is not null && Code(over.Problem) == "OverQuota", "Refused", Code(over.Problem), $"{answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests)} of 5 refused; try again after {over.RetryAfter?.TotalSeconds:F0} s.");
    }

    private static string Code(JsonNode? problem) => problem?["code"]?.GetValue<string>() ?? "";

    private static List<string> Degraded(JsonNode verdict) => [.. verdict["degraded"]!.AsArray().Select(word => word!.GetValue<string>())];
}
