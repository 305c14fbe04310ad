using System.Net;
using System.Text.Json.Nodes;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RegionNode.Issuer.Life;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Registry.Police;
using RegionNode.Issuer.Storage;
using RegionNode.Issuer.Tests.Rules;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Status;
using TrustList.Testing.Provinces;

namespace RegionNode.Issuer.Tests.Registry;

public sealed class ImportTests
{
    [Theory]
    [InlineData("Csv")]
    [InlineData("Ndjson")]
    [NamesRule(OfficeRule.PoliceFieldsAreMapped)]
    public async Task Accepts_50000_lines_of_which_one_in_a_hundred_is_broken_and_counts_each(string format)
    {
        const int Lines = 50_000;
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        var province = ImportCaller.ProvinceOf(region, Enum.Parse<ProvinceFormat>(format), poison: 0.01);

        var import = await caller.ImportAsync(ImportCaller.BytesOf(province, Lines), format);

        var header = province.Header is null ? 1 : 2; // The first line's number.
        var expected = province.Lines(Lines).Where(line => line.Refusal is not null).Select(line => (line.Index + header, line.Refusal)).ToList();
        Assert.InRange(expected.Count, 300, 700);
        var refused = await caller.RefusedAsync(import["importId"]!.GetValue<string>());
        Assert.Equal(expected, refused.Select(line => (line["line"]!.GetValue<long>(), (string?)line["reason"]!.GetValue<string>())));
        Assert.Equal((Lines - expected.Count, expected.Count, Lines - expected.Count),
            (import["accepted"]!.GetValue<int>(), import["refused"]!.GetValue<int>(), import["added"]!.GetValue<int>()));
        Assert.Equal(Lines - expected.Count, Records(region));
    }

    [Fact]
    public async Task Has_a_line_for_every_reason_that_a_line_alone_can_have()
    {
        await using var region = await TestRegion.PrepareAsync();
        var made = ImportCaller.ProvinceOf(region, poison: 1).Lines(3_000).Select(line => line.Refusal).ToHashSet();
        string[] needMore = ["OlderThanStored", "MovedAway", "RecordRule", "PersonMalformed"]; // More than one line; shown elsewhere.
        var ofLines = Enum.GetValues<LineReason>()
            .Where(reason => reason < LineReason.UnknownEvent)
            .Select(reason => reason.ToString()).Except(needMore);
        Assert.All(ofLines.Except(["DuplicateLine"]), reason => Assert.Contains(reason, made));
        Assert.Contains("DuplicateLine", ImportCaller.ProvinceOf(region, poison: 0.5).Lines(3_000).Select(line => line.Refusal));
    }

    [Fact]
    public async Task Says_of_each_record_when_its_dates_are_due_so_that_the_first_sweep_opens_no_other()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        var today = ChinaTime.DayOf(region.Clock.GetUtcNow());
        await ImportAsync(region.Clock.GetUtcNow().AddHours(-1), null, today.AddDays(40), today.AddDays(-3));
        Assert.Equal([null, today.AddDays(41).DayNumber, today.AddDays(-2).DayNumber], Dues());

        // Who sweeps opens what is due: the others cannot be opened here, and nothing is put off.
        var store = region.Issuer.Services.GetRequiredService<IDurableStore>();
        store.Write("damage", db => db.Execute("UPDATE driver_records SET body = @body WHERE due IS NULL OR due > @today", new { body = new byte[40], today = today.DayNumber }));
        Assert.Equal(1, region.Issuer.Services.GetRequiredService<DateSweep>().Run(CancellationToken.None));
        Assert.Null(store.Read(PutOffTable.Waiting));

        await ImportAsync(region.Clock.GetUtcNow(), today.AddDays(7), null, today); // The records of before are replaced.
        Assert.Equal([today.AddDays(8).DayNumber, null, today.AddDays(1).DayNumber], Dues());

        List<long?> Dues() => region.Stored(db => Enumerable.Range(1, 3).Select(driver =>
            db.ExecuteScalar<long?>("SELECT due FROM driver_records WHERE driver = @key", new { key = db.KeyOf(SyntheticDriver.FileNumber(driver)) })).ToList());

