using System.Text.Json.Nodes;
using TrustList.Format.Disputes;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Format.Tests.Vectors;

namespace TrustList.Format.Tests.Disputes;

/// <summary>Vectors of disputes and their answers (SPEC.md §15.5, §15.6).</summary>
internal static class DisputeVectors
{
    private const string Reporting = SpecDispute.Reporting, Home = SpecDispute.Home;
    private const string Malformed = nameof(StatusFault.Malformed), Unknown = nameof(StatusFault.UnknownKey), Forged = nameof(StatusFault.BadSignature);
    private const string WrongType = nameof(StatusFault.WrongType), Future = nameof(StatusFault.FromTheFuture), Subject = nameof(StatusFault.WrongSubject);
    private static readonly DateTimeOffset At = SpecDispute.At;
    private static readonly DisputeClaims Claims = SpecDispute.Claims;
    private static readonly DisputeAnswerClaims Answer = new(Home, Reporting, At, DisputeRecord.HashOf(Claims), DisputeFinding.UpheldCorrected, StatusValue.Valid);

    public static IReadOnlyDictionary<string, Func<string>> Files { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["disputes/records.json"] = () => VectorFile.Text("Disputes (SPEC.md §15.5), by test keys", Records(), ("keys", VectorKeys.Json())),
        ["disputes/answers.json"] = () => VectorFile.Text("Answers (SPEC.md §15.6) to the dispute that stands beside each, by test keys", Answers(), ("keys", VectorKeys.Json())),
    };

