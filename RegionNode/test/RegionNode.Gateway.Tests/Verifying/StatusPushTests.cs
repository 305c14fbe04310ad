using System.Security.Cryptography;
using RegionNode.Gateway.Tests.World;
using TrustList.Format.Status;
using TrustList.Testing;

namespace RegionNode.Gateway.Tests.Verifying;

/// <summary>A gateway applies what regions sign as the hub pushes it: the more severe at once, the milder with its epoch.</summary>
public sealed class StatusPushTests
{
    [Fact]
    public async Task Refuses_a_licence_at_once_when_its_revocation_is_pushed_and_names_the_epoch_that_follows()
    {
        await using var border = await OpenAsync();
        var verdict = await border.Verdict();
        Assert.Equal(("Accepted", "WitnessedHead", 0L), (verdict.Outcome(), Basis(verdict, "source").GetValue<string>(), Basis(verdict, "epoch").GetValue<long>()));

        var head = Change(border, StatusValue.Invalid);
        SimulatedStatus.Push(border.Hub, head);
        await Eventually.True("revoked", async () => (await border.Verdict()).Reason() == "Revoked");
        verdict = await border.Verdict();
        Assert.Equal(("SignedHead", 2L), (Basis(verdict, "source").GetValue<string>(), Basis(verdict, "version").GetValue<long>()));

        Seal(border);
        await Eventually.True("witnessed", async () => Basis(await border.Verdict(), "source").GetValue<string>() == "WitnessedHead");
        Assert.Equal(1, Basis(await border.Verdict(), "epoch").GetValue<long>());
    }

    [Fact]
    public async Task Waits_with_a_milder_status_for_its_epoch()
    {
        await using var border = await OpenAsync(StatusValue.Suspended);
        Assert.Equal("Suspended", (await border.Verdict()).Reason());
        SimulatedStatus.Push(border.Hub, Change(border, StatusValue.Valid));
        // What comes after it on the same stream shows that it was taken: another entry of the same region.
        SimulatedStatus.Push(border.Hub, border.Status!.Change(border.HomeRegion, border.Repository.Now, (9, StatusValue.Invalid)));
        await Eventually.True("the next one was applied", async () => (await border.Verdict(shown: border.Present(9))).Reason() == "Revoked");
        Assert.Equal("Suspended", (await border.Verdict()).Reason());
        Seal(border);
        await Eventually.True("released", async () => (await border.Verdict()).Outcome() == "Accepted");
    }

    [Fact]
    public async Task Survives_lost_pushes_and_broken_connections_by_fetching_what_is_missing()
    {
        await using var border = await OpenAsync();
        // Two heads are made; only the second is pushed; then the line breaks and the hub forgets.
        Change(border, StatusValue.Invalid);
        SimulatedStatus.Push(border.Hub, Change(border, StatusValue.Suspended));
        border.Hub.Feed.PushRaw("event: status\ndata: {\"region\":12}\n\nevent: epoch\ndata: nonsense\n\n: comment\n\n");
        border.Status!.Seal(border.Repository.Now);
        border.Status.Serve(border.Hub, border.Status.Newest);
        border.Hub.Feed.Forget();
        border.Hub.Feed.Cut();
        await Eventually.True("caught up", async () => (await border.Verdict()).Reason() == "Suspended");
        Assert.Equal(1, Basis(await border.Verdict(), "epoch").GetValue<long>());
    }

    [Fact]
    public async Task Decides_by_what_it_stored_when_it_starts_without_a_hub()
    {
        await using var border = await OpenAsync(StatusValue.Suspended);
        Assert.Equal("Suspended", (await border.Verdict()).Reason());
        await border.Gateway.DisposeAsync();
        border.Hub.Misbehave(Misbehaviour.ServerError, _ => true);
        border.Hub.Feed.Open = false;
        await border.StartGateway();
        await Eventually.True("loaded", async () => (await border.Verdict()).Reason() == "Suspended");
    }

    [Fact]
    public async Task Raises_an_alarm_where_the_proof_of_a_head_stays_away()
    {
        await using var border = await OpenAsync();
        SimulatedStatus.Push(border.Hub, Change(border, StatusValue.Restricted));
        await Eventually.True("restricted", async () => (await border.Verdict())["warnings"]!.ToJsonString().Contains("Restricted", StringComparison.Ordinal));
        Assert.DoesNotContain("StatusUnproven", (await border.Verdict())["warnings"]!.ToJsonString(), StringComparison.Ordinal);
        border.SetClock(Border.Start.AddMinutes(7));
        await Eventually.True("the verdict warns", async () => (await border.Verdict())["warnings"]!.ToJsonString().Contains("StatusUnproven", StringComparison.Ordinal));
        Assert.Equal("Accepted", (await border.Verdict()).Outcome());
        Assert.Contains("waits for its epoch", await Standing(border), StringComparison.Ordinal);
    }

    internal static async Task<Border> OpenAsync(StatusValue first = StatusValue.Valid)
    {
        var border = await Border.Open(border =>
        {
            var log = new SimulatedLog(Border.Shanghai, Border.Jiangsu);
            border.Status = new SimulatedStatus(log);
            border.Repository.Policy = border.Repository.Policy with { Log = log.Policy };
            border.Repository.Publish();
            border.Status.SnapshotSha256 = SHA256.HashData(NewestSnapshot(border.Repository));
            border.Status.Change(border.HomeRegion, Border.Start, (Border.LicenceIndex, first));
            border.Status.Change(border.OwnRegion, Border.Start);
            border.Status.Seal(Border.Start);
            border.Status.Serve(border.Hub, 0);
            border.Published = true;
        });
        await Eventually.True("the status is here", async () => (await border.Verdict())["restsOn"]?["status"]?["source"]?.GetValue<string>() == "WitnessedHead");
        return border;
    }

    private static byte[] NewestSnapshot(SimulatedRepository repository) => repository.Files
        .Where(file => file.Key.EndsWith(".snapshot.json", StringComparison.Ordinal))
        .MaxBy(file => int.Parse(file.Key.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture)).Value;

    internal static SimulatedHead Change(Border border, StatusValue value) =>
        border.Status!.Change(border.HomeRegion, border.Repository.Now, (Border.LicenceIndex, value));

    private static void Seal(Border border)
    {
        var epoch = border.Status!.Seal(border.Repository.Now);
        border.Status.Serve(border.Hub, epoch);
        border.Status.PushEpoch(border.Hub, epoch);
    }

    private static System.Text.Json.Nodes.JsonNode Basis(System.Text.Json.Nodes.JsonNode verdict, string member) => verdict["restsOn"]!["status"]![member]!;

    private static async Task<string> Standing(Border border)
    {
        using var client = border.Gateway.Client();
        using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
        return await answer.Content.ReadAsStringAsync();
    }
}
