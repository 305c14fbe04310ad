using Federation.Ceremonies;

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
}
