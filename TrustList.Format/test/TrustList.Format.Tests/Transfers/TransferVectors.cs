using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Signing;
using TrustList.Format.Tests.Vectors;
using TrustList.Format.Transfers;

namespace TrustList.Format.Tests.Transfers;

/// <summary>Vectors of what regions sign when a driver moves (SPEC.md §14.1, §14.2, §14.4).</summary>
internal static class TransferVectors
{
    internal const string Old = "320500", New = "510100";
    internal static readonly DateTimeOffset At = new(2021, 6, 2, 2, 0, 0, TimeSpan.Zero);

    /// <summary>SPEC.md §14.7's record.</summary>
    internal static readonly TransferRecord Sample = new()
    {
        Id = Filled(1, 16),
        From = Old,
        To = New,
        Person = TransferRecord.PersonOf(Filled(2, 32), "320500000014"),
        Entry = 7,
        PreparedAt = At,
        NotAfter = At.AddMinutes(10),
        DossierSha256 = SHA256.HashData("example"u8),
    };

    public static IReadOnlyDictionary<string, Func<string>> Files { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["transfers/persons.json"] = () => VectorFile.Text("A person as a record names them (SPEC.md §14.1); no file number is anybody's", Persons()),
        ["transfers/records.json"] = () => VectorFile.Text("Transfer records (SPEC.md §14.1)", Records()),
        ["transfers/signed.json"] = () => VectorFile.Text("Records with both regions' signatures (SPEC.md §14.2), by test keys", Signed(), ("keys", VectorKeys.Json())),
        ["transfers/acceptances.json"] = () => VectorFile.Text("Acceptances (SPEC.md §14.4), checked by the region that is asked", Acceptances(), ("keys", VectorKeys.Json())),
    };

    internal static byte[] Filled(byte value, int length) => [.. Enumerable.Repeat(value, length)];

    internal static byte[] SignBy(string region, TransferRecord record) => TransferSignature.Sign(record, VectorKeys.Of(region), VectorKeys.Id(region));

    internal static SignedTransfer Sign(TransferRecord record) => new(record.Write(), SignBy(record.From, record), SignBy(record.To, record));

    internal static JsonObject Says(TransferRecord record) => new()
    {
        ["id"] = VectorFile.Base64(record.Id),
        ["from"] = record.From,
        ["to"] = record.To,
        ["person"] = VectorFile.Base64(record.Person),
        ["entry"] = record.Entry,
        ["prepared"] = record.PreparedAt.ToUnixTimeSeconds(),
        ["notAfter"] = record.NotAfter.ToUnixTimeSeconds(),
        ["dossier"] = VectorFile.Base64(record.DossierSha256),
        ["hash"] = VectorFile.Base64(record.Hash()),
    };

    private static IEnumerable<JsonObject> Persons() => new[] { (2, "320500000014"), (3, "320500000014"), (2, "510100000027") }.Select(item =>
        VectorFile.Vector(
            $"salt of {item.Item1}, {item.Item2}", new() { ["salt"] = VectorFile.Base64(Filled((byte)item.Item1, 32)), ["fileNumber"] = item.Item2 }, null, null,
            () => new() { ["person"] = VectorFile.Base64(TransferRecord.PersonOf(Filled((byte)item.Item1, 32), item.Item2)) }));

