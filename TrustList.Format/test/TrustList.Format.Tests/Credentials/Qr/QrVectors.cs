using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Tests.Status;
using TrustList.Format.Tests.Vectors;
using TrustList.Format.Verification;
using TrustList.Format.Verification.Checks;

namespace TrustList.Format.Tests.Credentials.Qr;

/// <summary>
/// Vectors of codes (SPEC.md §6.10 to §6.12): what a reader finds who has the signers' keys, by region and kid, and no trust list, status
/// or memory. The first reason that refuses is the fault. Certificates are left out: any 8 bytes name a key here.
/// </summary>
internal static class QrVectors
{
    private const string Region = "310000", Uri = "https://hub.example/status/310000/0", Unsigned = nameof(Reason.IssuerSignatureInvalid), Malformed = nameof(Reason.QrMalformed);
    private static readonly DateTimeOffset Now = new(2021, 6, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly RepeatableSigner Signer = new(3_101), Device = new(1_017), Stranger = new(7);
    private static readonly byte[] KeyId = SHA256.HashData("a certificate (example)"u8)[..8];
    private static readonly byte[] MsoStart = SHA256.HashData("a security object (example)"u8)[..16];
    private static readonly byte[] Challenge = [.. Enumerable.Range(1, 16).Select(number => (byte)number)];

    private static readonly CompactData Data = new()
    {
        FamilyName = "\U00020BB7合成",
        GivenName = "样本",
        Number = CitizenNumber.Complete("31010119900101999"),
        Birth = new(1990, 1, 1),
        Expiry = new(2028, 5, 20),
        Classes = [new("C1", new(2012, 5, 20), new(2028, 5, 20))],
        Office = "310000",
    };

    public static IReadOnlyDictionary<string, Func<string>> Files { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["qr/codes.json"] = () => VectorFile.Text(
            "Codes (SPEC.md §6.10 to §6.12), by test keys, of nobody's licence; challenge: what the verifier showed", Codes(),
            ("keys", new JsonObject { [Region] = new JsonObject { [Convert.ToHexStringLower(KeyId)] = VectorFile.Base64(Signer.PublicKey.SubjectPublicKeyInfo) } })),
        ["qr/challenges.json"] = () => VectorFile.Text("What a verifier shows to a phone (SPEC.md §6.11)", Challenges()),
    };

    private static IEnumerable<JsonObject> Codes()
    {
        var compact = Sign(Claims());
        yield return One("static", Static(compact), null, shown: null);
        yield return One("static, long-term, several classes, born before 1970", Static(Sign(Claims(Data with
        {
            Expiry = null, Birth = new(1931, 2, 3), Classes = [new("A1", new(1969, 12, 31), null), new("C2", new(1970, 1, 1), new(2030, 1, 2))],
        }))), null, shown: null);
        yield return One("static, a class that outlives the period", Static(Sign(Claims(Data with { Classes = [new("C1", new(2012, 5, 20), null)] }))), null, shown: null);
        yield return One("dynamic, with the challenge", Dynamic(compact), null);
        yield return One("dynamic, without", Dynamic(compact, answer: []), null, shown: null);
        yield return One("dynamic, with 64 bytes and a live assertion", Dynamic(compact, answer: new byte[64], staple: [1, 2, 3]), null, shown: new byte[64]);
        yield return One("dynamic, in its last second", Dynamic(compact, madeAt: Now.AddSeconds(-59)), null);
        yield return One("dynamic, 30 seconds ahead", Dynamic(compact, madeAt: Now.AddSeconds(30)), null);
        yield return One("the other spelling of the phone's signature", QrText.DynamicPrefix + Base45.Encode(Holder(Content(compact), respell: RawCbor.OtherS)), null);
        yield return One("an unknown claim is passed over", Dynamic(Sign(Changed(Claims(), (-65_999, "x")))), null);
        yield return One("a minute old", Dynamic(compact, madeAt: Now.AddSeconds(-60)), nameof(Reason.QrExpired));
        yield return One("31 seconds ahead", Dynamic(compact, madeAt: Now.AddSeconds(31)), nameof(Reason.QrFromFuture));
        yield return One("made in the last second that a reader takes", Dynamic(compact, madeAt: DateTimeOffset.MaxValue.AddSeconds(-90)), nameof(Reason.QrFromFuture));
        yield return One("made a second after it", Dynamic(compact, madeAt: DateTimeOffset.MaxValue.AddSeconds(-89)), Malformed);
        yield return One("made in the last second of the year 9999", Dynamic(compact, madeAt: DateTimeOffset.MaxValue), Malformed);
        yield return One("for another purpose", Dynamic(compact, purpose: "rental"), nameof(Reason.PurposeMismatch));
        yield return One("for a purpose that nobody knows", Dynamic(compact, purpose: "unheard"), nameof(Reason.PurposeMismatch));
        yield return One("another verifier's challenge", Dynamic(compact, answer: new byte[16]), nameof(Reason.ChallengeWrong));
        yield return One("no answer", Dynamic(compact, answer: []), nameof(Reason.ChallengeWrong));
        yield return One("an answer that nobody asked for", Dynamic(compact), nameof(Reason.ChallengeWrong), shown: null);
        yield return One("static, where a challenge was shown", Static(compact), nameof(Reason.ChallengeWrong));
        yield return One("by another phone", Dynamic(compact, device: Stranger), nameof(Reason.DeviceSignatureInvalid));
        yield return One("without external data", QrText.DynamicPrefix + Base45.Encode(RawCbor.Sign1(Device, RawCbor.Map((1, -7)), [0xA0], Content(compact))[1..]), nameof(Reason.DeviceSignatureInvalid));
        yield return One("a device key that is no point", Dynamic(Sign(Replaced(8, (1, new (object, object?)[] { (1, 2), (-1, 1), (-2, new byte[32]), (-3, new byte[32]) })))), nameof(Reason.DeviceKeyInvalid));
        yield return One("by a stranger", Dynamic(Sign(Claims(), Stranger)), Unsigned);
        yield return One("a flipped bit of the signer's", Dynamic(RawCbor.Flipped(compact, ^1)), Unsigned);
        yield return One("at its end", Dynamic(Sign(Replaced(4, Now.ToUnixTimeSeconds()))), nameof(Reason.Expired));
        yield return One("before it begins", Dynamic(Sign(Replaced(6, Now.ToUnixTimeSeconds() + 1))), nameof(Reason.NotYetValid));
        yield return One("a key that is not known", Dynamic(Sign(Claims(), keyId: new byte[8])), nameof(Reason.SignerNotListed));
        yield return One("a kid of 7 bytes", Dynamic(Sign(Claims(), keyId: new byte[7])), Malformed);
        foreach (var label in new[] { 1, 4, 6, 8, 65_535, -65_580 })
            yield return One($"without claim {label}", Dynamic(Sign([.. Claims().Where(pair => !pair.Label.Equals(label))])), Malformed);
        foreach (var member in new[] { 0, 1, 2, 3, 4, 6, 7, 8 })
            yield return One($"a licence without member {member}", Dynamic(Sign(Replaced(-65_580, [.. Licence(Data).Where(pair => !pair.Label.Equals(member))]))), Malformed);
        yield return One("another document type", Dynamic(Sign(Replaced(-65_580, With(Licence(Data), 0, 2)))), Malformed);
        yield return One("no classes", Dynamic(Sign(Replaced(-65_580, With(Licence(Data), 6, Array.Empty<object?>())))), Malformed);
        yield return One("an office of seven digits", Dynamic(Sign(Replaced(-65_580, With(Licence(Data), 7, 1_000_000)))), Malformed);
        yield return One("15 bytes of the hash", Dynamic(Sign(Replaced(-65_580, With(Licence(Data), 8, new byte[15])))), Malformed);
        yield return One("no region's code", Dynamic(Sign(Replaced(1, "31000"))), Malformed);
        yield return One("a challenge of 15 bytes", Dynamic(compact, answer: new byte[15]), Malformed, shown: null);
        yield return One("four members", QrText.DynamicPrefix + Base45.Encode(Holder(RawCbor.Array(compact, Now.ToUnixTimeSeconds(), "roadside", Challenge))), Malformed);
        yield return One("static in the dynamic form", QrText.DynamicPrefix + Base45.Encode(compact), Malformed);
        yield return One("dynamic in the static form", QrText.StaticPrefix + Dynamic(compact)[6..], Malformed);
        yield return One("another prefix", "CNDX1:" + Base45.Encode(compact), Malformed);
        yield return One("nothing", string.Empty, Malformed);
        yield return One("nothing after the prefix", QrText.StaticPrefix, Malformed);
        yield return One("cut short", Static(compact[..^1]), Malformed, shown: null);
        yield return One("a byte more", Static([.. compact, 0]), Malformed, shown: null);
        yield return One("a small letter", Static(compact) + "a0", Malformed, shown: null);
        yield return One("4,297 characters", Static(compact).PadRight(4_297, '0'), Malformed, shown: null);
    }

    private static IEnumerable<JsonObject> Challenges()
    {
        yield return One("16 bytes", QrText.OfChallenge(Challenge), null);
        yield return One("64 bytes", QrText.OfChallenge(new byte[64]), null);
        yield return One("15 bytes", QrText.ChallengePrefix + Base45.Encode(new byte[15]), Malformed);
        yield return One("65 bytes", QrText.ChallengePrefix + Base45.Encode(new byte[65]), Malformed);
        yield return One("a code", QrText.StaticPrefix + Base45.Encode(Challenge), Malformed);
        foreach (var (name, content) in new[] { ("a group beyond 65,535", "GGW"), ("a last group beyond 255", "BB8V5"), ("a length that no bytes have", "BB8A"), ("a small letter", "bb8"), ("a character that is none", "BB_") })
            yield return One(name, QrText.ChallengePrefix + Base45.Encode(new byte[16]) + content, Malformed);

        static JsonObject One(string name, string text, string? wanted)
        {
            var read = QrText.ReadChallenge(text);
            return VectorFile.Vector(name, new() { ["text"] = text }, wanted, read.Ok ? null : Malformed, () => new() { ["challenge"] = VectorFile.Base64(read.Value) });
        }
    }

    private static JsonObject One(string name, string text, string? wanted) => One(name, text, wanted, Challenge);

    private static JsonObject One(string name, string text, string? wanted, byte[]? shown)
    {
        var request = new VerificationRequest { QrText = text, Now = Now, Purpose = Purpose.Roadside };
        if (shown is not null)
            request = request with { Challenge = shown };
        var findings = new Findings(VerificationProfile.Strict);
        var draft = new VerdictDraft(request, findings);
        if (CodeCheck.Read(text, draft, findings) is { } code)
        {
            SecurityObjectCheck.CheckDates(code.Licence.Mso, Now, findings);
            if (code.Licence.Compact is not { Region: Region, KeyId: var keyId } || !keyId.Span.SequenceEqual(KeyId))
                findings.Add(Reason.SignerNotListed, "kid");
            else if (!code.Licence.IssuerAuth.Verify(Signer.PublicKey))
                findings.Add(Reason.IssuerSignatureInvalid, "signature");
            CodeCheck.Run(code, request, findings);
        }
        var fault = findings.Refused ? findings.Failures().First(finding => ReasonText.Of(finding.Reason).Effect == ReasonEffect.Refuses).Reason.ToString() : null;
        var given = new JsonObject { ["text"] = text, ["now"] = Now.ToUnixTimeSeconds(), ["purpose"] = "roadside", ["challenge"] = shown is null ? null : VectorFile.Base64(shown) };
        return VectorFile.Vector(name, given, wanted, fault, () => Says(ReadCode.Of(text).Value, draft.Presented, findings));
    }

    private static JsonObject Says(ReadCode code, Presented presented, Findings findings)
    {
        var elements = new JsonObject();
        foreach (var item in code.Licence.Items)
            elements[$"{item.Namespace}/{item.Identifier}"] = VectorFile.Base64(item.Value);
        return new()
        {
            ["region"] = code.Licence.Compact!.Region,
            ["uri"] = code.Licence.Mso.Status!.Uri,
            ["index"] = code.Licence.Mso.Status.Index,
            ["elements"] = elements,
            ["warnings"] = new JsonArray([.. findings.Warnings().Select(finding => (JsonNode)finding.Reason.ToString())]),
            ["replayId"] = presented.ReplayId,
        };
    }

    private static string Static(byte[] compact) => QrText.StaticPrefix + Base45.Encode(compact);

    private static string Dynamic(
        byte[] compact, DateTimeOffset? madeAt = null, string purpose = "roadside", byte[]? answer = null, byte[]? staple = null, ISigner? device = null) =>
        QrText.DynamicPrefix + Base45.Encode(HolderStatement.Sign(device ?? Device, compact, madeAt ?? Now, purpose, answer ?? Challenge, staple ?? []));

    private static byte[] Content(byte[] compact) => RawCbor.Array(compact, Now.ToUnixTimeSeconds(), "roadside", Challenge, Array.Empty<byte>());

    private static byte[] Holder(byte[] content, Func<byte[], byte[]>? respell = null)
    {
        var guarded = RawCbor.Map((1, -7));
        var signature = Device.Sign(RawCbor.Array("Signature1", guarded, "federation-qr-1"u8.ToArray(), content), SignatureForm.P1363);
        return [0x84, .. RawCbor.Array(guarded)[1..], 0xA0, .. RawCbor.Array(content)[1..], .. RawCbor.Array((respell ?? (same => same))(signature))[1..]];
    }

    private static byte[] Sign((object Label, object? Value)[] claims, ISigner? signer = null, byte[]? keyId = null) =>
        CoseSign1.Sign(signer ?? Signer, new CoseHeaders { KeyId = keyId ?? KeyId }, RawCbor.Map(claims));

    private static (object Label, object? Value)[] Claims(CompactData? data = null)
    {
        var (x, y) = Device.PublicKey.Point;
        // As the writer of ours writes it: the other way round would show nothing.
        var written = CompactWriter.Write(Region, data ?? Data, Device.PublicKey, (Uri, 17), MsoStart, Now.AddDays(-1), Now.AddDays(300));
        (object Label, object? Value)[] claims =
        [
            (1, Region), (4, Now.AddDays(300).ToUnixTimeSeconds()), (6, Now.AddDays(-1).ToUnixTimeSeconds()),
            (8, new (object, object?)[] { (1, new (object, object?)[] { (1, 2), (-1, 1), (-2, x), (-3, (y[^1] & 1) == 1) }) }),
            (65_535, new (object, object?)[] { ("status_list", new (object, object?)[] { ("idx", 17), ("uri", Uri) }) }),
            (-65_580, Licence(data ?? Data)),
        ];
        Assert.Equal(Convert.ToHexString(RawCbor.Map(claims)), Convert.ToHexString(written));
        return claims;
    }

    private static (object Label, object? Value)[] Licence(CompactData data)
    {
        var members = new List<(object, object?)> { (0, 1), (1, data.FamilyName), (2, data.GivenName), (3, data.Number), (4, Day(data.Birth)) };
        if (data.Expiry is { } expiry)
            members.Add((5, Day(expiry)));
        members.Add((6, data.Classes.Select(one => (object?)(one.ExpiryDate == data.Expiry
            ? [one.Code, Day(one.IssueDate)]
            : new object?[] { one.Code, Day(one.IssueDate), one.ExpiryDate is { } end ? Day(end) : null })).ToArray()));
        members.Add((7, int.Parse(data.Office, CultureInfo.InvariantCulture)));
        members.Add((8, MsoStart));
        return [.. members];
    }

    private static int Day(DateOnly day) => day.DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    private static (object Label, object? Value)[] Changed((object Label, object? Value)[] pairs, (object Label, object? Value) more) => [.. pairs, more];

    private static (object Label, object? Value)[] Replaced(int label, params (object, object?)[] map) => With(Claims(), label, map);

    private static (object Label, object? Value)[] Replaced(int label, object value) => With(Claims(), label, value);

    private static (object Label, object? Value)[] With((object Label, object? Value)[] pairs, int label, object value) =>
        [.. pairs.Select(pair => pair.Label.Equals(label) ? (pair.Label, value) : pair)];
}