    private static IEnumerable<JsonObject> Records()
    {
        var good = Sign(Claims);
        var pairs = Pairs(Claims);
        yield return One("the dispute of the specification", good);
        yield return One("with attachments", Sign(Claims with { Attachments = new byte[32] }));
        yield return One("of a region with itself", Sign(Claims with { Home = Reporting }));
        foreach (var fault in Enum.GetValues<DisputedFault>())
            yield return One($"fault {(int)fault}", Sign(Claims with { Fault = fault }));
        foreach (var reporter in Enum.GetValues<DisputeReporter>())
            yield return One($"reporter {(int)reporter}", Sign(Claims with { Reporter = reporter }));
        yield return One("60 seconds ahead", Sign(Claims with { At = At.AddSeconds(60) }));
        yield return One("the other spelling of its signature", Raw(pairs, respell: RawCbor.OtherS));
        yield return One("without the tag", good[1..]);
        yield return One("61 seconds ahead", Sign(Claims with { At = At.AddSeconds(61) }), Future);
        yield return One("by a stranger", DisputeRecord.Sign(Claims, VectorKeys.Stranger, VectorKeys.Id(Reporting)), Forged);
        yield return One("by the region that it is about", DisputeRecord.Sign(Claims, VectorKeys.Of(Home), VectorKeys.Id(Home)), Unknown);
        yield return One("in the name of another region", Sign(Claims with { Reporting = "510100" }), Unknown);
        yield return One("by a region without keys", Sign(Claims with { Reporting = "440300" }), Unknown);
        yield return One("without a key id", RawCbor.Sign1(VectorKeys.Of(Reporting), RawCbor.Map((1, -7), (16, DisputeRecord.MediaType)), [0xA0], RawCbor.Map(pairs)), Unknown);
        yield return One("a flipped bit of the signature", RawCbor.Flipped(good, ^1), Forged);
        yield return One("another index than was signed", Changed(good, Sign(Claims with { Index = 9 })), Forged);
        yield return One("an alg that is not the key's", RawCbor.Sign1(VectorKeys.Of(Reporting), RawCbor.Header(VectorKeys.Id(Reporting), DisputeRecord.MediaType, -8), [0xA0], RawCbor.Map(pairs)), Forged);
        yield return One("an answer in its place", DisputeAnswer.Sign(Answer with { Home = Reporting }, VectorKeys.Of(Reporting), VectorKeys.Id(Reporting)), WrongType);
        yield return One("without a type", RawCbor.Sign1(VectorKeys.Of(Reporting), RawCbor.Map((1, -7), (4, System.Text.Encoding.UTF8.GetBytes(VectorKeys.Id(Reporting)))), [0xA0], RawCbor.Map(pairs)), WrongType);
        yield return One("nothing", [], Malformed);
        yield return One("cut short", good[..^1], Malformed);
        yield return One("a byte more", [.. good, 0], Malformed);
        yield return One("more than 2,048 bytes", RawCbor.Sign1(VectorKeys.Of(Reporting), Header, RawCbor.Map(("pad", new byte[2_048])), RawCbor.Map(pairs)), Malformed);
        yield return One("detached", RawCbor.Sign1(VectorKeys.Of(Reporting), Header, [0xA0], RawCbor.Map(pairs), detached: true), Malformed);
        yield return One("a critical header", RawCbor.Sign1(VectorKeys.Of(Reporting), Header, RawCbor.Map((2, new object[] { 4 })), RawCbor.Map(pairs)), Malformed);
        yield return One("an unknown claim", Raw([.. pairs, (-65_999, 1)]), Malformed);
        yield return One("a claim twice", Raw([.. pairs, pairs[^1]]), Malformed);
        yield return One("claims in another order", Raw([.. pairs.Reverse()]), Malformed);
        yield return One("claims that are no map", Raw(RawCbor.Array(1, 2)), Malformed);
        yield return One("a byte after the claims", Raw([.. RawCbor.Map(pairs), 0]), Malformed);
        foreach (var (label, _) in pairs)
            yield return One($"without claim {label}", Raw([.. pairs.Where(pair => !pair.Label.Equals(label))]), Malformed);
        foreach (var (name, label, value) in new (string, int, object)[]
        {
            ("a region of five digits", 1, "31000"), ("a region of province 00", 3, "003100"), ("an empty address", 2, ""), ("an address of 513 characters", 2, new string('a', 513)),
            ("an address as bytes", 2, new byte[3]), ("an id of 15 bytes", 7, new byte[15]), ("an id of 17 bytes", 7, new byte[17]), ("index 2^20", -65_538, 1 << 20), ("a negative index", -65_538, -1),
            ("a reserved status", -65_539, 9), ("seen later than reported", -65_573, At.ToUnixTimeSeconds() + 1), ("fault 0", -65_574, 0), ("fault 6", -65_574, 6),
            ("reporter 0", -65_575, 0), ("reporter 4", -65_575, 4), ("a time before 1970", 6, -1), ("a time after the year 9999", 6, 253_402_300_800), ("a time as text", 6, "2020-10-12"),
        })
            yield return One(name, Raw(With(pairs, label, value)), Malformed);
        yield return One("attachments of 31 bytes", Raw([.. pairs, (-65_576, new byte[31])]), Malformed);

        JsonObject One(string name, byte[] bytes, string? wanted = null)
        {
            var read = DisputeRecord.Verify(bytes, VectorKeys.Find, At);
            var given = new JsonObject { ["now"] = At.ToUnixTimeSeconds(), ["bytes"] = VectorFile.Base64(bytes) };
            return VectorFile.Vector(name, given, wanted, read.Ok ? null : read.Fault.ToString(), () => new()
            {
                ["reporting"] = read.Value.Claims.Reporting,
                ["home"] = read.Value.Claims.Home,
                ["at"] = read.Value.Claims.At.ToUnixTimeSeconds(),
                ["id"] = VectorFile.Base64(read.Value.Claims.Id),
                ["uri"] = read.Value.Claims.StatusUri,
                ["index"] = read.Value.Claims.Index,
                ["seen"] = (int)read.Value.Claims.Seen,
                ["seenAsOf"] = read.Value.Claims.SeenAsOf.ToUnixTimeSeconds(),
                ["fault"] = (int)read.Value.Claims.Fault,
                ["reporter"] = (int)read.Value.Claims.Reporter,
                ["attachments"] = read.Value.Claims.Attachments is { } attachments ? VectorFile.Base64(attachments) : null,
                ["hash"] = VectorFile.Base64(read.Value.Hash),
                ["keyId"] = read.Value.KeyId,
            });
        }
    }

