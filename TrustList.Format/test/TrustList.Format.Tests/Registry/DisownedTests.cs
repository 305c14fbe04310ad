using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Testing;

namespace TrustList.Format.Tests.Registry;

public sealed class DisownedTests
{
    private static readonly DateTimeOffset Start = new(2020, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ReadOnlyMemory<byte> First = SHA256.HashData("a leaf"u8);
    private static readonly ReadOnlyMemory<byte> Second = SHA256.HashData("another leaf"u8);
    private static readonly IssuersDocument Before = RegionSimulator.Create("310000", "CN-SH", Start, new Uri("https://hub.test/")).Issuers;
    private static readonly IssuersDocument Lost = Change(Before, record => record with
    {
        DistrustAfter = Start.AddDays(1),
        History = record.History.Add(new(KeyState.Compromised, Start.AddDays(2), "Test")),
    });

    [Fact]
    public void Accepts_disowned_leaves_on_a_lost_record_and_reads_them_again()
    {
        var document = Disowning(First, Second);
        Assert.Null(document.Check());
        var read = IssuersDocument.Read(document.Write()).Value;
        Assert.True(read.Disowns(First) && read.Disowns(Second));
        Assert.False(read.Disowns(SHA256.HashData("a third"u8)));
        Assert.Equal(document.Write(), read.Write());
    }

    [Fact]
    public void Writes_nothing_where_nothing_is_disowned() =>
        Assert.DoesNotContain("disowned", System.Text.Encoding.UTF8.GetString(Lost.Write()));

    [Fact]
    public void Rejects_disowned_leaves_of_a_key_that_is_not_lost() =>
        Assert.Equal(RegistryFault.DistrustWithoutCompromise, Change(Before, record => record with { Disowned = [First] }).Check()!.Fault);

    [Fact]
    public void Rejects_a_leaf_twice() => Assert.Equal(RegistryFault.DuplicateRecord, Disowning(First, Second, First).Check()!.Fault);

    [Fact]
    public void Rejects_a_version_that_owns_again_what_the_one_before_disowned()
    {
        Assert.Null(Disowning(First).CheckSuccessor(Lost));
        Assert.Null(Disowning(First, Second).CheckSuccessor(Disowning(First)));
        Assert.Equal(RegistryFault.RecordLoosened, Lost.CheckSuccessor(Disowning(First))!.Fault);
        Assert.Equal(RegistryFault.RecordLoosened, Disowning(Second).CheckSuccessor(Disowning(First))!.Fault);
        Assert.Equal(RegistryFault.RecordLoosened, Disowning(Second, First).CheckSuccessor(Disowning(First))!.Fault);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("\"AAAA\"")]
    [InlineData("[\"AAAA\"]")]
    [InlineData("[\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\"]")] // spare bits set
    [InlineData("[\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"]")] // 33 bytes
    public void Rejects_any_other_spelling(string disowned)
    {
        var json = JsonNode.Parse(Disowning(First).Write())!.AsObject();
        var record = json["certificates"]!.AsArray().Single(item => item!["disowned"] is not null)!;
        Assert.True(IssuersDocument.Read(CanonicalJson.EncodeText((JsonObject)json.DeepClone())).Ok);
        record["disowned"] = JsonNode.Parse(disowned);
        Assert.False(IssuersDocument.Read(CanonicalJson.EncodeText(json)).Ok);
    }

    private static IssuersDocument Disowning(params ReadOnlyMemory<byte>[] leaves) => Change(Lost, record => record with { Disowned = [.. leaves] });

    private static IssuersDocument Change(IssuersDocument document, Func<IssuerCertificate, IssuerCertificate> change) => document with
    {
        Certificates = [.. document.Certificates.Select(record => record.Role == CertificateRole.DocumentSigner ? change(record) : record)],
    };
}
