using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Demo.People;
using Demo.World;
using Federation.Ceremonies.RollOut;
using Microsoft.Data.Sqlite;

namespace Federation.Tests.Faults;

/// <summary>
/// A desk in Shanghai contests the status of a licence from Nanjing, one dispute after the other; Jiangsu's office answers each,
/// every other one with a correction. Both ask until they are answered.
/// </summary>
internal sealed class BusyDisputes : IDisposable
{
    private readonly Country country;
    private readonly string licence;
    private readonly JsonNode place;
    private readonly HttpClient desk;
    private readonly HttpClient home;
    private readonly Dictionary<string, string> findings = new(StringComparer.Ordinal);
    private string letters = "A";

    private BusyDisputes(Country country, string licence, JsonNode place)
    {
        (this.country, this.licence, this.place) = (country, licence, place);
        (desk, home) = (country[Region.Shanghai].GatewayClient(), country[Region.Jiangsu].OfficeClient());
        desk.Timeout = home.Timeout = TimeSpan.FromSeconds(5);
    }

    /// <summary>How many requests were answered.</summary>
    public int Answers { get; private set; }

    /// <summary>How many disputes the desk has an answer to.</summary>
    public int Answered => findings.Count;

    /// <summary>How many of them changed the letters.</summary>
    public int Corrected => findings.Values.Count(finding => finding == "UpheldCorrected");

    public static async Task<BusyDisputes> Begin(Country country, CancellationToken cancel)
    {
        var (licence, _) = await country.Issue(Driver.NanjingSecond, cancel);
        using var office = country[Region.Jiangsu].OfficeClient();
        return new BusyDisputes(country, licence, await new Office(office).Licence(licence, cancel));
    }

    /// <summary>Works until told to stop; the dispute under way is brought to its end.</summary>
    public async Task Work(CancellationToken stop, CancellationToken cancel)
    {
        while (!stop.IsCancellationRequested || Answered < 2)
        {
            var id = (await Ask(() => desk.PostAsJsonAsync("/v1/disputes", Report(), cancel), cancel, HttpStatusCode.Created))["id"]!.GetValue<string>();
            await Answer(id, correct: Answered % 2 == 0, cancel);
            JsonNode here = null!;
            await Wait.Until("the answer is in Shanghai", async () =>
                (here = await Ask(() => desk.GetAsync(new Uri($"/v1/disputes/{id}", UriKind.Relative), cancel), cancel))["state"]?.GetValue<string>() == "Answered", cancel, seconds: 90);
            findings.Add(id, here["finding"]!.GetValue<string>());
        }
    }

    /// <summary>Each dispute stands at both sides with the same record and answer; each correction happened once; both databases are whole.</summary>
    public async Task Hold(CancellationToken cancel)
    {
        using var reporting = country[Region.Shanghai].OfficeClient();
        foreach (var (id, finding) in findings)
        {
            var (here, there) = (await Ask(() => reporting.GetAsync(Of(id), cancel), cancel), await Ask(() => home.GetAsync(Of(id), cancel), cancel));
            foreach (var part in new[] { "record", "answer", "finding" })
                Assert.Equal(there["dispute"]![part]!.GetValue<string>(), here["dispute"]![part]!.GetValue<string>());
            Assert.Equal(finding, here["dispute"]!["finding"]!.GetValue<string>());
        }

        Assert.Equal(letters, (await Ask(() => home.GetAsync(new Uri($"/licences/{licence}", UriKind.Relative), cancel), cancel))["letters"]!.GetValue<string>());
        foreach (var region in new[] { Region.Shanghai, Region.Jiangsu })
        {
            await country[region].Stop();
            var (code, report) = await country[region].Fsck(cancel); // Chain of the audit trail, every sealed value, every head.
            Assert.True(code == 0, $"{region.Code}: {report}");
        }

        Assert.Equal(Corrected, Count("FROM life_events WHERE kind = 'LettersCorrected'"));
        Assert.Equal(Answered, Count("FROM audit WHERE act = 'DisputeAnswered'"));
        Assert.Equal(Answered, Count("FROM disputes WHERE answer IS NOT NULL"));
    }

    public void Dispose()
    {
        desk.Dispose();
        home.Dispose();
    }

    private async Task Answer(string id, bool correct, CancellationToken cancel)
    {
        await Wait.Until("the dispute is in Jiangsu", async () => await Status(() => home.GetAsync(Of(id), cancel), cancel) == HttpStatusCode.OK, cancel, seconds: 90);
        var next = letters == "A" ? "B" : "A";
        var body = correct ? new JsonObject { ["finding"] = "UpheldCorrected", ["letters"] = next } : new JsonObject { ["finding"] = "NotUpheld" };
        var status = HttpStatusCode.ServiceUnavailable;
        await Wait.Until("Jiangsu has answered", async () =>
            (status = await Status(() => home.PostAsJsonAsync($"/disputes/{id}/answer", body, cancel), cancel)) is HttpStatusCode.OK or HttpStatusCode.Conflict, cancel, seconds: 90);
        if (correct) letters = next; // A conflict: the answer before was given and lost on its way.
    }

    private JsonObject Report() => Contest.Of(Region.Jiangsu.Code, place, country.Clock.Now, "Synthetic dispute of a test.");

    private async Task<JsonNode> Ask(Func<Task<HttpResponseMessage>> request, CancellationToken cancel, HttpStatusCode expected = HttpStatusCode.OK)
    {
        JsonNode? answer = null;
        await Wait.Until("an answer", async () =>
        {
            using var response = await request();
            if (response.StatusCode == expected) answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancel));
            return answer is not null;
        }, cancel, seconds: 90);
        Answers++;
        return answer!;
    }

    private async Task<HttpStatusCode> Status(Func<Task<HttpResponseMessage>> request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var response = await request();
        if (response.StatusCode < HttpStatusCode.InternalServerError) Answers++;
        return response.StatusCode;
    }

    private long Count(string what)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(country[Region.Jiangsu].IssuerData, "issuer.db")};Mode=ReadOnly;Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = $"SELECT count(*) {what}";
        return (long)command.ExecuteScalar()!;
    }

    private static Uri Of(string id) => new($"/disputes/{id}", UriKind.Relative);
}
