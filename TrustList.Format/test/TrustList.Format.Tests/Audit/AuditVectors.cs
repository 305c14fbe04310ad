using System.Text.Json.Nodes;
using TrustList.Format.Audit;
using TrustList.Format.Status;
using TrustList.Format.Tests.Vectors;
using Utf8 = System.Text.Encoding;

namespace TrustList.Format.Tests.Audit;

/// <summary>Vectors of audit trails: hashes of entries, checkpoints, exports (SPEC.md §15.1 to §15.4).</summary>
internal static class AuditVectors
{
    private const string Region = "310000";
    private const string Malformed = nameof(StatusFault.Malformed);
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_602_489_600_000);

    public static IReadOnlyDictionary<string, Func<string>> Files { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["audit/entries.json"] = () => VectorFile.Text("Hashes of audit entries (SPEC.md §15.1); seq and at as text, previous in base64", Entries()),
        ["audit/checkpoints.json"] = () => VectorFile.Text("Audit checkpoints (SPEC.md §15.2), by test keys", Checkpoints(), ("keys", VectorKeys.Json())),
        ["audit/exports.json"] = () => VectorFile.Text(
            "Exports (SPEC.md §15.3, §15.4) by their lines, without LF; a line that is not text as bytes. line: the number of the first bad one", Exports(), ("keys", VectorKeys.Json())),
    };

    private static IEnumerable<JsonObject> Entries()
    {
        var first = new AuditEntry(1, At, "system:0011223344556677", "GetLicence", "LicenceRead", "AAAAAAAAAAAAAAAAAAAAAA", "licence 01", AuditEntry.NoPrevious);
        yield return One("the entry of the specification", first);
        yield return One("its successor", first with { Seq = 2, Previous = first.Hash() });
        yield return One("empty texts", new AuditEntry(1, At, "", "", "", "", "", AuditEntry.NoPrevious));
        yield return One("texts of other scripts and control characters", first with { Who = "窗口 №1 \u0001\"\\", What = "𠮷" });
        yield return One("large numbers", first with { Seq = long.MaxValue, At = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_999) });
        yield return One("24 characters and 256", first with { Who = new string('a', 24), Why = new string('b', 256) });

        static JsonObject One(string name, AuditEntry entry) => VectorFile.Vector(name, new()
        {
            ["entry"] = new JsonObject
            {
                ["seq"] = $"{entry.Seq}",
                ["at"] = $"{entry.At.ToUnixTimeMilliseconds()}",
                ["who"] = entry.Who,
                ["why"] = entry.Why,
                ["act"] = entry.Act,
                ["driver"] = entry.Driver,
                ["what"] = entry.What,
                ["previous"] = VectorFile.Base64(entry.Previous),
            },
        }, null, null, () => new() { ["hash"] = VectorFile.Base64(entry.Hash()) });
    }

    private static IEnumerable<JsonObject> Checkpoints()
    {
        var claims = new AuditCheckpointClaims(Region, At, 5, Filled(3));
        var (good, pairs) = (Sign(claims), new (object Label, object? Value)[] { (1, Region), (6, At.ToUnixTimeSeconds()), (-65_570, 5), (-65_571, Filled(3)), (-65_572, 2) });
        byte[] Raw(params (object Label, object? Value)[] payload) =>
            RawCbor.Sign1(VectorKeys.Of(Region), RawCbor.Header(VectorKeys.Id(Region), AuditCheckpoint.MediaType), [0xA0], RawCbor.Map(payload));
        yield return One("of a day", good);
        yield return One("of an export", Sign(claims with { First = 2 }));
        yield return One("of an export of one entry", Sign(claims with { First = 5 }));
        yield return One("a large number", Sign(claims with { Seq = 4_000_000_000_000 }));
        yield return One("the other spelling of its signature", RawCbor.Sign1(VectorKeys.Of(Region), RawCbor.Header(VectorKeys.Id(Region), AuditCheckpoint.MediaType), [0xA0], RawCbor.Map(pairs), respell: RawCbor.OtherS));
        yield return One("by a stranger", AuditCheckpoint.Sign(claims, VectorKeys.Stranger, VectorKeys.Id(Region)), nameof(StatusFault.BadSignature));
        yield return One("a flipped bit of the signature", RawCbor.Flipped(good, ^1), nameof(StatusFault.BadSignature));
        yield return One("in the name of another region", Sign(claims with { Region = "330000" }), nameof(StatusFault.UnknownKey));
        yield return One("of an unknown key", AuditCheckpoint.Sign(claims, VectorKeys.Of(Region), "status-0"), nameof(StatusFault.UnknownKey));
        yield return One("signed for another use", RawCbor.Sign1(VectorKeys.Of(Region), RawCbor.Header(VectorKeys.Id(Region), StatusHead.MediaType), [0xA0], RawCbor.Map(pairs)), nameof(StatusFault.WrongType));
        yield return One("nothing", [], Malformed);
        yield return One("cut short", good[..^1], Malformed);
        yield return One("a byte more", [.. good, 0], Malformed);
        yield return One("more than 1,024 bytes", RawCbor.Sign1(VectorKeys.Of(Region), RawCbor.Header(VectorKeys.Id(Region), AuditCheckpoint.MediaType), RawCbor.Map(("pad", new byte[1_024])), RawCbor.Map(pairs)), Malformed);
        yield return One("detached", RawCbor.Sign1(VectorKeys.Of(Region), RawCbor.Header(VectorKeys.Id(Region), AuditCheckpoint.MediaType), [0xA0], RawCbor.Map(pairs), detached: true), Malformed);
        yield return One("entry 0", Raw((1, Region), (6, At.ToUnixTimeSeconds()), (-65_570, 0), (-65_571, Filled(3))), Malformed);
        yield return One("a first entry after the last", Raw([.. pairs[..^1], (-65_572, 6)]), Malformed);
        yield return One("a first entry 0", Raw([.. pairs[..^1], (-65_572, 0)]), Malformed);
        yield return One("a hash of 31 bytes", Raw((1, Region), (6, At.ToUnixTimeSeconds()), (-65_570, 5), (-65_571, new byte[31])), Malformed);
        yield return One("a region of five digits", Raw([(1, "31000"), .. pairs[1..]]), Malformed);
        yield return One("an unknown claim", Raw([.. pairs, (-65_999, 0)]), Malformed);
        yield return One("claims in another order", Raw([.. pairs.Reverse()]), Malformed);
        foreach (var (label, _) in pairs[..^1])
            yield return One($"without claim {label}", Raw([.. pairs.Where(pair => !pair.Label.Equals(label))]), Malformed);

        static JsonObject One(string name, byte[] bytes, string? wanted = null)
        {
            var read = AuditCheckpoint.Verify(bytes, VectorKeys.Find);
            return VectorFile.Vector(name, new() { ["bytes"] = VectorFile.Base64(bytes) }, wanted, read.Ok ? null : read.Fault.ToString(), () => new()
            {
                ["region"] = read.Value.Claims.Region,
                ["issuedAt"] = read.Value.Claims.IssuedAt.ToUnixTimeSeconds(),
                ["seq"] = read.Value.Claims.Seq,
                ["hash"] = VectorFile.Base64(read.Value.Claims.Hash),
                ["first"] = read.Value.Claims.First,
                ["keyId"] = read.Value.KeyId,
            });
        }
    }

    private static IEnumerable<JsonObject> Exports()
    {
        const string notALine = nameof(AuditFault.NotALine), changed = nameof(AuditFault.Changed), notNext = nameof(AuditFault.NotNext), bad = nameof(AuditFault.BadCheckpoint);
        const string rewritten = nameof(AuditFault.Rewritten), cut = nameof(AuditFault.CutShort), notWhole = nameof(AuditFault.NotWhole);
        var trail = new List<AuditLine>();
        for (var i = 0; i < 5; i++)
            trail.Add(Next(trail.LastOrDefault()));
        var (lines, seal) = (trail.Select(Text).ToList(), Seal(5, trail[4], 1));
        string Entry(int index, Func<AuditEntry, AuditEntry> change, bool rehash = false) =>
            change(trail[index].Entry!) is var other ? Text(AuditLine.Of(other, rehash ? other.Hash() : trail[index].Hash)) : "";
        string Replaced(int index, string from, string to) => lines[index].Replace(from, to, StringComparison.Ordinal);
        yield return One("five entries", [.. lines, seal]);
        yield return One("one entry", [lines[0], Seal(1, trail[0], 1)]);
        yield return One("a part that begins later", [.. lines[2..], Seal(5, trail[4], 3)]);
        yield return One("a day's checkpoint within", [.. lines[..2], Seal(2, trail[1]), .. lines[2..], seal]);
        yield return One("two checkpoints of one entry", [.. lines, Seal(5, trail[4]), seal]);
        yield return One("other spellings of the same lines", ["\t" + Replaced(0, "{", "{ ").Replace("\"who\"", "\"\\u0077ho\"", StringComparison.Ordinal) + " ", .. lines[1..], seal]);
        yield return One("texts of 400 characters, of two units each the half", [.. Of(entry => entry with { Who = new string('a', 400), What = string.Concat(Enumerable.Repeat("𠮷", 200)) })]);
        yield return One("control characters and other scripts", [.. Of(entry => entry with { Who = "窗口 \u0001\"\\\n", Why = "查验" })]);
        yield return One("nothing at all", [], notWhole, 0);
        yield return One("no entry before the first checkpoint", [seal], cut, 1);
        yield return One("an entry changed", [.. lines[..2], Entry(2, entry => entry with { Who = "nobody" }), .. lines[3..], seal], changed, 3);
        yield return One("the driver of an entry changed", [Entry(0, entry => entry with { Driver = "other" }), .. lines[1..], seal], changed, 1);
        yield return One("the time of an entry changed", [Entry(0, entry => entry with { At = At.AddMilliseconds(1) }), .. lines[1..], seal], changed, 1);
        yield return One("an entry changed with its hash", [.. lines[..2], Entry(2, entry => entry with { Who = "nobody" }, rehash: true), .. lines[3..], seal], notNext, 4);
        yield return One("an entry removed", [.. lines[..2], .. lines[3..], seal], notNext, 3);
        yield return One("two entries exchanged", [.. lines[..2], lines[3], lines[2], lines[4], seal], notNext, 3);
        yield return One("an entry twice", [.. lines[..3], lines[2], .. lines[3..], seal], notNext, 4);
        yield return One("a number left out", [.. lines[..2], Entry(2, entry => entry with { Seq = 4 }, rehash: true), .. lines[3..], seal], notNext, 3);
        yield return One("entry 1 with one before it", [Entry(0, entry => entry with { Previous = Filled(1) }, rehash: true), .. lines[1..], seal], notNext, 1);
        yield return One("the first entry removed", [.. lines[1..], seal], notWhole, 5);
        yield return One("the last entry removed", [.. lines[..4], seal], cut, 5);
        yield return One("the last checkpoint removed", lines, notWhole, 5);
        yield return One("a day's checkpoint at the end", [.. lines, Seal(5, trail[4])], notWhole, 6);
        yield return One("an entry after the last checkpoint", [.. lines, seal, Text(Next(trail[4]))], notWhole, 7);
        yield return One("the checkpoint of another part", [.. lines, Seal(5, trail[4], 3)], notWhole, 6);
        yield return One("a checkpoint over another hash", [.. lines, Seal(5, trail[3], 1)], rewritten, 6);
        yield return One("a checkpoint in another place", [.. lines[..3], Seal(2, trail[1]), .. lines[3..], seal], rewritten, 4);
        yield return One("a checkpoint of an entry to come", [.. lines[..3], Seal(4, trail[3]), .. lines[3..], seal], cut, 4);
        yield return One("a stranger's checkpoint", [.. lines, Text(AuditLine.Of(AuditCheckpoint.Sign(new(Region, At, 5, trail[4].Hash, 1), VectorKeys.Stranger, VectorKeys.Id(Region))))], bad, 6);
        yield return One("another region's checkpoint in between", [.. lines[..2], Seal(2, trail[1], region: "330000"), .. lines[2..], seal], bad, 7);
        yield return One("a checkpoint that is none", [.. lines, "{\"checkpoint\":\"AAAA\"}"], bad, 6);
        foreach (var (name, line) in new (string, string)[]
        {
            ("an empty line", ""), ("half an object", "{"), ("an object without members", "{}"), ("an array", "[1]"), ("not base64", "{\"checkpoint\":\"!\"}"),
            ("a checkpoint without bytes", "{\"checkpoint\":\"\"}"), ("base64 without padding", "{\"checkpoint\":\"AA\"}"), ("a checkpoint with a number", "{\"checkpoint\":\"AAAA\",\"seq\":1}"),
            ("a checkpoint of 1,025 bytes", $"{{\"checkpoint\":\"{Convert.ToBase64String(new byte[1_025])}\"}}"), ("text after the object", lines[0] + "x"), ("two objects", lines[0] + lines[0]),
            ("a member twice", Replaced(0, "{", "{\"act\":\"RecordPut\",")), ("an unknown member", Replaced(0, "{", "{\"also\":1,")), ("a member missing", Replaced(0, "\"what\":\"\",", "")),
            ("a number as text", Replaced(0, "\"seq\":1", "\"seq\":\"1\"")), ("a fraction", Replaced(0, "\"seq\":1", "\"seq\":1.0")), ("an exponent", Replaced(0, "\"seq\":1", "\"seq\":1e0")),
            ("a leading zero", Replaced(0, "\"seq\":1", "\"seq\":01")), ("entry 0", Replaced(0, "\"seq\":1", "\"seq\":0")), ("minus nought", Replaced(0, "\"seq\":1", "\"seq\":-0")), ("entry 2^63", Replaced(0, "\"seq\":1", "\"seq\":9223372036854775808")),
            ("a time after the year 9999", Replaced(0, "1602489600000", "253402300800000")), ("null for a text", Replaced(0, "\"what\":\"\"", "\"what\":null")), ("a comma at the end", Replaced(0, "}", ",}")),
            ("a comment", lines[0] + "//"), ("a hash in capitals", Replaced(0, Convert.ToHexStringLower(trail[0].Hash.Span), Convert.ToHexString(trail[0].Hash.Span))),
            ("a hash of 31 bytes", Replaced(0, Convert.ToHexStringLower(trail[0].Hash.Span), new string('0', 62))), ("a text of 401 characters", Replaced(0, "\"what\":\"\"", $"\"what\":\"{new string('a', 401)}\"")),
            ("a text of 201 characters of two units", Replaced(0, "\"what\":\"\"", $"\"what\":\"{string.Concat(Enumerable.Repeat("𠮷", 201))}\"")), ("half a character", Replaced(0, "\"what\":\"\"", "\"what\":\"\\ud842\"")),
            ("a control character as it is", Replaced(0, "\"what\":\"\"", "\"what\":\"\u0001\"")), ("a line of more than 16,384 bytes", lines[0] + new string(' ', 16_384)),
        })
            yield return One(name, [line, .. lines[1..], seal], notALine, 1);
        yield return One("not UTF-8", [.. lines, seal], notALine, 1, Utf8.Latin1.GetBytes(Replaced(0, "\"what\":\"\"", "\"what\":\"\u00e9\"")));
        yield return One("a byte order mark", [.. lines, seal], notALine, 1, [0xEF, 0xBB, 0xBF, .. Utf8.UTF8.GetBytes(lines[0])]);

        IEnumerable<string> Of(Func<AuditEntry, AuditEntry> change)
        {
            var entry = change(trail[0].Entry!);
            var line = AuditLine.Of(entry, entry.Hash());
            return [Text(line), Seal(1, line, 1)];
        }

        static JsonObject One(string name, IReadOnlyList<string> lines, string? wanted = null, int line = 0, byte[]? first = null)
        {
            var check = new AuditFileCheck(VectorKeys.Find);
            var all = lines.Select(text => Utf8.UTF8.GetBytes(text)).ToList();
            if (first is not null)
                all[0] = first;
            foreach (var each in all)
                check.Take(each);
            var finding = check.Finish();
            if ((finding?.Line ?? 0) != line)
                throw new InvalidOperationException($"{name}: line {finding?.Line}, not {line}");
            var given = new JsonObject { ["lines"] = new JsonArray([.. lines.Select((text, i) => first is not null && i == 0 ? new JsonObject { ["bytes"] = VectorFile.Base64(first) } : (JsonNode)text)]) };
            var vector = VectorFile.Vector(name, given, wanted, finding?.Fault.ToString(), () => new()
            {
                ["first"] = check.First,
                ["last"] = check.Last,
                ["checkpoints"] = check.Checkpoints,
                ["region"] = check.Newest!.Region,
            });
            if (line > 0)
                vector["line"] = line;
            return vector;
        }
    }

    private static byte[] Filled(byte value) => [.. Enumerable.Repeat(value, AuditEntry.HashBytes)];

    private static string Text(AuditLine line) => Utf8.UTF8.GetString(line.Write());

    private static byte[] Sign(AuditCheckpointClaims claims) => AuditCheckpoint.Sign(claims, VectorKeys.Of(Region), VectorKeys.Id(Region));

    private static string Seal(long seq, AuditLine over, long? first = null, string region = Region) =>
        Text(AuditLine.Of(AuditCheckpoint.Sign(new AuditCheckpointClaims(region, At, seq, over.Hash, first), VectorKeys.Of(region), VectorKeys.Id(region))));

    private static AuditLine Next(AuditLine? before)
    {
        var entry = new AuditEntry((before?.Entry!.Seq ?? 0) + 1, At, "node", "example", "RecordPut", "key", "", before?.Hash ?? AuditEntry.NoPrevious);
        return AuditLine.Of(entry, entry.Hash());
    }
}
