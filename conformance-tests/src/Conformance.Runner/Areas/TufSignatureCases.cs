using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Testing;
using TrustList.Testing.Forgery;

namespace Conformance.Areas;

/// <summary>Forms of signatures and keys in metadata.</summary>
internal static class TufSignatureCases
{
    private const string Area = "signatures/metadata/", Keys = "signatures/keys/";
    private static readonly BigInteger Order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, null);
    private static readonly BigInteger Ed25519Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } = [.. Signatures(), .. Ed25519(), .. PublicKeys()];

    private static IEnumerable<ConformanceCase> Signatures()
    {
        yield return Signed("es256", "A timestamp signed with ES256", null, der => der);
        yield return Signed("s-subtracted-from-n", "n - s for s: as valid", null, der => Der(R(der), Order - S(der)));
        yield return Signed("in-p1363", "P1363 in place of DER", "es256", der => [.. Scalar(R(der)), .. Scalar(S(der))]);
        yield return Signed("byte-behind", "A byte behind it", "es256", der => [.. der, 0]);
        yield return Signed("byte-inside", "A byte behind s, in the sequence", "es256", der => [0x30, (byte)(der[1] + 1), .. der[2..], 0]);
        yield return Signed("long-length", "A length in two bytes", "es256", der => [0x30, 0x81, .. der[1..]]);
        yield return Signed("indefinite-length", "A length that is not given", "es256", der => [0x30, 0x80, .. der[2..], 0, 0]);
        yield return Signed("leading-zero", "A zero before r", "es256", der => [0x30, (byte)(der[1] + 1), 0x02, (byte)(der[3] + 1), 0, .. der[4..]]);
        yield return Signed("leading-zero-of-s", "A zero before s", "es256", der => LeadingS(der));
        yield return Signed("negative", "r without the zero before it: a negative number", "es256", der => Raw(Scalar(R(der)), der), high: true);
        yield return Signed("r-zero", "r is 0", "es256", der => Der(0, S(der)));
        yield return Signed("s-zero", "s is 0", "es256", der => Der(R(der), 0));
        yield return Signed("r-beyond-n", "r + n", "es256", der => Der(R(der) + Order, S(der)));
        yield return Signed("s-beyond-n", "s + n", "es256", der => Der(R(der), S(der) + Order));
        yield return Signed("empty", "No bytes", "es256", _ => []);
        yield return Signed("a-set", "A SET in place of the SEQUENCE", "es256", der => [0x31, .. der[1..]]);
        yield return Signed("one-bit", "One bit", "es256", der => [.. der[..^1], (byte)(der[^1] ^ 1)]);
    }

    private static IEnumerable<ConformanceCase> Ed25519()
    {
        yield return Signed("ed25519", "A timestamp signed with Ed25519", null, same => same, SignatureAlgorithm.Ed25519);
        yield return Signed("ed25519-s-beyond-l", "S + L", "ed25519", given => [.. given[..32], .. Little(new BigInteger(given.AsSpan(32), isUnsigned: true) + Ed25519Order)], SignatureAlgorithm.Ed25519);
        yield return Signed("ed25519-byte-behind", "65 bytes", "ed25519", given => [.. given, 0], SignatureAlgorithm.Ed25519);
        yield return Signed("ed25519-byte-too-few", "63 bytes", "ed25519", given => given[..63], SignatureAlgorithm.Ed25519);
        yield return Signed("ed25519-all-zero", "64 zeros", "ed25519", _ => new byte[64], SignatureAlgorithm.Ed25519);
        yield return Signed("ed25519-one-bit", "One bit", "ed25519", given => [.. given[..^1], (byte)(given[^1] ^ 1)], SignatureAlgorithm.Ed25519);
    }

    private static IEnumerable<ConformanceCase> PublicKeys()
    {
        yield return Listed("es256", "A further ES256 key in root", null, key => Pem(key));
        yield return Listed("ed25519", "A further Ed25519 key in root", null, _ => Hex(TestKeys.Create(SignatureAlgorithm.Ed25519).PublicKey.SubjectPublicKeyInfo[12..].ToArray()));
        yield return Listed("of-unknown-type", "A key of a type that nobody knows is kept and never counts", null, _ => ("quantum", "quantum-1", "00"));
        yield return Listed("compressed-point", "A point in its compressed form", "es256", key => Pem(Convert.FromHexString("3039301306072a8648ce3d020106082a8648ce3d030107032200").Concat([(byte)(2 + (key[^1] & 1))]).Concat(key[27..59]).ToArray()));
        yield return Listed("hybrid-point", "A point in its hybrid form", "es256", key => Pem([.. key[..26], (byte)(6 + (key[^1] & 1)), .. key[27..]]));
        yield return Listed("off-the-curve", "A point that is not on the curve", "es256", key => Pem([.. key[..^1], (byte)(key[^1] ^ 1)]));
        yield return Listed("at-infinity", "A point of zeros", "es256", key => Pem([.. key[..27], .. new byte[64]]));
        yield return Listed("long-length", "A length in two bytes", "es256", key => Pem([0x30, 0x81, .. key[1..]]));
        yield return Listed("byte-behind", "A byte behind the key", "es256", key => Pem([.. key, 0]));
        yield return Listed("on-p-384", "A key on P-384 under the name of P-256", "es256", _ =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
            return Pem(key.ExportSubjectPublicKeyInfo());
        });
        yield return Listed("named-sm2", "A P-256 key under the curve of SM2", "es256", key => Pem([.. Convert.FromHexString("3059301306072a8648ce3d020106082a811ccf5501822d03420004"), .. key[27..]]));
        yield return Listed("private-label", "A key under another PEM label", "es256", key => ("ecdsa", "ecdsa-sha2-nistp256", PemEncoding.WriteString("CERTIFICATE", key)));
        foreach (var (name, hex) in new[]
        {
            ("identity", "0100000000000000000000000000000000000000000000000000000000000000"),
            ("order-2", "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            ("order-4", "0000000000000000000000000000000000000000000000000000000000000000"),
            ("order-8", "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
            ("not-canonical", "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
            ("not-reduced", "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
        })
            yield return Listed($"ed25519-{name}", $"An Ed25519 key of {name.Replace('-', ' ')}", "ed25519", _ => ("ed25519", "ed25519", hex));
        yield return Listed("ed25519-31-bytes", "An Ed25519 key of 31 bytes", "ed25519", _ => ("ed25519", "ed25519", new string('a', 62)));
        yield return Listed("ed25519-in-capitals", "An Ed25519 key in capital letters", "ed25519", _ => ("ed25519", "ed25519", Convert.ToHexString(TestKeys.Create(SignatureAlgorithm.Ed25519).PublicKey.SubjectPublicKeyInfo[12..].Span)));
        yield return Of(Keys + "sm2-beside-es256", "An SM2 key of a role that names an ES256 key does not count towards the threshold", Keys + "es256", run => PlayAsync(run, _ => default, signBySm2: true, "Forged", "BelowThreshold"));
    }

    private static ConformanceCase Signed(string name, string title, string? twin, Func<byte[], byte[]> change, SignatureAlgorithm algorithm = SignatureAlgorithm.ES256, bool high = false) => Of(Area + name, title, twin is null ? null : Area + twin, run =>
    {
        var scene = new Scene();
        scene.Repository = repository =>
        {
            repository.TimestampKey = TestKeys.Create(algorithm);
            repository.PublishRoot(repository.NewRoot(1), repository.RootKeys.AsSpan()[..3]);
        };
        return SignedText.SyncAsync(run, scene, SignedText.Timestamp(scene, seal: change, fits: der => !high || R(der) >= BigInteger.Pow(2, 255)), twin is null ? [] : ["Forged", "Malformed", "BelowThreshold"]);
    });

    // A key that anybody has, or that is no key, is more than a form: with those anybody signs.
    private static bool IsForgeable(string name) => name is "off-the-curve" or "at-infinity" || (name.StartsWith("ed25519-", StringComparison.Ordinal) && (name.Contains("order", StringComparison.Ordinal) || name.EndsWith("identity", StringComparison.Ordinal)));

    private static ConformanceCase Listed(string name, string title, string? twin, Func<byte[], (string Type, string Scheme, string Public)> key) =>
        Of(Keys + name, title, twin is null ? null : Keys + twin, run => PlayAsync(run, key, signBySm2: false, twin is null ? [] : ["AnchorRefused"])) with { Severity = twin is null ? Severity.High : IsForgeable(name) ? Severity.Critical : Severity.Medium };

    private static async Task PlayAsync(CaseRun run, Func<byte[], (string Type, string Scheme, string Public)> key, bool signBySm2, params string[] refusal)
    {
        var scene = new Scene();
        var repository = scene.Published();
        var sm2 = signBySm2 ? TestKeys.Create(SignatureAlgorithm.SM2) : null;
        var (type, scheme, text) = sm2 is null ? key(TestKeys.Create(SignatureAlgorithm.ES256).PublicKey.SubjectPublicKeyInfo.ToArray()) : ("sm2", "sm2-sm3", sm2.PublicKey.ToPem());
        SignedText.AddKey(repository, type, scheme, text);
        if (sm2 is not null)
            SignedText.SignAlone(repository, sm2);
        (await run.HubAsync()).Files = repository.Files;
        if (refusal is ["AnchorRefused"])
        {
            await run.InitAsync(repository.Anchor, Expectation.Rejected(refusal));
            return;
        }
        await SignedText.SyncAsync(run, scene, repository, refusal);
    }

    private static ConformanceCase Of(string id, string title, string? twin, Func<CaseRun, Task> play) => new()
    {
        Id = id,
        Title = title,
        Requirements = id.StartsWith(Keys, StringComparison.Ordinal) ? ["SPEC 3.1", "SPEC 4.3"] : ["SPEC 3.2", "SPEC 4.2"],
        Severity = twin is null ? Severity.High : Severity.Critical,
        Features = [Feature.TrustList],
        Twin = twin,
        Play = play,
    };

    private static (string Type, string Scheme, string Public) Pem(byte[] spki) => ("ecdsa", "ecdsa-sha2-nistp256", PemEncoding.WriteString("PUBLIC KEY", spki));

    private static (string Type, string Scheme, string Public) Hex(byte[] raw) => ("ed25519", "ed25519", LowerHex.Of(raw));

    private static BigInteger R(byte[] der) => new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadInteger();

    private static BigInteger S(byte[] der)
    {
        var sequence = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        sequence.ReadInteger();
        return sequence.ReadInteger();
    }

    private static byte[] Der(BigInteger r, BigInteger s)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(r);
            writer.WriteInteger(s);
        }
        return writer.Encode();
    }

    private static byte[] LeadingS(byte[] der)
    {
        var at = 4 + der[3];
        return [0x30, (byte)(der[1] + 1), .. der[2..at], 0x02, (byte)(der[at + 1] + 1), 0, .. der[(at + 2)..]];
    }

    private static byte[] Raw(byte[] r, byte[] der)
    {
        var s = der[(4 + der[3])..];
        return [0x30, (byte)(2 + r.Length + s.Length), 0x02, (byte)r.Length, .. r, .. s];
    }

    private static byte[] Scalar(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static byte[] Little(BigInteger number)
    {
        var bytes = number.ToByteArray(isUnsigned: true);
        return [.. bytes, .. new byte[32 - bytes.Length]];
    }
}
