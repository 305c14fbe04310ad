using System.Net;
using Federation.Hosting.Clock;
using Microsoft.Extensions.Configuration;

namespace Federation.Hosting.Tests.Clock;

public sealed class RehearsalClockTests : IDisposable
{
    private static readonly DateTimeOffset Year2020 = new(2020, 10, 12, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("clock.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_at_real_speed_from_the_simulated_instant()
    {
        ClockFile.Write(Path, Year2020);
        var clock = RehearsalClock.Open(Path);
        var first = clock.GetUtcNow();
        await Task.Delay(30);
        var second = clock.GetUtcNow();
        Assert.InRange(first - Year2020, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.InRange(second - first, TimeSpan.FromMilliseconds(25), TimeSpan.FromMinutes(1));
        Assert.True(clock.IsSimulated());
        Assert.False(TimeProvider.System.IsSimulated());
    }

    [Fact]
    public async Task Follows_a_rewritten_file_forwards_and_backwards()
    {
        ClockFile.Write(Path, Year2020);
        var clock = RehearsalClock.Open(Path);
        foreach (var set in new[] { Year2020.AddYears(1), Year2020.AddYears(-3) })
        {
            ClockFile.Write(Path, set);
            await Task.Delay(60);
            Assert.InRange(clock.GetUtcNow() - set, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"simulated\":\"2020-10-12T08:")]
    [InlineData("[1]")]
    [InlineData("{\"simulated\":1,\"anchored\":2}")]
    public async Task Survives_a_file_torn_while_running_and_refuses_it_at_start(string torn)
    {
        ClockFile.Write(Path, Year2020);
        var clock = RehearsalClock.Open(Path);
        await File.WriteAllTextAsync(Path, torn);
        await Task.Delay(60);
        Assert.InRange(clock.GetUtcNow() - Year2020, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Throws<StartRefusedException>(() => RehearsalClock.Open(Path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    public void Rejects_a_rehearsal_with_keys_not_marked_test(string? keysAreTest)
    {
        ClockFile.Write(Path, Year2020);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Rehearsal:Clock"] = Path,
            ["Rehearsal:KeysAreTest"] = keysAreTest,
        }).Build();
        Assert.Throws<StartRefusedException>(() => ClockExtensions.Choose(settings));
    }

    [Fact]
    public void Takes_the_system_clock_when_no_file_is_named() =>
        Assert.Same(TimeProvider.System, ClockExtensions.Choose(new ConfigurationBuilder().Build()));

    [Fact]
    public async Task Rejects_a_rehearsal_listener_that_is_not_on_loopback()
    {
        ClockFile.Write(Path, Year2020);
        string[] args = ["--Rehearsal:Clock", Path, "--Rehearsal:KeysAreTest", "true"];
        await using (await LoopbackHost.StartAsync(_ => { }, args: args))
        {
        }
        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => LoopbackHost.StartAsync(_ => { }, args: args, address: IPAddress.Any));
        Assert.Contains("not loopback", refused.Message, StringComparison.Ordinal);
    }
}
