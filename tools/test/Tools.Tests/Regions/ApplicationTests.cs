using Federation.Ceremonies;
using Federation.Ceremonies.Regions;
using Tools.Tests.Proposals;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Tools.Tests.Regions;

public sealed class ApplicationTests
{
    private readonly Nation nation = new();
    private readonly ISigner[] operators = [Nation.NewKey(), Nation.NewKey(), Nation.NewKey()];

    [Fact]
    public void Accepts_an_application_that_its_operators_signed() => Assert.Empty(Findings(Application(), sign: 2));

    [Fact]
    public void Names_what_is_still_wrong_in_both_languages()
    {
        Expect("operators that it demands have signed", Findings(Application(), sign: 1));
        Expect("signs another role already", Findings(Application() with { Operators = OperatorGroup.Of(2, operators[0].PublicKey, operators[1].PublicKey, nation.Repository.RootKeys[0].PublicKey) }, sign: 2));
        Expect("in the registry already", Findings(Application() with { Code = "310000", Territory = new Territory { Prefixes = ["31"] } }, sign: 2));
        Expect("TerritoriesOverlap", Findings(Application() with { Territory = new Territory { Prefixes = ["5101", "3101"] } }, sign: 2));
        Expect("IacaSharedByRegions", Findings(Application() with { Iaca = [nation.Repository.Regions[0].Iaca] }, sign: 2));
        Expect("its state CN-SH is not CN-SC", Findings(Application() with { Iaca = [nation.Repository.Regions[0].Iaca] }, sign: 2));
        Expect("cannot be read", Findings(Application() with { Iaca = [new byte[] { 1, 2, 3 }] }, sign: 2));
        Expect("no root certificate", Findings(Application() with { Iaca = [] }, sign: 2));
        Expect("threshold must be 2", Findings(Application() with { Operators = OperatorGroup.Of(1, operators.Select(key => key.PublicKey)) }, sign: 1));
    }

    [Fact]
    public void Rejects_a_strangers_signature_and_a_changed_application()
    {
        var file = ApplicationFile.Write(Application());
        Assert.False(ApplicationFile.Sign(file, Nation.NewKey()).Ok);
        var signed = System.Text.Encoding.UTF8.GetString(ApplicationFile.Sign(file, operators[0]).Value);
        Assert.False(ApplicationFile.Read(System.Text.Encoding.UTF8.GetBytes(signed.Replace("5101", "5102", StringComparison.Ordinal))).Ok);
    }

    [Fact]
    public void Rejects_a_threshold_that_only_sm2_keys_beside_the_others_would_reach()
    {
        var beside = SoftwareSigner.Create(SignatureAlgorithm.SM2).PublicKey;
        var file = System.Text.Encoding.UTF8.GetString(ApplicationFile.Write(Application() with { Operators = OperatorGroup.Of(2, operators[0].PublicKey, operators[1].PublicKey, beside) }));
        Assert.True(ApplicationFile.Read(System.Text.Encoding.UTF8.GetBytes(file)).Ok);
        Assert.False(ApplicationFile.Read(System.Text.Encoding.UTF8.GetBytes(file.Replace("\"threshold\":2", "\"threshold\":3", StringComparison.Ordinal))).Ok);
    }

    [Fact]
    public void Survives_applications_with_bytes_changed()
    {
        var file = ApplicationFile.Sign(ApplicationFile.Write(Application()), operators[0]).Value;
        var generator = new SeededGenerator(5101);
        var refused = 0;
        for (var round = 0; round < 1_500; round++)
        {
            byte[] changed = [.. file];
            changed[generator.Next(changed.Length)] ^= (byte)(1 << generator.Next(8));
            var read = ApplicationFile.Read(changed);
            if (!read.Ok) refused++;
            else Assert.Equal("510100", read.Value.Code);
        }

        Assert.InRange(refused, 1_400, 1_500);
    }

    private static void Expect(string text, IEnumerable<Sentence> findings) =>
        Assert.Contains(findings, finding => finding.En.Contains(text, StringComparison.Ordinal) && finding.Zh.Length > 0);

    private List<Sentence> Findings(RegionApplication application, int sign)
    {
        var file = ApplicationFile.Write(application);
        foreach (var key in operators.Take(sign)) file = ApplicationFile.Sign(file, key).Value;
        return [.. ApplicationCheck.Run(ApplicationFile.Read(file).Value, nation.Present, Nation.Now)];
    }

    private RegionApplication Application() => new()
    {
        Code = "510100",
        Name = new Sentence("成都市", "Chengdu"),
        Iso3166 = "CN-SC",
        Iaca = [DocumentCertificates.CreateIaca(Nation.NewKey(), new CertificateSubject("Chengdu IACA (test)", "CN-SC"), Nation.Now.AddDays(-1), Nation.Now.AddYears(9), "https://crl.test/510100", "https://example.invalid/")],
        Operators = OperatorGroup.Of(2, operators.Select(key => key.PublicKey)),
        Territory = new Territory { Prefixes = ["5101"] },
        DocTypes = [MdocNames.DocType],
        SigningKeyDays = 450,
        Contact = "office",
        CreatedAt = Nation.Now,
    };
}
