using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;
using TrustList.Format.Projections;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Format.Tests.Projections;

/// <summary>Each rule is broken by itself; nothing else is found.</summary>
public sealed class LintTests
{
    private readonly ProjectionBed bed = new();

    [Theory]
    [InlineData(LintRule.CoordinateLength, "x", "AQ")]
    [InlineData(LintRule.CoordinateLength, "x", "long")]
    [InlineData(LintRule.CoordinateLength, "x", "short")]
    [InlineData(LintRule.CoordinateEncoding, "x", "padded")]
    [InlineData(LintRule.CoordinateEncoding, "x", null)]
    [InlineData(LintRule.PointNotOnCurve, "x", "other")]
    [InlineData(LintRule.CurveName, "crv", "P256")]
    [InlineData(LintRule.CurveName, "crv", "secp256k1")]
    [InlineData(LintRule.CurveName, "crv", "Ed25519")]
    [InlineData(LintRule.AlgorithmName, "alg", "ES384")]
    [InlineData(LintRule.KeyType, "kty", "ECDSA")]
    [InlineData(LintRule.PrivateKey, "d", "AQ")]
    [InlineData(LintRule.KeyIdMissing, "kid", null)]
    [InlineData(LintRule.KeyIdMissing, "kid", "")]
    [InlineData(LintRule.RegionCode, "region", "31")]
    [InlineData(LintRule.RegionCode, "iso3166", "CN_SH")]
    [InlineData(LintRule.CertificateUnreadable, "x5c", "bad")]
    [InlineData(LintRule.DiffersFromCertificate, "x5t#S256", "AQ")]
    public void Finds_what_is_wrong_with_a_key(LintRule rule, string member, string? value)
    {
        var jwk = Signer();
        var good = jwk["x"]!.GetValue<string>();
        Base64UrlText.TryDecode(good, out var x);
        jwk[member] = value switch
        {
            "padded" => good + "=",
            "long" => Base64UrlText.Encode([0, .. x]),
            "short" => Base64UrlText.Encode(x.AsSpan(1)),
            "other" => Base64UrlText.Encode([.. x[..^1], (byte)(x[^1] ^ 1)]),
            "bad" => new JsonArray("AAAA"),
            _ => value,
        };
        if (member == "iso3166")
            jwk.Remove("x5c");
        Assert.Equal([rule], ProjectionBed.RulesOf(Check(jwk)).Distinct());
    }

    [Fact]
    public void Finds_keys_and_names_that_stand_there_twice()
    {
        var (one, other) = (Signer(), Signer());
        Assert.Equal([LintRule.DuplicateKeyId, LintRule.Duplicate], ProjectionBed.RulesOf(Check(one, other)));
        other["kid"] = "another";
        Assert.Equal([LintRule.Duplicate], ProjectionBed.RulesOf(Check(one.DeepClone().AsObject(), other.DeepClone().AsObject())));
    }

    [Fact]
    public void Finds_a_certificate_of_another_key_another_province_or_out_of_time()
    {
        var jwk = Signer();
        jwk["x5c"] = new JsonArray(Convert.ToBase64String(bed.Jiangsu.SignerCertificate));
        Assert.Equal([LintRule.CertificateOfOtherKey, LintRule.DiffersFromCertificate, LintRule.State], ProjectionBed.RulesOf(Check(jwk)));
        Assert.Equal([LintRule.CertificateExpired], ProjectionBed.RulesOf(ProjectionLint.Check(Set(Signer()), bed.Now.AddYears(3))));
        Assert.Equal([LintRule.CertificateNotYetValid], ProjectionBed.RulesOf(ProjectionLint.Check(Set(Signer()), bed.Now.AddYears(-3))));
    }

