using Federation.Hosting.Options;
using Microsoft.Extensions.Configuration;
using RegionNode.Gateway.Verifying.Asking;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Tests.Verifying.Asking;

/// <summary>Each purpose has its patience.</summary>
public sealed class LivePatienceTests
{
    [Fact]
    public void Waits_for_each_purpose_as_it_is_set_and_else_by_default()
    {
        var patience = LivePatience.Of(Read(("Patience:rental", "00:00:01.2"), ("Patience:Employment", "00:00:20")).Value);
        Assert.Equal(Enum.GetValues<Purpose>().Order(), patience.Keys.Order());
        Assert.Equal([1.8, 1.2, 5, 3, 20], Enum.GetValues<Purpose>().Select(purpose => patience[purpose].TotalSeconds));
    }

    [Theory]
    [InlineData(Purpose.Roadside, 1.8, 0.1, 1.8)]
    [InlineData(Purpose.Roadside, 1.8, 0.4, 1.5)]
    [InlineData(Purpose.Roadside, 1.0, 0.4, 1.0)]
    [InlineData(Purpose.Roadside, 1.0, 1.4, 0.5)]
    [InlineData(Purpose.Roadside, 1.8, 1.86, null)]
    [InlineData(Purpose.Roadside, 1.8, 60.0, null)]
    [InlineData(Purpose.Counter, 3.0, 60.0, 3.0)]
    public void Takes_off_at_the_roadside_what_the_check_took_until_then(Purpose purpose, double patience, double passed, double? left) =>
        Assert.Equal(left, LivePatience.Left(purpose, TimeSpan.FromSeconds(patience), TimeSpan.FromSeconds(passed))?.TotalSeconds);

    [Theory]
    [InlineData("Roadside", "00:00:01.9", "Asking:Patience:Roadside: must be 0:00:00.5 to 0:00:01.8")]
    [InlineData("Counter", "00:00:30.1", "Asking:Patience:Counter: must be 0:00:00.5 to 0:00:30")]
    [InlineData("Insurance", "00:00:00.4", "Asking:Patience:Insurance: must be 0:00:00.5 to 0:00:30")]
    [InlineData("Hunting", "00:00:01", "Asking:Patience:Hunting: there is no such purpose")]
    [InlineData("0", "00:00:01", "Asking:Patience:0: there is no such purpose")]
    public void Rejects(string purpose, string patience, string error) => Assert.Equal([error], Read(($"Patience:{purpose}", patience)).Errors);

    [Fact]
    public void Rejects_what_is_no_time() => Assert.Single(Read(("Patience:Rental", "soon")).Errors);

    private static OptionsReading<AskingOptions> Read(params (string Name, string Value)[] settings) => OptionsReading<AskingOptions>.Of(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Asking:{setting.Name}", (string?)setting.Value))).Build(), AskingOptions.Section);
}