    private static IEnumerable<JsonObject> Answers()
    {
        var good = By(Answer);
        var pairs = new (object Label, object? Value)[]
        {
            (1, Home), (3, Reporting), (6, At.ToUnixTimeSeconds()), (-65_539, 0), (-65_577, DisputeRecord.HashOf(Claims)), (-65_578, 1),
        };
        byte[] RawAnswer((object, object?)[] claims) => RawCbor.Sign1(VectorKeys.Of(Home), RawCbor.Header(VectorKeys.Id(Home), DisputeAnswer.MediaType), [0xA0], RawCbor.Map(claims));
        foreach (var finding in Enum.GetValues<DisputeFinding>())
            yield return One($"finding {(int)finding}", By(Answer with { Finding = finding, Value = finding == DisputeFinding.NotOurs ? null : StatusValue.Suspended }));
        yield return One("60 seconds ahead", By(Answer with { At = At.AddSeconds(60) }));
        yield return One("61 seconds ahead", By(Answer with { At = At.AddSeconds(61) }), Future);
        yield return One("to another dispute", By(Answer with { DisputeHash = DisputeRecord.HashOf(Claims with { Index = 8 }) }), Subject);
        yield return One("to the same dispute with attachments", By(Answer with { DisputeHash = DisputeRecord.HashOf(Claims with { Attachments = new byte[32] }) }), Subject);
        yield return One("to another region", By(Answer with { Reporting = "510100" }), Subject);
        yield return One("from another region", By(Answer with { Home = "510100" }), Subject);
        yield return One("by the region that reported", DisputeAnswer.Sign(Answer, VectorKeys.Of(Reporting), VectorKeys.Id(Reporting)), Unknown);
        yield return One("by a stranger", DisputeAnswer.Sign(Answer, VectorKeys.Stranger, VectorKeys.Id(Home)), Forged);
        yield return One("a flipped bit of the signature", RawCbor.Flipped(good, ^1), Forged);
        yield return One("another finding than was signed", Changed(good, By(Answer with { Finding = DisputeFinding.NotUpheld })), Forged);
        yield return One("the dispute in its place", DisputeRecord.Sign(Claims, VectorKeys.Of(Home), VectorKeys.Id(Home)), WrongType);
        yield return One("nothing", [], Malformed);
        yield return One("cut short", good[..^1], Malformed);
        yield return One("a byte more", [.. good, 0], Malformed);
        yield return One("an unknown claim", RawAnswer([.. pairs, (-65_999, 1)]), Malformed);
        yield return One("a value with finding 4", RawAnswer(With(pairs, -65_578, 4)), Malformed);
        yield return One("no value with finding 3", RawAnswer([.. With(pairs, -65_578, 3).Where(pair => !pair.Label.Equals(-65_539))]), Malformed);
        foreach (var (name, label, value) in new (string, int, object)[]
        {
            ("finding 0", -65_578, 0), ("finding 5", -65_578, 5), ("a reserved status", -65_539, 9), ("a hash of 31 bytes", -65_577, new byte[31]), ("a region of seven digits", 1, "3300000"),
        })
            yield return One(name, RawAnswer(With(pairs, label, value)), Malformed);
        foreach (var label in new[] { 1, 3, 6, -65_577, -65_578 })
            yield return One($"without claim {label}", RawAnswer([.. pairs.Where(pair => !pair.Label.Equals(label))]), Malformed);

        byte[] By(DisputeAnswerClaims claims) => DisputeAnswer.Sign(claims, VectorKeys.Of(Home), VectorKeys.Id(Home));

        JsonObject One(string name, byte[] bytes, string? wanted = null)
        {
            var read = DisputeAnswer.Verify(bytes, Claims, keyId => VectorKeys.Find(Home, keyId), At);
            var given = new JsonObject
            {
                ["now"] = At.ToUnixTimeSeconds(),
                ["dispute"] = new JsonObject { ["reporting"] = Reporting, ["home"] = Home, ["hash"] = VectorFile.Base64(DisputeRecord.HashOf(Claims)) },
                ["bytes"] = VectorFile.Base64(bytes),
            };
            return VectorFile.Vector(name, given, wanted, read.Ok ? null : read.Fault.ToString(), () => new()
            {
                ["at"] = read.Value.Claims.At.ToUnixTimeSeconds(),
                ["finding"] = (int)read.Value.Claims.Finding,
                ["value"] = (int?)read.Value.Claims.Value,
                ["keyId"] = read.Value.KeyId,
            });
        }
    }

    private static byte[] Header => RawCbor.Header(VectorKeys.Id(Reporting), DisputeRecord.MediaType);

    private static byte[] Sign(DisputeClaims claims) => DisputeRecord.Sign(claims, VectorKeys.Of(Reporting), VectorKeys.Id(Reporting));

    private static byte[] Raw((object, object?)[] claims, Func<byte[], byte[]>? respell = null) =>
        RawCbor.Sign1(VectorKeys.Of(Reporting), Header, [0xA0], RawCbor.Map(claims), respell: respell);

    private static byte[] Raw(byte[] payload) => RawCbor.Sign1(VectorKeys.Of(Reporting), Header, [0xA0], payload);

    /// <summary>The content of one message under the signature of another.</summary>
    private static byte[] Changed(byte[] signed, byte[] other) => [.. other.AsSpan(..^64), .. CoseSign1.Parse(signed).Value.Signature.Span];

    private static (object Label, object? Value)[] With((object Label, object? Value)[] pairs, int label, object value) =>
        [.. pairs.Select(pair => pair.Label.Equals(label) ? (pair.Label, value) : pair)];

    private static (object Label, object? Value)[] Pairs(DisputeClaims claims) =>
    [
        (1, claims.Reporting), (2, claims.StatusUri), (3, claims.Home), (6, claims.At.ToUnixTimeSeconds()), (7, claims.Id), (-65_538, claims.Index),
        (-65_539, (int)claims.Seen), (-65_573, claims.SeenAsOf.ToUnixTimeSeconds()), (-65_574, (int)claims.Fault), (-65_575, (int)claims.Reporter),
    ];
}
