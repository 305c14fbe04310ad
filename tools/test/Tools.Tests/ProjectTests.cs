using System.Security.Cryptography;
using Federation.Ceremonies;
using TrustList.Format.Credentials;
using TrustList.Format.Projections;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace Tools.Tests;

public sealed class ProjectTests : IDisposable
{
    private const string Now = "2020-10-12T00:10:00Z";
    private static readonly DateTimeOffset Start = new(2020, 10, 12, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Writes_projections_that_pass_the_lint_and_a_vical_that_its_root_verifies()
    {
        await SyncedAsync();
        var provider = await TrustctlProcess.Run("project", "provider", "--dir", folder.File("provider"), "--name", "Test provider", "--now", Now);
        Assert.True(provider.Code == 0, provider.Errors);
        string[] signing = ["--provider", "Test provider", "--key", folder.File("provider/vical-signer.test.pem"), "--chain", folder.File("provider/vical-signer.der"), folder.File("provider/vical-root.der")];
        foreach (var (form, kind, more) in new[] { ("jwks", "Jwks", Array.Empty<string>()), ("pem", "Pem", []), ("vical", "Vical", signing) })
        {
            var made = await TrustctlProcess.Run(["project", form, "--state", folder.File("state"), "--out", folder.File(form), "--now", Now, "--json", .. more]);
            Assert.True(made.Code == 0, made.Output + made.Errors);
            Assert.Equal((kind, true), (made.Json["kind"]!.GetValue<string>(), made.Json["written"]!.GetValue<bool>()));
            var lint = await TrustctlProcess.Run("lint", folder.File(form), "--now", Now, "--json");
            Assert.True(lint.Code == 0, lint.Output + lint.Errors);
        }
        var vical = SignedVical.Read(await File.ReadAllBytesAsync(folder.File("vical"))).Value;
        Assert.Null(vical.Verify([await File.ReadAllBytesAsync(folder.File("provider/vical-root.der"))], Start.AddHours(1)));
    }

    [Fact]
    public async Task Rejects_to_write_of_an_expired_list_or_by_a_chain_that_is_not_the_keys()
    {
        await SyncedAsync();
        var late = await TrustctlProcess.Run("project", "jwks", "--state", folder.File("state"), "--out", folder.File("jwks"), "--now", "2020-10-14T00:00:00Z");
        Assert.Equal(1, late.Code);
        foreach (var name in new[] { "one", "other" })
            await TrustctlProcess.Run("project", "provider", "--dir", folder.File(name), "--name", "Test provider", "--now", Now);
        var mixed = await TrustctlProcess.Run(
            "project", "vical", "--state", folder.File("state"), "--out", folder.File("vical"), "--now", Now, "--provider", "Test provider",
            "--key", folder.File("one/vical-signer.test.pem"), "--chain", folder.File("other/vical-signer.der"), folder.File("other/vical-root.der"));
        Assert.Equal(1, mixed.Code);
        Assert.Contains("BadSignature", mixed.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("jwks")) || File.Exists(folder.File("vical")));
        var empty = await TrustctlProcess.Run("project", "pem", "--state", Directory.CreateDirectory(folder.File("empty")).FullName, "--out", folder.File("pem"), "--now", Now);
        Assert.Equal(2, empty.Code);
    }

    [Fact]
    public async Task Signs_a_provinces_revocation_lists_by_rising_numbers()
    {
        var province = ProvinceFolder.Create(folder.File("province"), "310000", "Shanghai", "CN-SH", Start.AddDays(-30));
        var lost = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var certificate = province.CertifyDocumentSigner(lost.PublicKey, Start.AddDays(-30));
        var issuers = IssuerRecords.Begin("310000", province.Iaca.ToArray(), certificate, SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey, Start.AddDays(-30));
        issuers = issuers with
        {
            Certificates = [issuers.Certificates[0], issuers.Certificates[1] with
            {
                History = issuers.Certificates[1].History.Add(new(KeyState.Compromised, Start.AddDays(-1), "Lost in the test")), DistrustAfter = Start.AddDays(-3),
            }],
        };
        folder.Write("province/issuers.json", issuers.Write());
        for (var number = 1; number <= 2; number++)
        {
            var made = await TrustctlProcess.Run("project", "crl", "--dir", folder.File("province"), "--out", folder.File("list.crl"), "--now", Now, "--json");
            Assert.True(made.Code == 0, made.Output + made.Errors);
            var list = CertificateRevocationList.Read(await File.ReadAllBytesAsync(folder.File("list.crl"))).Value;
            Assert.True(list.IsSignedBy(province.Iaca));
            Assert.Equal(number, (int)list.Number!.Value);
            var entry = Assert.Single(list.Entries);
            Assert.Equal((RevocationReason.KeyCompromise, Start.AddDays(-1), Start.AddDays(-3)), (entry.Reason, entry.RevokedAt, entry.InvalidFrom!.Value));
        }
        Assert.Equal(0, (await TrustctlProcess.Run("lint", folder.File("list.crl"), "--now", Now)).Code);
    }

    [Fact]
    public async Task Lints_with_words_in_two_languages_and_no_control_characters()
    {
        var root = DocumentCertificates.CreateIaca(
            SoftwareSigner.Create(SignatureAlgorithm.ES256), new CertificateSubject("Test", "\u001b[2J"), Start.AddDays(-1), Start.AddDays(1), "https://crl.test/", "https://crl.test/");
        var file = folder.Write("roots.pem", System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", root)));
        var answer = await TrustctlProcess.Run("lint", file, "--now", Now);
        Assert.Equal(1, answer.Code);
        Assert.Contains("RegionCode", answer.Output, StringComparison.Ordinal);
        Assert.Contains("地区代码格式有误", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', answer.Output);
        var hostile = await TrustctlProcess.Run("lint", folder.Write("hostile", new SeededGenerator(5).NextBytes(5_000)), "--json");
        Assert.Equal((1, "Unreadable"), (hostile.Code, hostile.Json["findings"]![0]!["rule"]!.GetValue<string>()));
        Assert.Equal(64, (await TrustctlProcess.Run("lint", "/nonexistent")).Code);
    }

    [VectorFact("vical")]
    public async Task Lints_the_real_vical_of_aamva()
    {
        var answer = await TrustctlProcess.Run("lint", RepositoryPaths.Vector("vical/aamva-2025-11-18.vical"), "--now", "2025-11-18T20:00:00Z", "--json");
        Assert.Equal((1, "Vical", 14), (answer.Code, answer.Json["kind"]!.GetValue<string>(), answer.Json["entries"]!.GetValue<int>()));
    }

    private async Task SyncedAsync()
    {
        await using var hub = await HubSimulator.StartAsync();
        var repository = new SimulatedRepository(Start, RegionSimulator.Create("310000", "CN-SH", Start, hub.Url), RegionSimulator.Create("320000", "CN-JS", Start, hub.Url));
        hub.Files = repository.Files;
        var sync = await TrustctlProcess.Run("sync", "--hub", hub.Url.OriginalString, "--state", folder.File("state"), "--anchor", folder.Write("root.json", repository.Anchor), "--now", Now);
        Assert.True(sync.Code == 0, sync.Output + sync.Errors);
    }
}
