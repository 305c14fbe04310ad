using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using static TrustList.Format.Tests.Registry.RegistrySamples;

namespace TrustList.Format.Tests.Registry;

public sealed class RegistryDocumentTests
{
    [Fact]
    public void Accepts_what_it_wrote_byte_for_byte()
    {
        var bytes = RegistrySamples.Registry.Write();
        var read = RegistryDocument.Read(bytes);
        Assert.True(read.Ok, read.Detail);
        Assert.Equal(bytes, read.Value.Write());
        var suzhou = read.Value.Find("320500")!;
        Assert.Equal(("CN-JS", RegionState.Active, Start), (suzhou.Iso3166, suzhou.State, suzhou.Since));
    }

    [Fact]
    public void Accepts_a_city_beside_the_province_that_excepts_it()
    {
        Assert.Null(RegistrySamples.Registry.Check());
        Assert.Equal("320500", RegistrySamples.Registry.FindByOffice("320508")!.Code);
        Assert.Equal("320500", RegistrySamples.Registry.FindByOffice("3205")!.Code);
        Assert.Equal("320000", RegistrySamples.Registry.FindByOffice("3201")!.Code);
        Assert.Null(RegistrySamples.Registry.FindByOffice("4401"));
    }

    [Fact]
    public void Rejects_an_iaca_pinned_for_two_regions() => AssertRefused(
        RegistryFault.IacaSharedByRegions,
        Of(Shanghai.Record, Jiangsu.Record with { IacaThumbprints = Shanghai.Record.IacaThumbprints }));

    [Fact]
    public void Rejects_an_iaca_pinned_twice_for_one_region() => AssertRefused(
        RegistryFault.IacaSharedByRegions,
        Of(Shanghai.Record with { IacaThumbprints = [Shanghai.Record.IacaThumbprints[0], Shanghai.Record.IacaThumbprints[0]] }));

    [Theory]
    [InlineData("320000", new string[0], "320500")]          // a city still in its province
    [InlineData("320000", new[] { "320501" }, "320500")]     // only a part of it excepted
    public void Rejects_a_territory_that_overlaps(string province, string[] except, string city) => AssertRefused(
        RegistryFault.TerritoriesOverlap, Of(Bare(province, except), Bare(city)));

    [Fact]
    public void Rejects_one_code_twice() => AssertRefused(RegistryFault.DuplicateRecord, Of(Bare("310000"), Bare("310000")));

    [Fact]
    public void Rejects_codes_out_of_order() => AssertRefused(RegistryFault.DuplicateRecord, Of(Bare("320000"), Bare("310000")));

    [Theory]
    [InlineData("31000")]
    [InlineData("31000a")]
    [InlineData("000000")]
    [InlineData("３１００００")]
    public void Rejects_what_is_no_code(string code) => AssertRefused(RegistryFault.BadRegionCode, Of(Bare("310000") with { Code = code }));

    [Fact]
    public void Rejects_a_territory_without_its_own_region() => AssertRefused(
        RegistryFault.BadTerritory, Of(Bare("310000") with { Territory = new Territory { Prefixes = ["32"] } }));

    [Fact]
    public void Rejects_an_exception_outside_the_territory() => AssertRefused(RegistryFault.BadTerritory, Of(Bare("310000", "3205")));

    [Fact]
    public void Rejects_a_state_after_withdrawal() => AssertRefused(
        RegistryFault.IllegalTransition,
        Of(Bare("310000") with { History = [new(RegionState.Withdrawn, Start, "Left"), new(RegionState.Active, Start.AddDays(1), "Back")] }));

    [Fact]
    public void Rejects_a_history_that_goes_back() => AssertRefused(
        RegistryFault.HistoryOutOfOrder,
        Of(Bare("310000") with { History = [new(RegionState.Active, Start, "In"), new(RegionState.Suspended, Start.AddDays(-1), "Earlier")] }));

    [Fact]
    public void Rejects_a_region_without_history() => AssertRefused(RegistryFault.HistoryOutOfOrder, Of(Bare("310000") with { History = [] }));

    [Fact]
    public void Says_the_standing_of_any_instant()
    {
        var region = Bare("310000") with
        {
            History =
            [
                new(RegionState.Active, Start, "In"),
                new(RegionState.Suspended, Start.AddDays(10), "Held"),
                new(RegionState.Active, Start.AddDays(20), "Back"),
            ],
        };
        Assert.Null(region.StateAt(Start.AddSeconds(-1)));
        Assert.Equal(RegionState.Active, region.StateAt(Start));
        Assert.Equal(RegionState.Suspended, region.StateAt(Start.AddDays(10)));
        Assert.Equal(RegionState.Active, region.StateAt(Start.AddDays(20)));
    }

    [Theory]
    [InlineData("\"format\":\"registry/1\"", "\"format\":\"registry/2\"")]
    [InlineData("\"code\":", "\"kode\":")]
    [InlineData("\"signingKeyDays\":90", "\"signingKeyDays\":0")]
    [InlineData("\"signingKeyDays\":90", "\"signingKeyDays\":90,\"more\":1")]
    [InlineData("\"state\":\"active\"", "\"state\":\"Active\"")]
    [InlineData("2020-01-01T00:00:00Z", "2020-01-01T00:00:00+00:00")]
    public void Rejects_another_syntax(string from, string to)
    {
        var text = System.Text.Encoding.UTF8.GetString(Of(Shanghai.Record).Write());
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.False(RegistryDocument.Read(System.Text.Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))).Ok);
    }

    [Fact]
    public void Rejects_a_successor_that_drops_a_region_or_rewrites_its_past()
    {
        var before = Of(Bare("310000"), Bare("330000"));
        Assert.Null(Of(Bare("310000"), Bare("330000"), Bare("340000")).CheckSuccessor(before));
        Assert.Equal(RegistryFault.RecordDropped, Of(Bare("310000")).CheckSuccessor(before)!.Fault);
        var rewritten = Bare("330000") with { History = [new(RegionState.Active, Start.AddDays(-1), "Admitted by the test")] };
        Assert.Equal(RegistryFault.HistoryRewritten, Of(Bare("310000"), rewritten).CheckSuccessor(before)!.Fault);
    }

    [Fact]
    public void Survives_mutated_bytes() => Mutations.Of(Of(Shanghai.Record, Jiangsu.Record).Write(), 5, 3_000, mutant =>
    {
        if (RegistryDocument.Read(mutant) is { Ok: true } read)
            Assert.Null(read.Value.Check());
    });

    private static void AssertRefused(RegistryFault fault, RegistryDocument document)
    {
        Assert.Equal(fault, document.Check()?.Fault);
        var read = RegistryDocument.Read(document.Write());
        Assert.Equal((false, DecodeFault.BadValue), (read.Ok, read.Fault));
        Assert.StartsWith(fault.ToString(), read.Detail, StringComparison.Ordinal);
    }
}
