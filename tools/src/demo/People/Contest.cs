using System.Text.Json.Nodes;

namespace Demo.People;

/// <summary>What a desk reports to contest a hold on a licence.</summary>
public static class Contest
{
    /// <summary>The report.</summary>
    /// <param name="home">The region that issued the licence.</param>
    /// <param name="place">The licence as its office shows it.</param>
    /// <param name="seen">When the status was seen.</param>
    /// <param name="text">What the driver says; synthetic.</param>
    public static JsonObject Of(string home, JsonNode place, DateTimeOffset seen, string text) => new()
    {
        ["home"] = home,
        ["statusUri"] = place["statusUri"]!.GetValue<string>(),
        ["index"] = place["statusIndex"]!.GetValue<int>(),
        ["seen"] = "Suspended",
        ["seenAsOf"] = seen.ToString("O"),
        ["fault"] = "TooSevere",
        ["text"] = text,
    };
}
