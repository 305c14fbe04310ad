using TrustList.Testing;

namespace Tools.Tests;

public sealed class SyncTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2020, 10, 12, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Accepts_a_hub_and_keeps_the_good_state_when_it_serves_an_older_list()
    {
        await using var hub = await HubSimulator.StartAsync();
        var repository = new SimulatedRepository(Start);
        repository.Publish();
        var old = repository.Files;
        hub.Files = old;
        var anchor = folder.Write("root.json", repository.Anchor);
        var first = await Sync(hub.Url, "--anchor", anchor);
        Assert.Equal((0, true), (first.Code, first.Json["ok"]!.GetValue<bool>()));

        repository.Publish();
        hub.Files = repository.Files;
        var second = await Sync(hub.Url);
        Assert.Equal((0, true), (second.Code, second.Json["changed"]!.GetValue<bool>()));

        hub.Files = old;
        var third = await Sync(hub.Url);
        Assert.Equal((1, "RolledBack"), (third.Code, third.Json["fault"]!.GetValue<string>()));
        Assert.Equal(second.Json["trustList"]!["snapshot"]!.GetValue<long>(), third.Json["trustList"]!["snapshot"]!.GetValue<long>());
    }

    [Fact]
    public async Task Rejects_another_anchor_for_a_folder_that_has_one()
    {
        await using var hub = await HubSimulator.StartAsync();
        var (one, other) = (new SimulatedRepository(Start), new SimulatedRepository(Start));
        one.Publish();
        other.Publish();
        hub.Files = one.Files;
        Assert.Equal(0, (await Sync(hub.Url, "--anchor", folder.Write("one.json", one.Anchor))).Code);
        Assert.Equal(64, (await Sync(hub.Url, "--anchor", folder.Write("other.json", other.Anchor))).Code);
    }

    [Fact]
    public async Task Says_that_a_hub_was_not_reached()
    {
        var repository = new SimulatedRepository(Start);
        repository.Publish();
        var answer = await Sync(new Uri("http://127.0.0.1:1"), "--anchor", folder.Write("root.json", repository.Anchor));
        Assert.Equal((2, "Unreachable"), (answer.Code, answer.Json["fault"]!.GetValue<string>()));
    }

    private Task<Answer> Sync(Uri hub, params string[] more) =>
        TrustctlProcess.Run(["sync", "--hub", hub.OriginalString, "--state", folder.File("state"), "--now", "2020-10-12T00:10:00Z", "--json", .. more]);
}
