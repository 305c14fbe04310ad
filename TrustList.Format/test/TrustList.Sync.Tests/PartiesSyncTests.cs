using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Testing;

namespace TrustList.Sync.Tests;

/// <summary>Relying parties reach those clients that ask for them; a region's faults with them leave its parties out and nothing else.</summary>
public sealed class PartiesSyncTests
{
    private static readonly SyncOptions Gateways = SyncBed.Patient with { FetchParties = true };
    private static readonly Party Police = SampleParties.Party("police", SyncBed.Start.AddDays(-1)) with { TlsPins = [new string('a', 64)] };

    [Fact]
    public async Task Fetches_the_parties_of_each_region_that_has_any_and_keeps_them_offline()
    {
        await using var bed = await WithPoliceAsync();
        var state = await SyncedAsync(bed, bed.NewClient(Gateways));
        Assert.Equal(["310000"], state.Parties.Keys);
        Assert.Empty(state.PartiesExcluded);
        foreach (var known in new[] { state, bed.Load().State! })
        {
            Assert.NotNull(known.FindParty("310000", "police", bed.Clock.Now));
            Assert.Null(known.FindParty("320000", "police", bed.Clock.Now));
            Assert.Null(known.FindParty("310000", "police", bed.Clock.Now.AddYears(1)));
        }
    }

    [Fact]
    public async Task Leaves_parties_with_the_hub_where_they_are_not_asked_for()
    {
        await using var bed = await WithPoliceAsync();
        var state = await SyncedAsync(bed, bed.Client);
        Assert.Empty(state.Parties);
        Assert.DoesNotContain(bed.Hub.Requests, path => path.EndsWith("parties.json", StringComparison.Ordinal));
        // The same disk, without anything new: who wants them gets them.
        Assert.NotNull((await SyncedAsync(bed, bed.NewClient(Gateways))).FindParty("310000", "police", bed.Clock.Now));
    }

    [Fact]
    public async Task Lets_nobody_of_a_suspended_region_ask()
    {
        await using var bed = await WithPoliceAsync();
        bed.Shanghai.Record = bed.Shanghai.Record with { History = bed.Shanghai.Record.History.Add(new(RegionState.Suspended, SyncBed.Start, "Test")) };
        bed.PublishLater();
        var state = await SyncedAsync(bed, bed.NewClient(Gateways));
        Assert.NotEmpty(state.Parties);
        Assert.Null(state.FindParty("310000", "police", bed.Clock.Now));
    }

    [Theory]
    [InlineData(ExclusionReason.HistoryRewritten)]
    [InlineData(ExclusionReason.WrongSpeaker)]
    [InlineData(ExclusionReason.Malformed)]
    public async Task Leaves_out_the_parties_alone_until_they_can_be_taken_again(ExclusionReason reason)
    {
        await using var bed = await WithPoliceAsync();
        var client = bed.NewClient(Gateways);
        await SyncedAsync(bed, client);
        var good = bed.Shanghai.Parties!;
        bed.Shanghai.Parties = reason switch
        {
            ExclusionReason.HistoryRewritten => good with { Parties = [Police with { Id = "another" }] },
            ExclusionReason.WrongSpeaker => good with { Region = "320000" },
            _ => good with { Parties = [Police, Police] },
        };
        bed.PublishLater();
        var state = await SyncedAsync(bed, client);
        Assert.Equal(reason, state.PartiesExcluded["310000"].Reason);
        Assert.Null(state.FindParty("310000", "police", bed.Clock.Now));
        Assert.Equal(RegionStanding.Active, state.StandingOf("310000", bed.Clock.Now));
        Assert.Equal(reason, bed.Load().State!.PartiesExcluded["310000"].Reason);

        bed.Shanghai.Parties = good;
        bed.PublishLater();
        Assert.NotNull((await SyncedAsync(bed, client)).FindParty("310000", "police", bed.Clock.Now));
    }

    private static async Task<SyncBed> WithPoliceAsync()
    {
        var bed = await SyncBed.StartAsync();
        bed.Shanghai.Parties = SampleParties.Document("310000", Police);
        bed.PublishLater();
        return bed;
    }

    private static async Task<TrustState> SyncedAsync(SyncBed bed, TrustClient client)
    {
        bed.Hub.ForgetRequests();
        var outcome = await client.SyncAsync();
        Assert.True(outcome.Ok, $"{outcome.Fault}: {outcome.Detail}");
        return outcome.State!;
    }
}