    private static IEnumerable<JsonObject> Records()
    {
        const string bad = nameof(TransferFault.Malformed);
        var good = Sample.Write();
        var (start, end) = (At.ToUnixTimeSeconds(), At.AddMinutes(10).ToUnixTimeSeconds());
        yield return One("the record of the specification", good);
        yield return One("the last entry, a day's time", (Sample with { Entry = (128L << 20) - 1, NotAfter = At.AddDays(1) }).Write());
        yield return One("one second's time", (Sample with { NotAfter = At.AddSeconds(1) }).Write());
        yield return One("nothing", [], bad);
        yield return One("cut short", good[..^1], bad);
        yield return One("a byte more", [.. good, 0], bad);
        yield return One("another format", Raw(format: "transfer/2"), bad);
        yield return One("eight members", RawCbor.Array("transfer/1", Sample.Id, Old, New, Sample.Person, 7, start, end), bad);
        yield return One("ten members", RawCbor.Array("transfer/1", Sample.Id, Old, New, Sample.Person, 7, start, end, Sample.DossierSha256, 0), bad);
        yield return One("a map", RawCbor.Map((0, "transfer/1"), (1, Sample.Id)), bad);
        yield return One("an indefinite array", [0x9F, .. good.AsSpan(1..), 0xFF], bad);
        yield return One("a number in a longer head", Raw(entry: 7) is var whole && whole.AsSpan().IndexOf((byte)0x1A) is var at ? [.. whole.AsSpan(..(at - 1)), 0x18, 7, .. whole.AsSpan(at..)] : [], bad);
        yield return One("an id of 15 bytes", Raw(id: Filled(1, 15)), bad);
        yield return One("an id of 17 bytes", Raw(id: Filled(1, 17)), bad);
        yield return One("an id as text", Raw(id: "0101010101010101"), bad);
        yield return One("to where it comes from", Raw(to: Old), bad);
        yield return One("a region of five digits", Raw(from: "32050"), bad);
        yield return One("a region of province 00", Raw(to: "000100"), bad);
        yield return One("a region of other digits", Raw(to: "５10100"), bad);
        yield return One("a person of 31 bytes", Raw(person: Filled(9, 31)), bad);
        yield return One("a dossier of 33 bytes", Raw(dossier: Filled(9, 33)), bad);
        yield return One("an entry beyond every block", Raw(entry: 128L << 20), bad);
        yield return One("a negative entry", Raw(entry: -1), bad);
        yield return One("a deadline that is the signing", Raw(notAfter: start), bad);
        yield return One("a deadline before the signing", Raw(notAfter: start - 1), bad);
        yield return One("a deadline after more than a day", Raw(notAfter: start + 86_401), bad);
        yield return One("times after the year 9999", Raw(prepared: 253_402_300_799, notAfter: 253_402_300_800), bad);

        JsonObject One(string name, byte[] bytes, string? wanted = null) => Of(name, new() { ["bytes"] = VectorFile.Base64(bytes) }, wanted, TransferRecord.Read(bytes) switch
        {
            { Ok: true } read => (null, () => Says(read.Value)),
            _ => (bad, null),
        });

        byte[] Raw(
            object? format = null, object? id = null, object? from = null, object? to = null, object? person = null, long entry = 7, long? prepared = null,
            long? notAfter = null, object? dossier = null) => RawCbor.Array(
            format ?? "transfer/1", id ?? Sample.Id, from ?? Old, to ?? New, person ?? Sample.Person, entry, prepared ?? start, notAfter ?? end, dossier ?? Sample.DossierSha256);
    }

