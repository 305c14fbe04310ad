using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Status;
using TrustList.Format.Tests.Status;
using TrustList.Format.Tests.Vectors;

namespace TrustList.Format.Tests.Credentials;

/// <summary>Vectors of what holders send and show: proofs of possession (SPEC.md §6.8), live assertions (§7.6), staples (§7.15).</summary>
internal static class HolderVectors
{
    private const string Region = "310000", Uri = "https://hub.example/status/310000/0", Nonce = "bm9uY2UgZXhhbXBsZQ";
    private const long Index = 17;
    private const string Malformed = nameof(StatusFault.Malformed), Subject = nameof(StatusFault.WrongSubject), Forged = nameof(StatusFault.BadSignature);
    private static readonly DateTimeOffset Now = new(2021, 6, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly RepeatableSigner Device = new(1_017);
    private static readonly byte[] Question = [.. Enumerable.Repeat((byte)5, 16)];
    private static readonly byte[] SecurityObject = System.Text.Encoding.UTF8.GetBytes("a security object (example)");

    public static IReadOnlyDictionary<string, Func<string>> Files { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["holders/proofs.json"] = () => VectorFile.Text("Proofs of possession (SPEC.md §6.8), by a test key; subject, or uri, index and more of which it is made", Proofs()),
        ["holders/assertions.json"] = () => VectorFile.Text("Live assertions (SPEC.md §7.6), by test keys", Assertions(), ("keys", VectorKeys.Json())),
        ["holders/staples.json"] = () => VectorFile.Text("Staples (SPEC.md §7.15), by test keys; the security object is any bytes", Staples(), ("keys", VectorKeys.Json())),
    };

    private static IEnumerable<JsonObject> Proofs()
    {
        var refresh = HolderProof.Sign(Device, HolderAct.Refresh, Region, Nonce, HolderProof.SubjectOf(Uri, Index));
        var assertion = HolderProof.Sign(Device, HolderAct.Assertion, Region, Nonce, HolderProof.SubjectOf(Uri, Index, "roadside"));
        yield return OfOffer("collect", HolderProof.Sign(Device, Region, Nonce, "offer-1"), true);
        yield return One("refresh", HolderAct.Refresh, refresh, true);
        yield return One("assertion", HolderAct.Assertion, HolderProof.Sign(Device, HolderAct.Assertion, Region, Nonce, HolderProof.SubjectOf(Uri, Index)), true);
        yield return One("assertion for a purpose", HolderAct.Assertion, assertion, true, more: "roadside");
        yield return One("dispute", HolderAct.Dispute, HolderProof.Sign(Device, HolderAct.Dispute, Region, Nonce, HolderProof.SubjectOf(Uri, Index)), true);
        yield return One("the other spelling of a signature", HolderAct.Refresh, RawCbor.OtherS(refresh), true);
        foreach (var act in new[] { HolderAct.Collect, HolderAct.Assertion, HolderAct.Dispute })
            yield return One($"a proof for refresh in place of {act.ToString().ToLowerInvariant()}", act, refresh, false);
        yield return One("of another region", HolderAct.Refresh, refresh, false, region: "320000");
        yield return One("of another nonce", HolderAct.Refresh, refresh, false, nonce: "b3RoZXIgbm9uY2U");
        yield return One("of another index", HolderAct.Refresh, refresh, false, index: 18);
        yield return One("of another list", HolderAct.Refresh, refresh, false, uri: "https://hub.example/status/310000/1");
        yield return One("without its purpose", HolderAct.Assertion, assertion, false);
        yield return One("for another purpose", HolderAct.Assertion, assertion, false, more: "counter");
        yield return One("by another device", HolderAct.Refresh, HolderProof.Sign(VectorKeys.Stranger, HolderAct.Refresh, Region, Nonce, HolderProof.SubjectOf(Uri, Index)), false);
        yield return One("a flipped bit", HolderAct.Refresh, RawCbor.Flipped(refresh, ^1), false);
        yield return One("63 bytes", HolderAct.Refresh, refresh[..^1], false);
        yield return One("65 bytes", HolderAct.Refresh, [.. refresh, 0], false);
        yield return One("nothing", HolderAct.Refresh, [], false);
        yield return One("zeros", HolderAct.Refresh, new byte[64], false);
        yield return One("the DER form", HolderAct.Refresh, Der(refresh), false);
        yield return OfOffer("a line feed in the offer", HolderProof.Sign(Device, Region, Nonce, "offer\n1"), false, "offer\n1");
        yield return OfOffer("lines moved from the nonce to the offer", HolderProof.Sign(Device, Region, Nonce, "offer-1"), false, $"{Nonce}\noffer-1", nonce: "");

        static JsonObject OfOffer(string name, byte[] proof, bool accepted, string offer = "offer-1", string nonce = Nonce) =>
            Given(name, HolderAct.Collect, Region, nonce, offer, new() { ["subject"] = offer }, proof, accepted);

        static JsonObject One(
            string name, HolderAct act, byte[] proof, bool accepted, string region = Region, string nonce = Nonce, string uri = Uri, long index = Index, string? more = null)
        {
            var subject = new JsonObject { ["uri"] = uri, ["index"] = index };
            if (more is not null)
                subject["more"] = more;
            return Given(name, act, region, nonce, HolderProof.SubjectOf(uri, index, more), subject, proof, accepted);
        }
    }

    private static JsonObject Given(string name, HolderAct act, string region, string nonce, string subject, JsonObject told, byte[] proof, bool accepted)
    {
        if (HolderProof.Verify(Device.PublicKey, act, region, nonce, subject, proof) != accepted)
            throw new InvalidOperationException($"{name}: not {accepted}");
        var given = new JsonObject { ["act"] = act.ToString().ToLowerInvariant(), ["region"] = region, ["nonce"] = nonce };
        foreach (var (member, value) in told.ToList())
            given[member] = value?.DeepClone();
        given["deviceKey"] = VectorFile.Base64(Device.PublicKey.SubjectPublicKeyInfo);
        given["proof"] = VectorFile.Base64(proof);
        return VectorFile.Vector(name, given, null, null, () => new() { ["accepted"] = accepted });
    }

    private static LiveStatusClaims Claims(ReadOnlyMemory<byte> nonce) => new()
    {
        Region = Region,
        StatusUri = Uri,
        Index = Index,
        Value = StatusValue.Valid,
        Letters = "A",
        Points = 3,
        PointsClear = new DateOnly(2022, 2, 28),
        IssuedAt = Now,
        Expires = Now.AddMinutes(5),
        Nonce = nonce,
    };

    private static IEnumerable<JsonObject> Assertions()
    {
        var claims = Claims(Question);
        var good = Sign(claims);
        yield return One("all claims", good);
        yield return One("value, no letters, no points", Sign(claims with { Letters = "", Points = null, PointsClear = null }));
        yield return One("moved to another region", Sign(claims with { Value = StatusValue.Transferred, Letters = "C" }));
        yield return One("moved to a region that it names", Sign(claims with { Value = StatusValue.Transferred, Letters = "", MovedTo = "510100" }));
        yield return One("more severe than its letters", Sign(claims with { Value = StatusValue.Invalid }));
        yield return One("milder than letters of another table", Sign(claims with { Letters = "E", LettersVersion = "GA/T 16.25/2" }));
        yield return One("ten minutes", Sign(claims with { Expires = Now.AddMinutes(10) }));
        yield return One("60 seconds ahead", Sign(claims with { IssuedAt = Now.AddSeconds(60), Expires = Now.AddSeconds(90) }));
        yield return One("an unknown claim is passed over", Raw([.. Pairs(claims), (-65_999, "x")]));
        yield return One("a reserved value is Invalid", Raw(With(Pairs(claims), -65_539, 9)));
        yield return One("in its last second", good, now: Now.AddMinutes(5).AddSeconds(-1));
        yield return One("at its end", good, nameof(StatusFault.Expired), now: Now.AddMinutes(5));
        yield return One("61 seconds ahead", Sign(claims with { IssuedAt = Now.AddSeconds(61), Expires = Now.AddSeconds(90) }), nameof(StatusFault.FromTheFuture));
        yield return One("the answer to another question", good, nameof(StatusFault.WrongNonce), nonce: [.. Enumerable.Repeat((byte)6, 16)]);
        yield return One("another index", good, Subject, index: 18);
        yield return One("another list", good, Subject, uri: "https://hub.example/status/310000/1");
        yield return One("another region's word on this list", LiveAssertion.Sign(claims with { Region = "330000" }, VectorKeys.Of(Region), VectorKeys.Id(Region)), Subject);
        yield return One("eleven minutes", Raw(With(Pairs(claims), 4, Now.AddMinutes(11).ToUnixTimeSeconds())), nameof(StatusFault.TooLong));
        yield return One("no life", Raw(With(Pairs(claims), 4, Now.ToUnixTimeSeconds())), Malformed);
        yield return One("milder than its letters", Raw(With(Pairs(claims), -65_540, "E")), Malformed);
        yield return One("a letter twice", Raw(With(Pairs(claims), -65_540, "AA")), Malformed);
        yield return One("a small letter", Raw(With(Pairs(claims), -65_540, "a")), Malformed);
        yield return One("no letters, but told", Raw(With(Pairs(claims), -65_540, "")), Malformed);
        yield return One("1,000 points", Raw(With(Pairs(claims), -65_542, 1_000)), Malformed);
        yield return One("points cleared on 30 February", Raw(With(Pairs(claims), -65_543, "2022-02-30")), Malformed);
        yield return One("valid, and moved to a region", Raw([.. Pairs(claims), (-65_579, "510100")]), Malformed);
        yield return One("moved to itself", Raw([.. With(Pairs(claims), -65_539, 0xD), (-65_579, Region)]), Malformed);
        yield return One("moved to no region", Raw([.. With(Pairs(claims), -65_539, 0xD), (-65_579, "51010")]), Malformed);
        yield return One("index 2^20", Raw(With(Pairs(claims), -65_538, 1 << 20)), Malformed);
        yield return One("a nonce of 15 bytes", Raw(With(Pairs(claims), 10, new byte[15])), Malformed);
        yield return One("a nonce of 65 bytes", Raw(With(Pairs(claims), 10, new byte[65])), Malformed);
        foreach (var label in new[] { 1, 2, 4, 6, 10, -65_538, -65_539, -65_541 })
            yield return One($"without claim {label}", Raw([.. Pairs(claims).Where(pair => !pair.Label.Equals(label))]), Malformed);
        yield return One("by a stranger", LiveAssertion.Sign(claims, VectorKeys.Stranger, VectorKeys.Id(Region)), Forged);
        yield return One("a flipped bit", RawCbor.Flipped(good, ^1), Forged);
        yield return One("detached", RawCbor.Sign1(VectorKeys.Of(Region), Header, [0xA0], RawCbor.Map(Pairs(claims)), detached: true), Forged);
        yield return One("by another region", LiveAssertion.Sign(claims, VectorKeys.Of("330000"), VectorKeys.Id("330000")), nameof(StatusFault.UnknownKey));
        yield return One("signed as a list", RawCbor.Sign1(VectorKeys.Of(Region), RawCbor.Header(VectorKeys.Id(Region), StatusListToken.CwtMediaType), [0xA0], RawCbor.Map(Pairs(claims))), nameof(StatusFault.WrongType));
        yield return One("nothing", [], Malformed);
        yield return One("cut short", good[..^1], Malformed);
        yield return One("a byte more", [.. good, 0], Malformed);
        yield return One("more than 4,096 bytes", RawCbor.Sign1(VectorKeys.Of(Region), Header, RawCbor.Map(("pad", new byte[4_096])), RawCbor.Map(Pairs(claims))), Malformed);

        static JsonObject One(string name, byte[] bytes, string? wanted = null, DateTimeOffset? now = null, byte[]? nonce = null, string uri = Uri, long index = Index) =>
            Answered(name, bytes, wanted, now ?? Now, uri, index, nonce ?? Question, ("nonce", nonce ?? Question));
    }

    private static IEnumerable<JsonObject> Staples()
    {
        var hash = SHA256.HashData(SecurityObject);
        var good = Sign(Claims(hash));
        yield return One("a staple", good);
        yield return One("of a licence that is held", Sign(Claims(hash) with { Value = StatusValue.Suspended, Letters = "D" }));
        yield return One("of another licence", good, nameof(StatusFault.WrongNonce), [.. SecurityObject, 0]);
        yield return One("an answer to a verifier's question", Sign(Claims(Question)), nameof(StatusFault.WrongNonce));
        yield return One("of another index", Sign(Claims(hash) with { Index = 18 }), Subject);
        yield return One("after its end", good, nameof(StatusFault.Expired), now: Now.AddMinutes(6));
        yield return One("by a stranger", LiveAssertion.Sign(Claims(hash), VectorKeys.Stranger, VectorKeys.Id(Region)), Forged);

        static JsonObject One(string name, byte[] bytes, string? wanted = null, byte[]? licence = null, DateTimeOffset? now = null) =>
            Answered(name, bytes, wanted, now ?? Now, Uri, Index, SHA256.HashData(licence ?? SecurityObject), ("securityObject", licence ?? SecurityObject));
    }

    private static JsonObject Answered(
        string name, byte[] bytes, string? wanted, DateTimeOffset now, string uri, long index, byte[] nonce, (string Name, byte[] Value) given)
    {
        var read = LiveAssertion.Verify(bytes, new LiveStatusQuestion(Region, uri, index, nonce), keyId => VectorKeys.Find(Region, keyId), now);
        var told = new JsonObject
        {
            ["region"] = Region, ["uri"] = uri, ["index"] = index, [given.Name] = VectorFile.Base64(given.Value), ["now"] = now.ToUnixTimeSeconds(), ["bytes"] = VectorFile.Base64(bytes),
        };
        return VectorFile.Vector(name, told, wanted, read.Ok ? null : read.Fault.ToString(), () => new()
        {
            ["value"] = (int)read.Value.Claims.Value,
            ["letters"] = read.Value.Claims.Letters,
            ["points"] = read.Value.Claims.Points,
            ["pointsClear"] = read.Value.Claims.PointsClear?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["movedTo"] = read.Value.Claims.MovedTo,
        });
    }

    private static byte[] Header => RawCbor.Header(VectorKeys.Id(Region), LiveAssertion.MediaType);

    private static byte[] Sign(LiveStatusClaims claims) => LiveAssertion.Sign(claims, VectorKeys.Of(Region), VectorKeys.Id(Region));

    private static byte[] Raw((object Label, object? Value)[] claims) => RawCbor.Sign1(VectorKeys.Of(Region), Header, [0xA0], RawCbor.Map(claims));

    private static (object Label, object? Value)[] With((object Label, object? Value)[] pairs, int label, object value) =>
        [.. pairs.Select(pair => pair.Label.Equals(label) ? (pair.Label, value) : pair)];

    private static (object Label, object? Value)[] Pairs(LiveStatusClaims claims) =>
    [
        (1, claims.Region), (2, claims.StatusUri), (4, claims.Expires.ToUnixTimeSeconds()), (6, claims.IssuedAt.ToUnixTimeSeconds()), (10, claims.Nonce), (-65_538, claims.Index),
        (-65_539, (int)claims.Value), (-65_540, claims.Letters), (-65_541, claims.LettersVersion), (-65_542, claims.Points!.Value), (-65_543, "2022-02-28"),
    ];

    private static byte[] Der(byte[] signature)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(signature.AsSpan(..32));
            writer.WriteIntegerUnsigned(signature.AsSpan(32));
        }
        return writer.Encode();
    }
}
