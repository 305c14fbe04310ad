using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Moving;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;
using TrustList.Testing.Peers;
using static RegionNode.Issuer.Tests.Faults.PrivateDriver;

namespace RegionNode.Issuer.Tests.Faults;

/// <summary>One synthetic driver with unmistakable values goes the whole way; of all that leaves the node meanwhile nothing says any of them, and nothing in its database does in clear.</summary>
public sealed class PrivacyTests
{
    [Fact]
    public async Task Tells_nothing_of_a_driver_to_hub_regions_log_health_problems_labels_files_or_database()
    {
        await using var far = await FarRegion.StartAsync("--Node:LicenceDays=2", "--Logging:LogLevel:Default=Trace");
        var region = far.Near;
        using var leavings = new Leavings(region, far.Heard);
        leavings.Listen();
        await region.FirstListAsync();
        using (var life = new PrivateLife(far))
            await life.PlayAsync();
        await AskForProblemsAsync(region);
        await AskInTheOpenAsync(region);
        await Eventually.TrueAsync(() => region.Headed().Exceptions().Any() && region.Journal.Chains.Of("issuance").Count > 0 && region.Journal.Lists.Count() > 1, "head, batch and list went out");
        await region.StopIssuerAsync();
        await ImportByVerbAsync(region, leavings);

        Assert.True(
            region.Hub!.Heard.Count > 10 && far.Heard.Count > 2 && leavings.Answers > 20 && leavings.Labels > 10 && leavings.Files().Count > 1, "something was not heard");
        Assert.Empty(leavings.Find(Secrets));
        Assert.Empty(await InTheDatabaseAsync(region));

        // The search finds what is there.
        leavings.Hear(Given);
        region.Hub.Heard.Enqueue([1, 2, 3, .. Deflated(Encoding.UTF8.GetBytes($"{{\"name\":\"{Family}\"}}"))]);
        far.Heard.Enqueue(Encoding.BigEndianUnicode.GetBytes(Address));
        await File.WriteAllTextAsync(Path.Combine(region.DataDir, "left.tmp"), Convert.ToBase64String(Photo));
        var found = leavings.Find(Secrets);
        Assert.Contains("family name as bytes in the hub", found);
        Assert.Contains("given name as bytes in the log", found);
        Assert.Contains("address as UTF-16 big-endian bytes in what goes to other regions", found);
        Assert.Contains(found, one => one.StartsWith("photo as base64", StringComparison.Ordinal) && one.EndsWith("in left.tmp", StringComparison.Ordinal));
        using (var store = IssuerDatabase.Open(region.Database.Place))
            store.Write("attack", db => db.Execute("UPDATE audit SET what = @Reason, hash = @Photo WHERE seq = 1", new { Reason, Photo }));
        var clear = await InTheDatabaseAsync(region);
        Assert.Contains("reason as bytes", clear);
        Assert.Contains("photo as bytes", clear);
    }

    [Fact]
    public void Finds_every_spelling_of_every_value() => Assert.All(
        from secret in Secrets from form in secret.Forms select (secret, form),
        each => Assert.Contains($"{each.secret.Name} as {each.form.Spelling}", each.secret.In([0, 9, .. each.form.Bytes, 7])));

    [Fact]
    public async Task Passes_by_the_pipes_that_killed_programs_leave_among_temporary_files()
    {
        using var folder = new TestFolder();
        var pipe = folder.File("pipe");
        await PeerProcess.RunAsync("/usr/bin/mkfifo", "/", "", TestRegion.Patience, pipe);
        Assert.Empty(await Task.Run(() => Leavings.Content(pipe)).WaitAsync(TestRegion.Patience));
    }

    /// <summary>The secrets in the node's database and what it left of it. Spellings of four bytes are left out: among a million sealed ones they come by chance, and longer values cover them.</summary>
    private static async Task<IReadOnlyList<string>> InTheDatabaseAsync(TestRegion region)
    {
        var content = await region.Database.ContentAsync();
        Assert.True(content.AsSpan().IndexOf("status_changes"u8) >= 0, "the database was read");
        return [.. Secrets.Select(secret => secret with { Forms = [.. secret.Forms.Where(form => form.Bytes.Length > 4)] }).SelectMany(secret => secret.In(content))];
    }

    /// <summary>The verb, with the node stopped: the driver again, and a line that is refused.</summary>
    private static async Task ImportByVerbAsync(TestRegion region, Leavings leavings)
    {
        using var given = new TestFolder();
        var file = given.File("province.ndjson");
        await File.WriteAllBytesAsync(Path.Combine(region.DataDir, InceptCommand.RequestName), JsonSerializer.SerializeToUtf8Bytes(region.Request));
        await File.WriteAllBytesAsync(file, PrivateLife.Lines("2020-03-01 10:00:00"));
        var (code, output) = await IssuerVerb.RunAsync(
            ["import", "--data", region.DataDir, "--file", file, "--letter-table", StatusLetters.Version, "--Rehearsal:KeysAreTest=true", .. region.Database.Settings]);
        Assert.True(code == 1 && output.Length > 0, $"{code}: {output}");
        leavings.Hear(output);
    }

    /// <summary>Every kind of wrong request, with the driver's values in it.</summary>
    private static async Task AskForProblemsAsync(TestRegion region)
    {
        using var office = Office.Of(region);
        using var stranger = new Office(region.Client(region.Stranger));
        var cut = $"{{\"familyName\":\"{Family}\",\"givenName\":\"{Given}\",\"birthDate\":\"{BirthDate}\",\"documentNumber\":\"{Citizen}\",\"address\":\"{Address}\"";
        List<Answer> answers =
        [
            await office.PutAsync(FileNumber, JsonNode.Parse(cut + "}")!),
            await office.PostAsync("/licences", Json(cut)),
            await office.PostAsync($"/drivers/{FileNumber}/events", Json($"{{\"kind\":\"{Officer}\",\"reference\":\"{Officer}\"}}")),
            await PostAsync(office, $"/drivers/{FileNumber}/events", new JsonObject { ["kind"] = "Restored", ["reference"] = Officer }),
            await PostAsync(office, "/licences", new JsonObject { ["fileNumber"] = FileNumber }),
            await PostAsync(office, "/licences", new JsonObject { ["fileNumber"] = Citizen }),
            await PostAsync(office, $"/reviews/{Citizen}/claim", new JsonObject { ["reviewer"] = ReviewerName }),
            await office.GetAsync($"/drivers/{Citizen}"),
            await office.GetAsync($"/registry/{FileNumber}/{Uri.EscapeDataString(Family)}?name={Uri.EscapeDataString(Given)}"),
            await office.GetAsync($"/applications?state={Uri.EscapeDataString(Family)}&after={Citizen}"),
            await stranger.GetAsync($"/drivers/{FileNumber}"),
            await stranger.PutAsync(FileNumber, JsonNode.Parse(cut + "}")!),
        ];
        Assert.All(answers.Where((_, at) => at != 3), answer => Assert.True((int)answer.Status is >= 400 and < 500, $"{(int)answer.Status} {answer.Text}"));
    }

    private static async Task AskInTheOpenAsync(TestRegion region)
    {
        using var stranger = new Office(region.Client(region.Stranger));
        foreach (var path in new[] { "/health/live", "/health/ready", "/openapi/v1.json" })
            Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(path)).Status);
    }

    private static Task<Answer> PostAsync(Office office, string path, JsonObject body) => office.PostAsync(path, Json(body.ToJsonString()));

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static byte[] Deflated(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var stream = new ZLibStream(result, CompressionLevel.Optimal))
            stream.Write(bytes);
        return result.ToArray();
    }
}