    private static IEnumerable<JsonObject> Signed()
    {
        const string malformed = nameof(TransferFault.Malformed), unknown = nameof(TransferFault.UnknownKey), forged = nameof(TransferFault.BadSignature);
        var good = Sign(Sample);
        var (record, elsewhere, header) = (Sample.Write(), Sample with { To = "440300" }, RawCbor.Header(VectorKeys.Id(New), TransferSignature.MediaType));
        byte[] New1(byte[] guarded, byte[]? open = null, bool detached = true, Func<byte[], byte[]>? respell = null) =>
            RawCbor.Sign1(VectorKeys.Of(New), guarded, open ?? [0xA0], record, detached, respell);
        var whole = good.Write();
        yield return One("both regions", whole);
        yield return One("a signature spelled the other way", (good with { ToSignature = New1(header, respell: RawCbor.OtherS) }).Write());
        yield return One("a signature without the tag", (good with { ToSignature = New1(header)[1..] }).Write());
        yield return One("an unknown header is passed over", (good with { ToSignature = New1(header, RawCbor.Map(("note", "x"))) }).Write());
        yield return One("kid and typ unprotected", (good with
        {
            ToSignature = New1(RawCbor.Map((1, -7)), RawCbor.Map((4, System.Text.Encoding.UTF8.GetBytes(VectorKeys.Id(New))), (16, TransferSignature.MediaType))),
        }).Write());
        yield return One("nothing", [], malformed);
        yield return One("cut short", whole[..^1], malformed);
        yield return One("a byte more", [.. whole, 0], malformed);
        yield return One("one signature", RawCbor.Array("signed-transfer/1", record, good.FromSignature), malformed);
        yield return One("three signatures", RawCbor.Array("signed-transfer/1", record, good.FromSignature, good.ToSignature, good.ToSignature), malformed);
        yield return One("a longer head", [0x98, 4, .. whole.AsSpan(1..)], malformed);
        yield return One("more than 2,048 bytes", RawCbor.Array("signed-transfer/1", record, Filled(0, 768), Filled(0, 1_100)), malformed);
        yield return One("a signature of 769 bytes", (good with { ToSignature = Filled(0, 769) }).Write(), malformed);
        yield return One("a record that is none", (good with { Record = record[..^1] }).Write(), malformed);
        yield return One("a signature that is none", (good with { FromSignature = default }).Write(), malformed);
        yield return One("a signature with bytes after it", (good with { ToSignature = (byte[])[.. good.ToSignature.Span, 0] }).Write(), malformed);
        yield return One("the record inside the signature", (good with { ToSignature = New1(header, detached: false) }).Write(), malformed);
        yield return One("a signature of another kind", (good with { ToSignature = New1(RawCbor.Header(VectorKeys.Id(New), TransferAcceptance.MediaType)) }).Write(), malformed);
        yield return One("no kind", (good with { ToSignature = New1(RawCbor.Map((1, -7), (4, System.Text.Encoding.UTF8.GetBytes(VectorKeys.Id(New))))) }).Write(), malformed);
        yield return One("no alg", (good with { ToSignature = New1([0xA0], header) }).Write(), malformed);
        yield return One("a critical header", (good with { ToSignature = New1(RawCbor.Map((1, -7), (2, new object[] { 4 }), (4, Filled(1, 3)), (16, TransferSignature.MediaType))) }).Write(), malformed);
        yield return One("kid twice", (good with { ToSignature = New1(header, RawCbor.Map((4, Filled(1, 3)))) }).Write(), malformed);
        yield return One("the signatures exchanged", (good with { FromSignature = good.ToSignature, ToSignature = good.FromSignature }).Write(), unknown);
        yield return One("the old region twice", (good with { ToSignature = good.FromSignature }).Write(), unknown);
        yield return One("the new region twice", (good with { FromSignature = good.ToSignature }).Write(), unknown);
        yield return One("a key id that nobody lists", (good with { ToSignature = New1(RawCbor.Header("status-0", TransferSignature.MediaType)) }).Write(), unknown);
        yield return One("no key id", (good with { ToSignature = New1(RawCbor.Map((1, -7), (16, TransferSignature.MediaType))) }).Write(), unknown);
        yield return One("a key id that is not text", (good with { ToSignature = New1(RawCbor.Map((1, -7), (4, Filled(0xFF, 4)), (16, TransferSignature.MediaType))) }).Write(), unknown);
        yield return One("a region without keys", new SignedTransfer(elsewhere.Write(), SignBy(Old, elsewhere), good.ToSignature).Write(), unknown);
        yield return One("the old region's name used by a stranger", (good with { FromSignature = TransferSignature.Sign(Sample, VectorKeys.Stranger, VectorKeys.Id(Old)) }).Write(), forged);
        yield return One("the new region's name used by a stranger", (good with { ToSignature = TransferSignature.Sign(Sample, VectorKeys.Stranger, VectorKeys.Id(New)) }).Write(), forged);
        yield return One("the old region's signature of another entry", (good with { FromSignature = SignBy(Old, Sample with { Entry = 8 }) }).Write(), forged);
        yield return One("the new region's signature of a longer deadline", (good with { ToSignature = SignBy(New, Sample with { NotAfter = At.AddMinutes(11) }) }).Write(), forged);
        yield return One("another record than was signed", (good with { Record = (Sample with { Entry = 8 }).Write() }).Write(), forged);
        yield return One("a flipped bit", (good with { ToSignature = RawCbor.Flipped(good.ToSignature.ToArray(), ^1) }).Write(), forged);
        yield return One("a signature of 63 bytes", (good with { ToSignature = New1(header, respell: same => same[..^1]) }).Write(), forged);
        yield return One("an alg that is not the key's", (good with { ToSignature = New1(RawCbor.Header(VectorKeys.Id(New), TransferSignature.MediaType, -8)) }).Write(), forged);

        JsonObject One(string name, byte[] bytes, string? wanted = null)
        {
            var read = SignedTransfer.Read(bytes);
            var verified = read.Ok ? read.Value.Verify(VectorKeys.Find) : TransferResult<TransferRecord>.Malformed(read);
            return Of(name, new() { ["bytes"] = VectorFile.Base64(bytes) }, wanted, verified.Ok ? (null, () => Says(verified.Value)) : (verified.Fault.ToString(), null));
        }
    }

