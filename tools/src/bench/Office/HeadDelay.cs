using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Federation.Ceremonies.RollOut;

namespace Federation.Bench.Office;

/// <summary>
/// From the moment the registry begins to send an event of its change feed (a driver is held, or released) until the hub shows a
/// head that holds it: one event at a time, each as soon as the one before is through. The node signs a head at most every 100 ms,
/// so an event that follows at once on another waits that long: no event comes at a worse moment.
/// </summary>
/// <param name="bed">The region.</param>
/// <param name="firstDriver">The first of drivers with a licence.</param>
/// <param name="drivers">How many they are.</param>
internal sealed class HeadDelay(RegionBed bed, int firstDriver, int drivers)
{
    private const double Most = 1_000;
    private int sent;

    /// <summary>Sends that many events that count; whoever was held is released at the end.</summary>
    internal async Task<IReadOnlyList<BenchRow>> RunAsync(int count, string where)
    {
        using var registry = bed.Site.OfficeClient();
        using var http = new HttpClient { BaseAddress = bed.Country.Hub.PublicUrl, Timeout = Timeout.InfiniteTimeSpan };
        using var lines = new StreamReader(await http.GetStreamAsync(new Uri("/state/feed", UriKind.Relative)));
        await UntilAsync(lines, line => line == ": open");
        var (delays, warm) = (new List<double>(count), count / 10);
        for (var n = 0; n < warm + count || n % 2 != 0; n++)
        {
            var change = Next();
            var began = Stopwatch.GetTimestamp();
            using var answer = await registry.PostAsJsonAsync("/registry/events", change);
            var outcome = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["results"]![0]!["outcome"]!.GetValue<string>();
            if (outcome != "Applied")
                throw new InvalidOperationException($"an event of the feed was {outcome}");
            await UntilAsync(lines, IsHead);
            if (n >= warm)
                delays.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        double[] sorted = [.. delays.Order()];
        return [Row($"event to head{where}, p50", sorted[sorted.Length / 2], sorted.Length), Row($"event to head{where}, p99", sorted[(int)(sorted.Length * 0.99)], sorted.Length)];
    }

    private JsonObject Next()
    {
        var number = sent++;
        return new JsonObject
        {
            ["eventId"] = $"bench-{number}", ["event"] = number % 2 == 0 ? "Held" : "ReleasedHeld", ["sequence"] = number + 1, ["reference"] = "synthetic",
            ["DABH"] = BenchDrivers.Of(firstDriver + number / 2 % drivers).FileNumber,
        };
    }

    private static bool IsHead(string line) =>
        line.StartsWith("data: ", StringComparison.Ordinal) && JsonNode.Parse(line[6..]) is JsonObject data
        && data["region"]?.GetValue<string>() == Region.Shanghai.Code && data["version"] is not null;

    private static async Task UntilAsync(StreamReader lines, Func<string, bool> found)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!found(await lines.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("the feed ended")))
        {
        }
    }

    private static BenchRow Row(string name, double milliseconds, int samples) =>
        new(name, milliseconds, "ms", $"at most {Most:0} ms", "samples", samples, milliseconds / Most, milliseconds <= Most);
}
