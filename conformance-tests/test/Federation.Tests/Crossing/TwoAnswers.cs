using System.Net;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;

namespace Federation.Tests.Crossing;

/// <summary>
/// Asks both sides of a move, over and over: the new one whether it has the driver, then the old one whether it answers live that the
/// licence is valid. Who has the driver has it for good; so an answer of the old side after that is an instant at which both answered.
/// </summary>
internal sealed class TwoAnswers(Country country, Driver driver, Phone phone, Region from, Region to)
{
    private readonly List<string> both = [];
    private int old;
    private int arrived;

    /// <summary>Instants at which both answered.</summary>
    internal IReadOnlyList<string> Both => both;

    /// <summary>How often the old side answered.</summary>
    internal int OldAnswered => Volatile.Read(ref old);

    /// <summary>How often the new side had the driver.</summary>
    internal int NewAnswered => Volatile.Read(ref arrived);

    /// <summary>Asks until it is told to stop.</summary>
    internal async Task WatchAsync(CancellationToken end)
    {
        using var office = country[to].OfficeClient();
        while (!end.IsCancellationRequested)
        {
            try
            {
                var isHere = await IsHereAsync(office, end);
                var isValid = await IsValidAsync(end);
                if (isHere)
                    Interlocked.Increment(ref arrived);
                if (isValid)
                    Interlocked.Increment(ref old);
                if (isHere && isValid)
                    both.Add($"{driver.FileNumber}: both at {country.Clock.Now:O}");
                await Task.Delay(20, end);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or System.Text.Json.JsonException)
            {
                // A side is dead: it answers nobody.
            }
        }
    }

    private async Task<bool> IsHereAsync(HttpClient office, CancellationToken end)
    {
        using var answer = await office.GetAsync(new Uri($"/drivers/{driver.FileNumber}", UriKind.Relative), end);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private async Task<bool> IsValidAsync(CancellationToken end)
    {
        var verdict = await country.Ask(from, phone.Present("desk.test"), "roadside", live: true, end);
        return verdict["outcome"]?.GetValue<string>() == "Accepted" && verdict["restsOn"]?["live"] is not null;
    }
}
