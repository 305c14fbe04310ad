using Federation.Ceremonies;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Tools.Tests;

public sealed class CeremonyTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 1, 2, 3, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Signs_a_root_that_starts_trust_only_with_three_of_five()
    {
        var operators = await MakeKeys("operator", 5);
        var targets = await MakeKeys("targets", 3);
        var online = await MakeKeys("online", 2);
        var root = folder.File("1.root.json");
        var drafted = await TrustctlProcess.Run(
            ["ceremony", "root", "--out", root, .. Each("--operator", operators), .. Each("--targets-operator", targets), "--snapshot", online[0].Public, "--timestamp", online[1].Public, "--now", "2020-10-12T00:00:00Z"]);
        Assert.True(drafted.Code == 0, drafted.Errors);

        for (var signed = 1; signed <= 3; signed++)
        {
            Assert.Equal(MetadataFault.BelowThreshold, TrustedMetadata.Start(File.ReadAllBytes(root)).Fault);
            Assert.Equal(0, (await TrustctlProcess.Run("ceremony", "sign", root, "--key", operators[signed].Private)).Code);
        }

        Assert.Null(TrustedMetadata.Start(File.ReadAllBytes(root)).Fault);
    }

    [Fact]
    public async Task Rejects_one_operator_counted_twice()
    {
        var key = (await MakeKeys("operator", 1))[0];
        var answer = await TrustctlProcess.Run(
            "ceremony", "root", "--out", folder.File("root.json"), "--operator", key.Public, "--operator", key.Public, "--root-threshold", "2",
            "--targets-operator", key.Public, "--targets-threshold", "1", "--snapshot", key.Public, "--timestamp", key.Public);
        Assert.Equal(64, answer.Code);
        Assert.False(File.Exists(folder.File("root.json")));
    }

    [Fact]
    public void Certifies_a_node_and_lets_its_next_signer_sign_two_days_later()
    {
        var province = ProvinceFolder.Create(folder.File("offline"), "310000", "Shanghai", "CN-SH", Now);
        var (inception, inbox) = (folder.File("inception"), folder.File("inbox"));
        province.CertifyNode(Request("310000"), inception, Now);
        province.AddDocumentSigner(SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey, inbox, Now.AddDays(10));

        var first = IssuersDocument.Read(File.ReadAllBytes(Path.Combine(inception, "1.issuers.json"))).Value;
        var second = IssuersDocument.Read(File.ReadAllBytes(Path.Combine(inbox, "2.issuers.json"))).Value;
        Assert.Null(second.CheckSuccessor(first));
        var signers = second.Certificates.Where(certificate => certificate.Role == CertificateRole.DocumentSigner).ToArray();
        Assert.Equal([KeyState.Active, KeyState.Pending], signers.Select(signer => KeyLifecycle.StateAt(signer, Now.AddDays(11)) ?? default));
        Assert.Equal([KeyState.Retiring, KeyState.Active], signers.Select(signer => KeyLifecycle.StateAt(signer, Now.AddDays(13)) ?? default));
    }

    [Fact]
    public void Rejects_the_request_of_another_regions_node()
    {
        var province = ProvinceFolder.Create(folder.File("offline"), "310000", "Shanghai", "CN-SH", Now);
        Assert.Throws<ArgumentException>(() => province.CertifyNode(Request("320000"), folder.File("inception"), Now));
        Assert.False(Directory.Exists(folder.File("inception")));
    }

    [Fact]
    public void Rejects_a_second_founding_in_the_same_folder()
    {
        ProvinceFolder.Create(folder.File("offline"), "310000", "Shanghai", "CN-SH", Now);
        Assert.Throws<IOException>(() => ProvinceFolder.Create(folder.File("offline"), "310000", "Shanghai", "CN-SH", Now));
    }

    private static NodeRequest Request(string code)
    {
        var key = SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey;
        return new NodeRequest(code, key, key, key, SoftwareSigner.Create(SignatureAlgorithm.Ed25519).PublicKey, key.Thumbprint);
    }

    private async Task<(string Private, string Public)[]> MakeKeys(string name, int count)
    {
        var keys = new (string Private, string Public)[count];
        for (var n = 0; n < count; n++)
        {
            var signer = KeyFile.Create(folder.File($"{name}-{n}.test.pem"));
            keys[n] = (folder.File($"{name}-{n}.test.pem"), folder.File($"{name}-{n}.pub.pem"));
            await File.WriteAllTextAsync(keys[n].Public, signer.PublicKey.ToPem());
        }

        return keys;
    }

    private static IEnumerable<string> Each(string option, IEnumerable<(string Private, string Public)> keys) => keys.SelectMany(key => new[] { option, key.Public });
}