    [Fact]
    public void Finds_a_weak_rsa_key_and_takes_a_good_one()
    {
        Assert.Equal([LintRule.WeakKey], ProjectionBed.RulesOf(Check(Rsa(1024))));
        Assert.Empty(Check(Rsa(2048)).Findings);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"keys\":1}")]
    [InlineData("{\"keys\":[{]}")]
    [InlineData("nonsense")]
    [InlineData("0")]
    public void Finds_that_a_file_cannot_be_read(string text) =>
        Assert.Equal([LintRule.Unreadable], ProjectionBed.RulesOf(ProjectionLint.Check(System.Text.Encoding.UTF8.GetBytes(text), bed.Now)));

    [Fact]
    public void Finds_that_there_is_nothing_in_it() =>
        Assert.Equal([LintRule.Empty], ProjectionBed.RulesOf(ProjectionLint.Check("{\"keys\":[]}"u8.ToArray(), bed.Now)));

    [Fact]
    public void Finds_what_is_wrong_in_pem()
    {
        var root = PemEncoding.WriteString("CERTIFICATE", bed.Shanghai.Iaca);
        Assert.Equal([LintRule.Duplicate], Pem(root + "\n" + root));
        Assert.Equal([LintRule.PrivateKey], Pem(((SoftwareSigner)bed.Shanghai.IacaKey).ToPkcs8Pem()));
        Assert.Equal([LintRule.NotAnAuthority], Pem(PemEncoding.WriteString("CERTIFICATE", bed.Shanghai.SignerCertificate)));
        Assert.Equal([LintRule.CertificateUnreadable], Pem(PemEncoding.WriteString("CERTIFICATE", [1, 2, 3])));
        Assert.Equal([LintRule.Unreadable], Pem(root + "\n" + root[..^20]));
        Assert.Equal([LintRule.KeyType], Pem(bed.Key.PublicKey.ToPem()));
        Assert.Equal([LintRule.RegionCode], Pem(Authority("SH")));
        Assert.Equal([LintRule.State], Pem(Authority("US-SH")));
        Assert.Empty(Pem(Authority(null)));
    }

    [Fact]
    public void Finds_what_is_wrong_in_a_vical()
    {
        var (good, _) = VicalProjection.Of(bed.State(), "Test provider", bed.Now);
        var entry = good.Entries[0];
        Assert.Equal([LintRule.NumberMissing], Vical(good with { IssueId = null }));
        Assert.Equal([LintRule.NextUpdateMissing], Vical(good with { NextUpdate = null }));
        Assert.Equal([LintRule.ListExpired], Vical(good with { NextUpdate = bed.Now }));
        Assert.Equal([LintRule.FromTheFuture], Vical(good with { Date = bed.Now.AddSeconds(1) }));
        Assert.Equal([LintRule.Duplicate], Vical(good with { Entries = [entry, entry] }));
        Assert.Equal([LintRule.Empty], Vical(good with { Entries = [] }));
        Assert.Equal([LintRule.DocTypeMissing], Entry(entry with { DocTypes = [] }));
        Assert.Equal([LintRule.DiffersFromCertificate], Entry(entry with { SerialNumber = BigInteger.One }));
        Assert.Equal([LintRule.DiffersFromCertificate], Entry(entry with { SubjectKeyIdentifier = new byte[20] }));
        Assert.Equal([LintRule.DiffersFromCertificate], Entry(entry with { NotAfter = entry.NotAfter!.Value.AddHours(12) }));
        Assert.Equal([LintRule.DiffersFromCertificate], Entry(entry with { Issuer = good.Entries[1].Issuer }));
        Assert.Equal([LintRule.Country], Entry(entry with { IssuingCountry = "US" }));
        Assert.Equal([LintRule.State], Entry(entry with { StateOrProvinceName = "CN-JS" }));
        Assert.Equal([LintRule.CertificateUnreadable], Entry(entry with { Certificate = new byte[] { 1 } }));
        var sm2 = SoftwareSigner.Create(SignatureAlgorithm.SM2);
        var certificate = DocumentCertificates.CreateIaca(sm2, new CertificateSubject("Test", "CN-SC"), bed.Now.AddDays(-1), bed.Now.AddDays(1), "https://crl.test/", "https://crl.test/");
        Assert.Contains(LintRule.CurveName, Entry(entry with { Certificate = certificate }));
        Assert.Equal([LintRule.SignerUsage], ProjectionBed.RulesOf(ProjectionLint.Check(SignedVical.Sign(good, bed.Key, []), bed.Now)));

        IEnumerable<LintRule> Entry(VicalEntry changed) => Vical(good with { Entries = [changed] });
        IEnumerable<LintRule> Vical(Vical changed) => ProjectionBed.RulesOf(ProjectionLint.Check(bed.Sign(changed), bed.Now));
    }

    [Fact]
    public void Has_words_for_every_rule_and_a_place_in_the_specification()
    {
        var specification = File.ReadAllText(Path.Combine(RepositoryPaths.Root!, "TrustList.Format", "SPEC.md"));
        Assert.All(Enum.GetValues<LintRule>(), rule =>
        {
            Assert.True(LintText.Of(rule) is { Zh.Length: > 3, En.Length: > 10 });
            Assert.Contains($" {(int)rule} {rule}", specification, StringComparison.Ordinal);
        });
    }

    private string Authority(string? state) => PemEncoding.WriteString("CERTIFICATE", DocumentCertificates.CreateIaca(
        bed.Key, new CertificateSubject("Test", state), bed.Now.AddDays(-1), bed.Now.AddDays(1), "https://crl.test/", "https://crl.test/"));

    private IEnumerable<LintRule> Pem(string text) => ProjectionBed.RulesOf(ProjectionLint.Check(System.Text.Encoding.ASCII.GetBytes(text), bed.Now));

    private LintReport Check(params JsonObject[] keys) => ProjectionLint.Check(Set(keys), bed.Now);

    private static byte[] Set(params JsonObject[] keys) => CanonicalJson.EncodeText(new JsonObject { ["keys"] = new JsonArray([.. keys]) });

    private JsonObject Signer()
    {
        var keys = JsonNode.Parse(JwksProjection.Of(bed.State(), bed.Now).Bytes)!["keys"]!.AsArray();
        return keys.First(key => key!["kid"]!.GetValue<string>() == RegionSimulator.ThumbprintOf(bed.Shanghai.SignerCertificate))!.DeepClone().AsObject();
    }

    private static JsonObject Rsa(int bits)
    {
        using var rsa = RSA.Create(bits);
        var parameters = rsa.ExportParameters(false);
        return new() { ["kty"] = "RSA", ["kid"] = "rsa", ["n"] = Base64UrlText.Encode(parameters.Modulus), ["e"] = Base64UrlText.Encode(parameters.Exponent) };
    }
}