        Task ImportAsync(DateTimeOffset updated, params DateOnly?[] reviews) => caller.ImportAsync(
            Encoding.UTF8.GetBytes(string.Concat(reviews.Select((review, index) =>
            {
                var line = PoliceLines.Line(index + 1, "A", updated);
                line["SYRQ"] = review?.ToString("yyyy-MM-dd");
                return line.ToJsonString() + "\n";
            }))),
            "Ndjson");
    }

    [Fact]
    public async Task Goes_on_where_a_chunk_ended_and_answers_a_wrong_offset_by_the_right_one()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        var bytes = ImportCaller.BytesOf(ImportCaller.ProvinceOf(region), 300);
        bytes = bytes[..^1]; // The last line has no line feed.
        var id = await caller.OpenedAsync();
        for (var at = 0; at < bytes.Length; at += 777) // Cut in the middle of lines and of characters.
        {
            Assert.Equal(HttpStatusCode.OK, (await caller.PutAsync(id, at, bytes.AsMemory(at, Math.Min(777, bytes.Length - at)))).Status);
            var wrong = await caller.PutAsync(id, at, bytes.AsMemory(0, 10));
            Assert.Equal("WrongOffset", wrong.Problem);
            Assert.Equal(Math.Min(at + 777, bytes.Length), wrong.Json["offset"]!.GetValue<long>());
        }
        Assert.Equal("WrongOffset", (await caller.FinishAsync(id, bytes.Length - 1)).Problem);
        Assert.Equal(HttpStatusCode.Accepted, (await caller.FinishAsync(id, bytes.Length)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await caller.FinishAsync(id, bytes.Length)).Status); // The answer was lost.
        var import = await caller.FinishedAsync(id);
        Assert.Equal((300, 0), (import["added"]!.GetValue<int>(), import["refused"]!.GetValue<int>()));
        Assert.Equal("ImportClosed", (await caller.PutAsync(id, bytes.Length, bytes.AsMemory(0, 10))).Problem);
    }

    [Fact]
    public async Task Shows_nothing_of_an_import_before_it_is_finished_and_nothing_ever_of_one_that_is_cancelled()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        var province = ImportCaller.ProvinceOf(region);
        var bytes = ImportCaller.BytesOf(province, 50);
        var id = await caller.OpenedAsync();
        await caller.PutAsync(id, 0, bytes);

        Assert.Equal(0, Records(region));
        Assert.Equal("AnotherImportOpen", (await caller.OpenAsync()).Problem);
        Assert.Equal(HttpStatusCode.OK, (await caller.CancelAsync(id)).Status);
        Assert.Equal("ImportClosed", (await caller.FinishAsync(id, bytes.Length)).Problem);
        Assert.Equal(0, Records(region));

        await caller.ImportAsync(ImportCaller.BytesOf(province, 20)); // What was left behind does no harm.
        Assert.Equal(20, Records(region));
    }

    [Fact]
    public async Task Decides_nothing_where_more_lines_are_refused_than_allowed()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        var bytes = ImportCaller.BytesOf(ImportCaller.ProvinceOf(region, poison: 0.2), 200);
        var id = await caller.OpenedAsync();
        await caller.PutAsync(id, 0, bytes);
        var answer = await caller.FinishAsync(id, bytes.Length, refusedAtMost: 3);
        Assert.Equal("TooManyRefused", answer.Problem);
        Assert.Equal(0, Records(region));
        Assert.Equal(HttpStatusCode.Accepted, (await caller.FinishAsync(id, bytes.Length)).Status);
        Assert.True((await caller.FinishedAsync(id))["added"]!.GetValue<int>() > 100);
    }

    [Fact]
    [NamesRule(OfficeRule.LetterTableIsVersioned)]
    public async Task Rejects_an_import_that_names_an_unknown_letter_table_or_lacks_columns()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        Assert.Equal("UnknownLetterTable", (await caller.OpenAsync(letterTable: "2023")).Problem);
        Assert.Equal("ImportRefused", (await caller.OpenAsync("Ndjson", encoding: "Gb18030")).Problem);
        var id = await caller.OpenedAsync();
        var answer = await caller.PutAsync(id, 0, "DABH,XM\n"u8.ToArray());
        Assert.Equal("HeaderRefused", answer.Problem);
        Assert.Contains("SFZMHM", answer.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, (await caller.GetAsync($"/imports/{id}")).Json["offset"]!.GetValue<long>());
        var tables = (await caller.GetAsync("/letter-tables")).Json["items"]!.AsArray();
        Assert.Contains(tables, table => table!["version"]!.GetValue<string>() == "2022" && table["letters"]!["R"]!.GetValue<string>() == "G");
    }

    [Fact]
    [NamesRule(OfficeRule.RareNamesAreKept)]
    public async Task Keeps_rare_characters_that_come_in_GB_18030()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var lines = Encoding.UTF8.GetString(ImportCaller.BytesOf(ImportCaller.ProvinceOf(region), 400));
        Assert.Contains(lines, char.IsSurrogate);
        var bytes = gb18030.GetBytes(lines);
        var id = (await caller.OpenAsync(encoding: "Gb18030")).Json["importId"]!.GetValue<string>();
        await caller.PutAsync(id, 0, bytes);
        await caller.FinishAsync(id, bytes.Length);
        Assert.Equal(400, (await caller.FinishedAsync(id))["added"]!.GetValue<int>());

        var names = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToDictionary(f => f[0], f => f[2]);
        Assert.All(names, pair => Assert.Equal(pair.Value, RecordOf(region, pair.Key)!.Body.Name));

        // The wrong name of the encoding is noticed, not guessed at.
        var wrong = (await caller.OpenAsync(encoding: "Utf8")).Json["importId"]!.GetValue<string>();
        await caller.PutAsync(wrong, 0, bytes);
        var refused = await caller.RefusedAsync(wrong);
        Assert.NotEmpty(refused);
        Assert.All(refused, line => Assert.Equal("BadEncoding", line["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Rejects_a_line_older_than_what_is_stored_and_takes_the_same_again()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        var province = ImportCaller.ProvinceOf(region, ProvinceFormat.Ndjson);
        var line = JsonNode.Parse(province.Line(0).Bytes)!.AsObject();
        await caller.ImportAsync(Line(line), "Ndjson");
        var again = await caller.ImportAsync(Line(line), "Ndjson");
        Assert.Equal((0, 1, 0), (again["added"]!.GetValue<int>(), again["replaced"]!.GetValue<int>(), again["refused"]!.GetValue<int>()));
        line["GXSJ"] = "2001-01-01 00:00:00";
        var older = await caller.ImportAsync(Line(line), "Ndjson");
        Assert.Equal((0, 1), (older["replaced"]!.GetValue<int>(), older["refused"]!.GetValue<int>()));
        var refused = Assert.Single(await caller.RefusedAsync(older["importId"]!.GetValue<string>()));
        Assert.Equal(("OlderThanStored", "GXSJ"), (refused["reason"]!.GetValue<string>(), refused["field"]!.GetValue<string>()));
    }

    [Fact]
    [NamesRule(OfficeRule.FaultsRefuseAndMark)]
    public async Task Brings_new_letters_of_an_imported_driver_to_the_licences_in_the_next_head()
    {
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        using var office = Office.Of(region);
        await office.OfferAsync(1);
        var fileNumber = SyntheticDriver.FileNumber(1);
        var line = new JsonObject
        {
            ["DABH"] = fileNumber, ["SFZMHM"] = SyntheticDriver.CitizenNumberOf(1), ["XM"] = "示例𠮷1", ["ZJCX"] = "C1", ["LJJF"] = "12", ["CCLZRQ"] = "2012-05-04",
            ["YXQS"] = "2018-05-04", ["YXQZ"] = "长期", ["FZJG"] = "310100", ["ZT"] = "BJ", ["GXSJ"] = region.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        };
        await caller.ImportAsync(Line(line), "Ndjson");
        await Eventually.TrueAsync(() => region.Headed().Exceptions().Any(entry => (StatusValue)entry.Value == StatusValue.Suspended), "the head has the letters");
    }

    [Theory]
    [InlineData("stage import", 1, false)]
    [InlineData("stage import", 1, true)]
    [InlineData("stage import", 2, false)]
    [InlineData("stage import", 2, true)]
    [InlineData("stage import", 3, false)]
    [InlineData("stage import", 3, true)]
    [InlineData("finish import", 1, false)]
    [InlineData("finish import", 1, true)]
    [InlineData("merge import", 1, false)]
    [InlineData("merge import", 1, true)]
    [InlineData("merge import", 2, false)]
    [InlineData("merge import", 2, true)]
    [InlineData("merge import", 4, false)]
    [InlineData("merge import", 4, true)]
    public async Task Survives_a_crash_at_a_piece_at_the_decision_or_at_a_batch(string act, int occurrence, bool afterCommit)
    {
        const int Lines = 17_000; // Three pieces, nine batches.
        await using var region = await TestRegion.PrepareAsync();
        FaultyStore? faulty = null;
        await region.StartIssuerAsync(real => faulty = new FaultyStore(real, act, occurrence, afterCommit));
        await region.ReadyAsync();
        var bytes = ImportCaller.BytesOf(ImportCaller.ProvinceOf(region, poison: 0.01), Lines);
        Assert.InRange(bytes.Length, 2 * (1 << 20) + 1, 3 * (1 << 20));
        string id;
        using (var caller = ImportCaller.Of(region))
        {
            id = await caller.OpenedAsync();
            await caller.PutAsync(id, 0, bytes);
            if (!faulty!.Crashed)
                await caller.FinishAsync(id, bytes.Length);
        }
        await Eventually.TrueAsync(() => faulty.Crashed, "the crash");
        await region.StopIssuerAsync();

        await region.StartIssuerAsync();
        await region.ReadyAsync();
        using var after = ImportCaller.Of(region);
        var left = (await after.GetAsync($"/imports/{id}")).Json;
        if (left["state"]!.GetValue<string>() == "Receiving")
        {
            Assert.Equal(0, Records(region));
            var offset = left["offset"]!.GetValue<int>();
            Assert.Equal(HttpStatusCode.OK, (await after.PutAsync(id, offset, bytes.AsMemory(offset))).Status);
            Assert.Equal(HttpStatusCode.Accepted, (await after.FinishAsync(id, bytes.Length)).Status);
        }
        var import = await after.FinishedAsync(id);
        var broken = ImportCaller.ProvinceOf(region, poison: 0.01).Lines(Lines).Count(line => line.Refusal is not null);
        Assert.Equal((Lines - broken, broken), (import["added"]!.GetValue<int>(), import["refused"]!.GetValue<int>()));
        Assert.Equal(Lines - broken, Records(region));
        Assert.Equal(broken, (await after.RefusedAsync(id)).Count);
    }

    [Fact]
    public async Task Finds_who_stands_twice_or_was_known_also_where_two_blocks_go_in_at_once()
    {
        const int Lines = 2 * StagedBlockTable.MostLines + 1_000;
        await using var region = await TestRegion.StartAsync();
        using var caller = ImportCaller.Of(region);
        var province = ImportCaller.ProvinceOf(region, ProvinceFormat.Ndjson);

        var twice = await ImportAsync(0, at: StagedBlockTable.MostLines + 2_000, of: 10); // In the first block and in the one beside it.
        Assert.Equal((Lines - 1, 0, 1), Counts(twice));
        var refused = Assert.Single(await caller.RefusedAsync(twice["importId"]!.GetValue<string>()));
        Assert.Equal((StagedBlockTable.MostLines + 2_001, "DuplicateLine"), (refused["line"]!.GetValue<int>(), refused["reason"]!.GetValue<string>()));

        var known = await ImportAsync(Lines, at: StagedBlockTable.MostLines + 1_000, of: 4_000); // Of the import before, in the second of two blocks.
        Assert.Equal((Lines - 1, 1, 0), Counts(known));
        Assert.Equal(2 * (Lines - 1), Records(region));

        Task<JsonNode> ImportAsync(int from, int at, int of) => caller.ImportAsync(
            [.. Enumerable.Range(0, Lines).SelectMany(n => (byte[])[.. province.Line(n == at ? of : from + n).Bytes, (byte)'\n'])], "Ndjson");

        static (int Added, int Replaced, int Refused) Counts(JsonNode import) =>
            (import["added"]!.GetValue<int>(), import["replaced"]!.GetValue<int>(), import["refused"]!.GetValue<int>());
    }

    [Fact]
    public void Gives_the_same_synthetic_province_for_the_same_seed_and_another_for_another()
    {
        var asOf = new DateOnly(2026, 3, 1);
        static byte[] Of(ulong seed, DateOnly asOf) => ImportCaller.BytesOf(new SyntheticProvince("320000", seed, ProvinceFormat.Csv, asOf, 0.05), 500);
        Assert.Equal(Of(1, asOf), Of(1, asOf));
        Assert.NotEqual(Of(1, asOf), Of(2, asOf));
        Assert.All(Encoding.UTF8.GetString(ImportCaller.BytesOf(new SyntheticProvince("320000", 1, ProvinceFormat.Csv, asOf), 500)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1),
            line => Assert.Contains(",SYNTHETIC,", line, StringComparison.Ordinal));
    }

    private static byte[] Line(JsonObject line) => Encoding.UTF8.GetBytes(line.ToJsonString() + "\n");

    private static long Records(TestRegion region) =>
        region.Issuer.Services.GetRequiredService<IDurableStore>().Read(db => db.ExecuteScalar<long>("SELECT count(*) FROM driver_records"));

    private static DriverRecord? RecordOf(TestRegion region, string fileNumber) =>
        region.Issuer.Services.GetRequiredService<IDurableStore>().Read(db => DriverRecordTable.Find(db, db.KeyOf(fileNumber)) is var (body, _) ? DriverRecord.FromBytes(body) : null);
}
