using Federation.Ceremonies;
using TrustList.Format.Registry;
using TrustList.Testing;

namespace Tools.Tests.Proposals;

public sealed class CalendarTests
{
    [Fact]
    public void Names_what_is_past_half_of_its_life_and_what_has_ended()
    {
        var list = new Nation().Present;
        CalendarEntry Entry(string name, DateTimeOffset at) => Assert.Single(Calendar.Of(list, at), entry => entry.Name == name);
        Assert.Equal(CalendarStanding.Good, Entry("targets", Nation.Now).StandingAt(Nation.Now));
        var half = Nation.Now.AddDays(46);
        Assert.Equal(CalendarStanding.Due, Entry("targets", half).StandingAt(half));
        Assert.Equal(CalendarStanding.Good, Entry("root", half).StandingAt(half));
        Assert.Equal(CalendarStanding.Ended, Entry("node-310000", half).StandingAt(half));
        Assert.Equal(CalendarStanding.Due, Assert.Single(Calendar.Of(list, half), entry => entry.Name.StartsWith("310000 signer", StringComparison.Ordinal)).StandingAt(half));
    }

    [Fact]
    public void Names_each_relying_party_until_it_is_ended()
    {
        var nation = new Nation();
        var police = SampleParties.Party("police", Nation.Now) with { Until = Nation.Now.AddYears(5), TlsPins = [new string('a', 64)] };
        var event1 = SampleParties.Party("event-1", Nation.Now) with { Until = Nation.Now.AddDays(10), TlsPins = [new string('b', 64)] };
        nation.Repository.Regions[0].Parties = SampleParties.Document("310000", police, event1);
        nation.Repository.Publish();
        CalendarStanding Standing(string party, DateTimeOffset at) => Assert.Single(Calendar.Of(nation.Present, at), entry => entry.Name == $"310000 party {party}").StandingAt(at);
        Assert.Equal((CalendarStanding.Good, CalendarStanding.Good), (Standing("police", Nation.Now), Standing("event-1", Nation.Now)));
        Assert.Equal(CalendarStanding.Due, Standing("event-1", Nation.Now.AddDays(5)));
        Assert.Equal(CalendarStanding.Ended, Standing("event-1", Nation.Now.AddDays(10)));
        Assert.Equal(CalendarStanding.Good, Standing("police", police.Until.AddDays(-91)));
        Assert.Equal(CalendarStanding.Due, Standing("police", police.Until.AddDays(-90)));

        var ended = event1 with { History = event1.History.Add(new(PartyState.Ended, Nation.Now.AddDays(11), "over")) };
        nation.Repository.Regions[0].Parties = SampleParties.Document("310000", police, ended);
        nation.Repository.Publish();
        Assert.DoesNotContain(Calendar.Of(nation.Present, Nation.Now.AddDays(12)), entry => entry.Name == "310000 party event-1");
    }
}
