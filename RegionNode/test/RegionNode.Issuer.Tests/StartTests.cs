using Federation.Hosting;
using RegionNode.Issuer.Inception;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Tests.World;
using TrustList.Format.Signing;

namespace RegionNode.Issuer.Tests;

public sealed class StartTests
{
    [Fact]
    public void Makes_keys_that_only_their_owner_reads_and_names_test_keys_so()
    {
        using var folder = new TestFolder();
        InceptCommand.MakeKeys(new KeyFiles(folder.Path, test: true), "310000");
        var files = Directory.GetFiles(folder.File("keys"));
        Assert.Equal(6, files.Length);
        Assert.All(files, file =>
        {
            Assert.True(file.EndsWith(".test.pem", StringComparison.Ordinal) || file.EndsWith("personal-data-0001.test.key", StringComparison.Ordinal));
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        });
        Assert.Throws<IOException>(() => InceptCommand.MakeKeys(new KeyFiles(folder.Path, test: true), "310000"));
    }

    [Fact]
    public void Rejects_wrong_usage_of_the_verb()
    {
        Assert.Equal(64, InceptCommand.Run(["--code", "310000"]));
        Assert.Equal(64, InceptCommand.Run(["--data", "/nowhere", "--code", "31"]));
        Assert.Equal(64, InceptCommand.Run(["--data", "/nowhere", "--code", "310000", "--alg", "ed25519"]));
    }

    [Fact]
    public void Makes_SM2_keys_for_licences_and_status_alone_and_its_next_signer_alike()
    {
        using var folder = new TestFolder();
        var request = InceptCommand.MakeKeys(new KeyFiles(folder.Path, test: true), "510100", SignatureAlgorithm.SM2);
        Assert.Equal(
            [SignatureAlgorithm.SM2, SignatureAlgorithm.SM2, SignatureAlgorithm.ES256, SignatureAlgorithm.Ed25519],
            new[] { request.DocumentSignerSpki, request.StatusKeySpki, request.NodeRoleKeySpki, request.WitnessKeySpki }
                .Select(spki => PublicKey.FromSpki(Convert.FromBase64String(spki)).Value.Algorithm));
        using var keys = NodeKeys.Open(folder.Path, test: true);
        Assert.NotNull(keys.StatusKey(PublicKey.FromSpki(Convert.FromBase64String(request.StatusKeySpki)).Value));
        Assert.Equal((SignatureAlgorithm.SM2, SignatureAlgorithm.SM2), (keys.AddDocumentSigner().Algorithm, keys.AddStatusKey().Algorithm));
    }

    [Fact]
    public void Rejects_an_SM2_key_in_the_place_of_the_node_role()
    {
        using var folder = new TestFolder();
        InceptCommand.MakeKeys(new KeyFiles(folder.Path, test: true), "510100", SignatureAlgorithm.SM2);
        File.Copy(folder.File("keys/status.test.pem"), folder.File("keys/node-role.test.pem"), overwrite: true);
        Assert.Throws<StartRefusedException>(() => NodeKeys.Open(folder.Path, test: true));
    }

    [Fact]
    public async Task Rejects_to_start_without_its_keys_or_on_test_keys_outside_a_rehearsal()
    {
        using var folder = new TestFolder();
        await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(folder, "--Rehearsal:KeysAreTest=true"));
        InceptCommand.MakeKeys(new KeyFiles(folder.Path, test: true), "310000");
        await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(folder, "--Rehearsal:KeysAreTest=false"));
    }

    [Fact]
    public void Rejects_bad_settings_all_at_once()
    {
        var errors = new NodeOptions
        {
            Code = "31", Url = "http://127.0.0.1", HubUrl = "x", HubPin = "ab", StatusBaseUri = "http://h/", GatewayPin = "", ProvinceSystemPins = ["zz"],
        }.Errors().ToList();
        foreach (var name in new[] { "Code", "DataDir", "Url", "HubUrl", "GatewayUrl", "StatusBaseUri", "HubPin", "GatewayPin", "ProvinceSystemPins" })
            Assert.Contains(errors, error => error.StartsWith(name + ":", StringComparison.Ordinal));
    }

    private static Task StartAsync(TestFolder folder, string rehearsal)
    {
        var builder = FederationHost.CreateBuilder(
        [
            "--Node:Code=310000", $"--Node:DataDir={folder.Path}", "--Node:Url=https://127.0.0.1:0", "--Node:HubUrl=https://127.0.0.1:1",
            $"--Node:HubPin={new string('0', 64)}", "--Node:StatusBaseUri=http://h/status/310000", "--Node:GatewayUrl=https://127.0.0.1:1",
            $"--Node:GatewayPin={new string('0', 64)}", rehearsal,
        ]);
        builder.AddIssuer();
        return Task.CompletedTask;
    }
}
