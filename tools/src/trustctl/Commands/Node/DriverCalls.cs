namespace Trustctl.Commands.Node;

/// <summary>`trustctl node driver …`: how a driver stands, and what happens to the licences.</summary>
internal static class DriverCalls
{
    public static readonly NodeCall[] All =
    [
        new("driver", "show", HttpMethod.Get, "/drivers/{fileNumber}", "A driver's letters, points, duties and licences"),
        new("driver", "event", HttpMethod.Post, "/drivers/{fileNumber}/events", "Record an event of a licence's life, a JSON object with its kind")
        {
            FileMedia = "application/json", IsIdempotent = true, TakesIfMatch = true,
        },
        new("driver", "events", HttpMethod.Get, "/drivers/{fileNumber}/events", "What happened to a driver's licences, the oldest first") { IsPaged = true },
        new("licence", "lost-device", HttpMethod.Post, "/licences/{id}/lost-device", "End the licences on a lost device at once") { IsIdempotent = true },
    ];
}