    private static IEnumerable<JsonObject> Acceptances()
    {
        const string malformed = nameof(TransferFault.Malformed), subject = nameof(TransferFault.WrongSubject);
        var acceptance = new TransferAcceptance(Sample.Id, Old, New, (byte[])[4, .. Filled(3, 64)], At);
        var (good, header) = (By(acceptance), RawCbor.Header(VectorKeys.Id(New), TransferAcceptance.MediaType));
        byte[] Raw(params object?[] members) => RawCbor.Sign1(VectorKeys.Of(New), header, [0xA0], RawCbor.Array(members));
        yield return One("an acceptance", good);
        yield return One("60 seconds ahead", By(acceptance with { At = At.AddSeconds(60) }));
        yield return One("long ago", By(acceptance with { At = At.AddDays(-400) }));
        yield return One("61 seconds ahead", By(acceptance with { At = At.AddSeconds(61) }), nameof(TransferFault.FromTheFuture));
        yield return One("of another region's driver", By(acceptance with { From = "310000" }), subject);
        yield return One("shown to another region", good, subject, "310000");
        yield return One("to the region that it comes from", Raw("transfer-acceptance/1", acceptance.Id, Old, Old, acceptance.SealingKey, At.ToUnixTimeSeconds()), subject);
        yield return One("to no region", Raw("transfer-acceptance/1", acceptance.Id, Old, "00", acceptance.SealingKey, At.ToUnixTimeSeconds()), subject);
        yield return One("by the old region", acceptance.Sign(VectorKeys.Of(Old), VectorKeys.Id(Old)), nameof(TransferFault.UnknownKey));
        yield return One("by a stranger", acceptance.Sign(VectorKeys.Stranger, VectorKeys.Id(New)), nameof(TransferFault.BadSignature));
        yield return One("a flipped bit", RawCbor.Flipped(good, ^1), nameof(TransferFault.BadSignature));
        yield return One("nothing", [], malformed);
        yield return One("cut short", good[..^1], malformed);
        yield return One("a byte more", [.. good, 0], malformed);
        yield return One("more than 1,024 bytes", RawCbor.Sign1(VectorKeys.Of(New), header, RawCbor.Map(("pad", Filled(0, 1_024))), RawCbor.Array()), malformed);
        yield return One("a point of 64 bytes", Raw("transfer-acceptance/1", acceptance.Id, Old, New, Filled(3, 64), At.ToUnixTimeSeconds()), malformed);
        yield return One("another format", Raw("transfer-acceptance/2", acceptance.Id, Old, New, acceptance.SealingKey, At.ToUnixTimeSeconds()), malformed);
        yield return One("a member more", Raw("transfer-acceptance/1", acceptance.Id, Old, New, acceptance.SealingKey, At.ToUnixTimeSeconds(), 0), malformed);
        yield return One("signed for another use", RawCbor.Sign1(VectorKeys.Of(New), RawCbor.Header(VectorKeys.Id(New), TransferSignature.MediaType), [0xA0], CoseSign1.Parse(good).Value.Payload!.Value.ToArray()), malformed);
        yield return One("detached", RawCbor.Sign1(VectorKeys.Of(New), header, [0xA0], CoseSign1.Parse(good).Value.Payload!.Value.ToArray(), detached: true), malformed);

        byte[] By(TransferAcceptance signed) => signed.Sign(VectorKeys.Of(New), VectorKeys.Id(New));

        JsonObject One(string name, byte[] bytes, string? wanted = null, string asked = Old)
        {
            var read = TransferAcceptance.Verify(bytes, asked, VectorKeys.Find, At);
            var given = new JsonObject { ["asked"] = asked, ["now"] = At.ToUnixTimeSeconds(), ["bytes"] = VectorFile.Base64(bytes) };
            return Of(name, given, wanted, !read.Ok ? (read.Fault.ToString(), null) : (null, () => new()
            {
                ["id"] = VectorFile.Base64(read.Value.Id),
                ["from"] = read.Value.From,
                ["to"] = read.Value.To,
                ["point"] = VectorFile.Base64(read.Value.SealingKey),
                ["at"] = read.Value.At.ToUnixTimeSeconds(),
            }));
        }
    }

    private static JsonObject Of(string name, JsonObject given, string? wanted, (string? Fault, Func<JsonObject>? Says) answer) =>
        VectorFile.Vector(name, given, wanted, answer.Fault, answer.Says!);
}
