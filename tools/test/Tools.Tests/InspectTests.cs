using System.Text.Json.Nodes;
using TrustList.Format.Signing;
using TrustList.Format.Status;
using TrustList.Testing.Credentials;
using TrustList.Testing;

namespace Tools.Tests;

public sealed class InspectTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2020, 10, 12, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Shows_every_metadata_file_of_a_repository()
    {
        var repository = new SimulatedRepository(Start);
        repository.Publish();
        foreach (var (name, content) in repository.Files)
        {
            var answer = await TrustctlProcess.Run("inspect", folder.Write("file", content), "--json");
            Assert.True(answer.Code == 0, $"{name}: {answer.Errors}");
            Assert.NotEqual("CBOR", answer.Json["kind"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Shows_a_licence_with_its_names_whole()
    {
        var licence = new SampleRegion().Issue(SoftwareSigner.Create(SignatureAlgorithm.ES256).PublicKey);
        var answer = await TrustctlProcess.Run("inspect", folder.Write("licence", licence));
        Assert.Equal(0, answer.Code);
        Assert.StartsWith("licence (IssuerSigned)", answer.Output, StringComparison.Ordinal);
        Assert.Contains(SampleLicence.Data().FamilyName, answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proofs.json", "transfer-proof/1")]
    [InlineData("lists.json", "logged-transfers/1")]
    [InlineData("signed.json", "signed-transfer/1")]
    [InlineData("records.json", "transfer/1")]
    public async Task Shows_what_is_written_of_a_move(string vectors, string kind)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Root!, "conformance-tests", "vectors", "transfers", vectors)))!;
        var bytes = Convert.FromBase64String(file["vectors"]![0]!["bytes"]!.GetValue<string>());
        var answer = await TrustctlProcess.Run("inspect", folder.Write("file", bytes), "--json");
        Assert.Equal(kind, answer.Json["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Shows_a_status_list_and_counts_its_values()
    {
        var builder = new StatusListBuilder(4, 64);
        builder[5] = (byte)StatusValue.Suspended;
        var signer = SoftwareSigner.Create(SignatureAlgorithm.ES256);
        var token = StatusListToken.ToCwt(builder.ToList(), new StatusListClaims("http://hub.test/status/310000/0", Start, ListVersion: 3), signer, "key");
        var answer = await TrustctlProcess.Run("inspect", folder.Write("list", token), "--json");
        Assert.Equal("status list token (CWT)", answer.Json["kind"]!.GetValue<string>());
        Assert.Equal(1, answer.Json["content"]!["count"]!["Suspended"]!.GetValue<int>());
    }

    [Fact]
    public async Task Shows_no_control_characters_of_a_strangers_file()
    {
        byte[] text = [0x78, 0x1A, .. "red \u001b[31m \u009b2J and \u0007 bell"u8];
        text[1] = (byte)(text.Length - 2);
        var answer = await TrustctlProcess.Run("inspect", folder.Write("escape", text));
        Assert.DoesNotContain('\u001b', answer.Output);
        Assert.DoesNotContain('\u0007', answer.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("hello")]
    [InlineData("{\"signed\":{\"_type\":\"root\"},\"signatures\":[]}")]
    public async Task Rejects_what_is_no_artefact(string text)
    {
        var answer = await TrustctlProcess.Run("inspect", folder.Write("file", System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.Equal(1, answer.Code);
        Assert.False(answer.ShowsStackTrace, answer.Errors);
    }
}
