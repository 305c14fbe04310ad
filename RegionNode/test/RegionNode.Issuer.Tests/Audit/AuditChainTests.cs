using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Audit;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Tests.Audit;

public sealed class AuditChainTests
{
    [Fact]
    public async Task Accepts_an_export_of_what_was_done_and_checks_it_line_by_line()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await office.OfferAsync(1);
        await office.OfferAsync(2);
        var lines = await ExportAsync(office);
        var check = Check(region, lines);
        Assert.Null(check.Finish());
        Assert.Equal((1, 4, 1), (check.First, check.Last, check.Checkpoints));
        Assert.Equal(Province.Code, check.Newest!.Region);
        Assert.Contains(lines, line => line.Contains("\"act\":\"RecordPut\"", StringComparison.Ordinal));
        foreach (var line in lines)
            Assert.DoesNotContain(SyntheticDriver.FileNumber(1), line);
    }

    [Fact]
    public async Task Accepts_a_part_of_the_trail_from_one_instant_to_another()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await office.PutAsync(1);
        region.Clock.Advance(TimeSpan.FromHours(1));
        var from = region.Clock.GetUtcNow();
        await office.PutAsync(2);
        await office.PutAsync(3);
        region.Clock.Advance(TimeSpan.FromHours(1));
        var to = region.Clock.GetUtcNow();
        await office.PutAsync(4);
        var check = Check(region, await ExportAsync(office, $"?from={from:yyyy-MM-ddTHH:mm:ssZ}&to={to:yyyy-MM-ddTHH:mm:ssZ}"));
        Assert.Null(check.Finish());
        Assert.Equal((2, 3), (check.First, check.Last));
        Assert.Equal("NoSuchEntries", (await office.GetAsync("/audit/export?from=2999-01-01T00:00:00Z")).Problem);
        Assert.Equal("Malformed", (await office.GetAsync("/audit/export?from=yesterday")).Problem);
    }

    [Theory]
    [InlineData("UPDATE audit SET who = 'nobody' WHERE seq = 2", AuditFault.Changed, 2)]
    [InlineData("UPDATE audit SET what = '' WHERE seq = 3", AuditFault.Changed, 3)]
    [InlineData("DELETE FROM audit WHERE seq = 2", AuditFault.NotNext, 2)]
    [InlineData("DELETE FROM audit WHERE seq = 1", AuditFault.NotWhole, 4)]
    [InlineData("UPDATE audit SET seq = seq + 100 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 102", AuditFault.Changed, 2)]
    public async Task Shows_a_trail_that_was_tampered_with(string sql, AuditFault fault, int line)
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        for (var i = 1; i <= 4; i++)
            await office.PutAsync(i);
        var seals = region.Issuer.Services.GetRequiredService<AuditSeals>();
        Assert.True(seals.SignDue());
        Tamper(region, sql);
        var lines = await ExportAsync(office);
        var check = Check(region, lines);
        // An export that begins after a missing beginning is whole in itself: its number tells.
        if (fault == AuditFault.NotWhole)
            Assert.Equal(2, check.First);
        else
            Assert.Equal((fault, line), (check.Finish()!.Fault, (int)check.Finish()!.Line));
    }

    [Fact]
    public async Task Shows_a_tail_that_was_cut_off_after_it_was_signed()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        for (var i = 1; i <= 4; i++)
            await office.PutAsync(i);
        Assert.True(region.Issuer.Services.GetRequiredService<AuditSeals>().SignDue());
        Assert.Equal(HttpStatusCode.OK, (await region.HealthAsync()).Status);
        Tamper(region, "DELETE FROM audit WHERE seq > 2");
        Assert.Contains("cut short", (await region.HealthAsync()).Body.ToJsonString());
        Assert.Equal(AuditFault.CutShort, Check(region, await ExportAsync(office)).Finish()!.Fault);
    }

    [Fact]
    public async Task Shows_a_trail_that_was_cut_off_and_written_on()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        for (var i = 1; i <= 4; i++)
            await office.PutAsync(i);
        Assert.True(region.Issuer.Services.GetRequiredService<AuditSeals>().SignDue());
        Tamper(region, "DELETE FROM audit WHERE seq > 2");
        for (var i = 1; i <= 4; i++)
            await office.PutAsync(i, letters: "B");
        Assert.Contains("rewritten", (await region.HealthAsync()).Body.ToJsonString());
        Assert.Equal(AuditFault.Rewritten, Check(region, await ExportAsync(office)).Finish()!.Fault);
    }

    [Fact]
    public async Task Signs_the_trail_once_a_day_and_never_an_empty_one()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        var seals = region.Issuer.Services.GetRequiredService<AuditSeals>();
        Assert.True(seals.SignDue());
        Assert.Empty(Checkpoints(region));
        await office.PutAsync(1);
        Assert.True(seals.SignDue() && seals.SignDue());
        Assert.Single(Checkpoints(region));
        await office.PutAsync(2);
        Assert.True(seals.SignDue());
        Assert.Single(Checkpoints(region));
        region.Clock.Advance(AuditSeals.Rhythm);
        Assert.True(seals.SignDue());
        Assert.Equal([1, 2], Checkpoints(region).Select(checkpoint => checkpoint.Seq));
    }

    [Fact]
    public async Task Shows_a_drivers_entries_by_key_and_by_file_number_and_records_the_look()
    {
        await using var region = await TestRegion.StartAsync();
        using var office = Office.Of(region);
        await office.OfferAsync(1);
        await office.OfferAsync(2);
        var all = (await office.GetAsync("/audit?limit=3")).Json;
        Assert.Equal(3, all["items"]!.AsArray().Count);
        var rest = (await office.GetAsync($"/audit?after={all["next"]}")).Json;
        Assert.Equal(["ApplicationMade", "AuditRead"], Acts(rest));
        var key = all["items"]![0]!["driver"]!.GetValue<string>();
        Assert.Equal(["RecordPut", "ApplicationMade"], Acts((await office.GetAsync($"/audit?driver={key}")).Json));
        var byNumber = (await office.GetAsync($"/audit?fileNumber={SyntheticDriver.FileNumber(1)}")).Json;
        Assert.Equal(["RecordPut", "ApplicationMade", "AuditRead"], Acts(byNumber));
        Assert.Equal("Malformed", (await office.GetAsync($"/audit?driver={key}&fileNumber=1")).Problem);
        var last = (await office.GetAsync("/audit?limit=200")).Json["items"]!.AsArray()[^1]!;
        Assert.Equal(("AuditRead", key, "by file number"), (last["act"]!.GetValue<string>(), last["driver"]!.GetValue<string>(), last["what"]!.GetValue<string>()));
        Assert.StartsWith("system:", last["who"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("GetAudit", last["why"]!.GetValue<string>());
    }

    [Fact]
    public async Task Records_the_reason_that_a_caller_gives()
    {
        await using var region = await TestRegion.StartAsync();
        using var client = region.Client(region.ProvinceSystem);
        client.DefaultRequestHeaders.Add(Access.ReasonHeader, "case 17 of the counter");
        using var office = new Office(client);
        await office.PutAsync(1);
        Assert.Equal("case 17 of the counter", (await office.GetAsync("/audit")).Json["items"]![0]!["why"]!.GetValue<string>());
    }

    [Fact]
    public void Records_nothing_of_a_transaction_that_fails()
    {
        using var folder = new TestFolder();
        using var store = IssuerDatabase.Open(new DatabasePlace(folder.Path, TestKeys: true));
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        void Note(bool fail) => store.Write("test", db =>
        {
            AuditTrail.Note(db, Access.OfNode("test"), AuditAct.RecordPut, db.KeyOf("310100000001"), "", now);
            return fail ? throw new InvalidOperationException() : true;
        });
        Note(fail: false);
        Assert.Throws<InvalidOperationException>(() => Note(fail: true));
        Note(fail: false);
        Assert.Equal([1, 2], store.Read(db => AuditTable.After(db, 0, driver: null, take: 10)).Select(row => row.Entry.Seq));
    }

    [Fact]
    public void Survives_texts_that_no_entry_could_hold()
    {
        using var folder = new TestFolder();
        using var store = IssuerDatabase.Open(new DatabasePlace(folder.Path, TestKeys: true));
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        store.Write("test", db =>
        {
            AuditTrail.Note(db, new Access("\ud800", new string('x', 10_000)), AuditAct.RecordPut, db.KeyOf("310100000001"), "a\0b", now);
            return true;
        });
        var row = store.Read(db => AuditTable.Find(db, 1))!;
        Assert.Equal(row.Hash, row.Entry.Hash().ToArray());
        Assert.True(AuditLine.Read(AuditLine.Of(row.Entry, row.Hash).Write()).Ok);
    }

    private static IEnumerable<string> Acts(JsonNode page) => page["items"]!.AsArray().Select(item => item!["act"]!.GetValue<string>());

    internal static async Task<string[]> ExportAsync(Office office, string query = "")
    {
        var answer = await office.GetAsync("/audit/export" + query);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    internal static AuditFileCheck Check(TestRegion region, IEnumerable<string> lines)
    {
        PublicKey? Key(string code, string keyId) => code == Province.Code && keyId == "status-1" ? region.StatusKey : null;
        var check = new AuditFileCheck(Key);
        foreach (var line in lines)
            check.Take(System.Text.Encoding.UTF8.GetBytes(line));
        return check;
    }

    private static IReadOnlyList<StoredAuditCheckpoint> Checkpoints(TestRegion region) =>
        region.Issuer.Services.GetRequiredService<IDurableStore>().Read(db => AuditCheckpointTable.Over(db, 1, long.MaxValue));

    /// <summary>Changes the table as a thief of the database does, who has no key.</summary>
    private static void Tamper(TestRegion region, string sql) =>
        region.Issuer.Services.GetRequiredService<IDurableStore>().Write("tamper", db => db.Execute(sql));
}
