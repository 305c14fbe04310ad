using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Testing;

namespace TrustList.Format.Tests.Registry;

/// <summary><c>parties.json</c> by itself and its step to the next version (SPEC.md §5.11).</summary>
public sealed class PartiesDocumentTests
{
    private static readonly DateTimeOffset Now = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private static readonly string Pin = new('a', 64);
    private static readonly Party Police = SampleParties.Party("traffic-police", Now) with { TlsPins = [Pin] };
    private static readonly Party Desk = SampleParties.Party("desk-1", Now, Purpose.Rental, Purpose.Insurance) with { AssertionKeys = [Key(SignatureAlgorithm.ES256)] };
    private static readonly PartiesDocument Document = SampleParties.Document("310000", Police, Desk);

    [Fact]
    public void Reads_what_it_writes()
    {
        var read = PartiesDocument.Read(Document.Write());
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(Document.Write(), read.Value.Write());
        var desk = read.Value.Find("desk-1")!;
        Assert.Equal([Purpose.Rental, Purpose.Insurance], desk.Purposes.ToArray());
        Assert.Equal(Desk.AssertionKeys[0].ToArray(), desk.AssertionKeys[0].ToArray());
        Assert.Equal((1_000, 1_000_000, Now, Now.AddYears(1)), (desk.PerSecond, desk.PerDay, desk.From, desk.Until));
    }

    [Fact]
    public void Holds_as_many_parties_as_the_format_allows()
    {
        var many = Document with { Parties = [.. Enumerable.Range(0, 10_000).Select(n => SampleParties.Party($"p{n}", Now) with
        {
            NameZh = "测", NameEn = "T", TlsPins = [n.ToString("x64")], History = [new(PartyState.Active, Now, "r")],
        })] };
        var bytes = many.Write();
        Assert.True(bytes.Length <= Limits.PartiesBytes, $"{bytes.Length}");
        var read = PartiesDocument.Read(bytes);
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(10_000, read.Value.Parties.Length);
        Assert.Equal(DecodeFault.TooMany, PartiesDocument.Read((many with { Parties = many.Parties.Add(Police) }).Write()).Fault);
    }

    public static TheoryData<string, RegistryFault> Broken => new()
    {
        { "region", RegistryFault.BadRegionCode }, { "id", RegistryFault.Malformed }, { "same id", RegistryFault.DuplicateRecord },
        { "same pin", RegistryFault.DuplicateRecord }, { "no purpose", RegistryFault.Malformed }, { "purpose twice", RegistryFault.Malformed },
        { "no key", RegistryFault.BadKeyMaterial }, { "bad pin", RegistryFault.BadKeyMaterial }, { "sm2 key", RegistryFault.BadKeyMaterial },
        { "dates", RegistryFault.DatesOutOfOrder }, { "no history", RegistryFault.HistoryOutOfOrder }, { "history back", RegistryFault.HistoryOutOfOrder },
        { "after the end", RegistryFault.IllegalTransition }, { "same state", RegistryFault.IllegalTransition },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Rejects_a_document_that_contradicts_itself(string what, RegistryFault fault)
    {
        var changed = what switch
        {
            "region" => Document with { Region = "310" },
            "same id" => With(Desk with { Id = Police.Id }),
            "same pin" => With(Desk with { TlsPins = [Pin] }),
            "id" => With(Desk with { Id = "Desk 1" }),
            "no purpose" => With(Desk with { Purposes = [] }),
            "purpose twice" => With(Desk with { Purposes = [Purpose.Rental, Purpose.Rental] }),
            "no key" => With(Desk with { AssertionKeys = [] }),
            "bad pin" => With(Desk with { TlsPins = [Pin.ToUpperInvariant()] }),
            "sm2 key" => With(Desk with { AssertionKeys = [Key(SignatureAlgorithm.SM2)] }),
            "dates" => With(Desk with { Until = Desk.From }),
            "no history" => With(Desk with { History = [] }),
            "history back" => With(Stepped(Desk, PartyState.Suspended, Now.AddSeconds(-1))),
            "after the end" => With(Stepped(Stepped(Desk, PartyState.Ended, Now), PartyState.Active, Now)),
            _ => With(Stepped(Desk, PartyState.Active, Now)),
        };
        Assert.Equal(fault, changed.Check()?.Fault);
        Assert.False(PartiesDocument.Read(changed.Write()).Ok);
    }

    [Theory]
    [InlineData("perSecond", "0")]
    [InlineData("perSecond", "100001")]
    [InlineData("perDay", "0")]
    [InlineData("purposes", "[\"spying\"]")]
    [InlineData("assertionKeys", "[\"AA\"]")]
    [InlineData("telephone", "\"1\"")]
    public void Rejects_what_the_format_does_not_know(string member, string json)
    {
        var text = JsonNode.Parse(Document.Write())!;
        text["parties"]![0]![member] = JsonNode.Parse(json);
        Assert.False(PartiesDocument.Read(System.Text.Encoding.UTF8.GetBytes(text.ToJsonString())).Ok);
    }

    [Fact]
    public void Follows_what_keeps_every_party_and_its_history()
    {
        var renamed = Desk with { NameEn = "Renamed", TlsPins = [new string('b', 64)], Purposes = [Purpose.Rental], PerSecond = 5, Until = Now.AddDays(1) };
        Assert.Null(With(Stepped(renamed, PartyState.Suspended, Now.AddDays(1)), SampleParties.Party("new", Now) with { TlsPins = [new string('c', 64)] }).CheckSuccessor(Document));
        Assert.Equal(RegistryFault.RecordDropped, (Document with { Parties = [Police] }).CheckSuccessor(Document)?.Fault);
        Assert.Equal(RegistryFault.HistoryRewritten, With(Desk with { History = [new(PartyState.Active, Now, "Another reason")] }).CheckSuccessor(Document)?.Fault);
        Assert.Equal(RegistryFault.WrongRegion, (Document with { Region = "320000" }).CheckSuccessor(Document)?.Fault);
    }

    [Fact]
    public void Lets_a_party_ask_between_its_dates_while_it_is_active()
    {
        var party = Stepped(Stepped(Desk, PartyState.Suspended, Now.AddDays(1)), PartyState.Active, Now.AddDays(2));
        Assert.Equal([false, true, true, false, true, true, false], new[] { -1, 0, 86_399, 86_400, 172_800, 31_535_999, 31_536_000 }.Select(second => party.MayAsk(Now.AddSeconds(second))));
    }

    private static PartiesDocument With(params Party[] others) => Document with { Parties = [Police, .. others] };

    private static Party Stepped(Party party, PartyState state, DateTimeOffset since) => party with { History = party.History.Add(new(state, since, "Test")) };

    private static ReadOnlyMemory<byte> Key(SignatureAlgorithm algorithm) => SoftwareSigner.Create(algorithm).PublicKey.SubjectPublicKeyInfo;
}
