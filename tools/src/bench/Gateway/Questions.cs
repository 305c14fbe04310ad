using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Demo.People;
using Demo.World;
using Federation.Bench.Office;

namespace Federation.Bench.Gateway;

/// <summary>Presentations of synthetic holders, as questions to a gateway; the holders take turns, so that few device keys are met warm.</summary>
internal sealed class Questions
{
    private readonly List<(byte[] Body, Uri Offline, Uri Live)> shown = [];

    private const int Told = 300;

    private static readonly MediaTypeHeaderValue Cbor = new("application/cbor");

    private Questions()
    {
    }

    /// <summary>One of them, and the licence that it shows.</summary>
    internal Phone First { get; private set; } = null!;

    /// <summary>Issues that many licences in the drivers' region, and has each presented once.</summary>
    internal static async Task<Questions> OfAsync(Country country, IEnumerable<Driver> drivers)
    {
        var questions = new Questions();
        foreach (var driver in drivers)
        {
            var (_, phone) = await country.Issue(driver, CancellationToken.None);
            questions.First ??= phone;
            var presentation = phone.Present("desk.bench.example");
            var transcript = Uri.EscapeDataString(Convert.ToBase64String(presentation.Transcript));
            questions.shown.Add((presentation.Response, Path(transcript, live: false), Path(transcript, live: true)));
        }
        return questions;
    }

    /// <summary>Synthetic holders from Shanghai.</summary>
    internal static IEnumerable<Driver> Holders(int count) => Enumerable.Range(1, count).Select(BenchDrivers.Of);

    /// <summary>Asks; an answer other than <paramref name="outcome"/> ends the benchmark. Null: any verdict.</summary>
    internal async Task AskAsync(HttpClient gateway, int number, bool live, string? outcome = "\"Accepted\"")
    {
        var question = shown[number % shown.Count];
        using var content = new ByteArrayContent(question.Body);
        content.Headers.ContentType = Cbor;
        using var answer = await gateway.PostAsync(live ? question.Live : question.Offline, content);
        var json = await answer.Content.ReadAsByteArrayAsync();
        if (answer.StatusCode != HttpStatusCode.OK || (outcome is not null && json.AsSpan().IndexOf(Encoding.UTF8.GetBytes(outcome)) < 0))
            throw new InvalidOperationException($"the gateway answered {(int)answer.StatusCode} {Encoding.UTF8.GetString(json.AsSpan(0, Math.Min(json.Length, Told)))}");
        AnswerBytes = json.Length;
    }

    /// <summary>The size of the newest answer.</summary>
    internal int AnswerBytes { get; private set; }

    private static Uri Path(string transcript, bool live) =>
        new($"/v1/verify?acceptor=320000&purpose=roadside&live={(live ? "true" : "false")}&transcript={transcript}", UriKind.Relative);
}
