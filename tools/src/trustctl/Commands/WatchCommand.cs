using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using TrustList.Sync;
using TrustList.Sync.Status;

namespace Trustctl.Commands;

/// <summary>`trustctl watch`: follows a hub's status feed and prints what it says and what became of it.</summary>
internal static class WatchCommand
{
    public static Command Build()
    {
        var hub = new Option<string>("--hub") { Description = "The hub's public address", Required = true };
        var state = new Option<string>("--state") { Description = "Folder that `trustctl sync` keeps; the status in it is kept up to date", Required = true };
        var seconds = new Option<int?>("--seconds") { Description = "End after so long; without it, at an interrupt" };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("watch", "Follow the status feed: each head and epoch is verified, applied and printed") { hub, state, seconds, now, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var (folder, clock) = (parsed.GetValue(state)!, Arguments.Clock(parsed.GetValue(now)));
            var (address, asJson) = (HubAddress.Read(parsed.GetValue(hub)!), parsed.GetValue(json));
            var trust = StatusFolder.Trust(folder, clock.GetUtcNow());
            using var http = TrustClient.CreateHttpClient();
            var client = new StatusClient(StatusStore.Open(folder), address, http, clock);
            client.Load(trust);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (parsed.GetValue(seconds) is { } limit) end.CancelAfter(TimeSpan.FromSeconds(limit));
            var watch = Stopwatch.StartNew();
            try
            {
                await new StatusFollowing(client, new EventStreamFeed(address, http, clock), clock).RunAsync(
                    () => trust, step => Console.WriteLine(asJson ? ToJson(step, client.Mirror, watch).ToJsonString() : Text(step, client.Mirror)), end.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                // The time given is over.
            }
            return client.Save() is { } unsaved ? throw new StopException(ExitCode.Undecided, unsaved) : ExitCode.Accepted;
        });
        return command;
    }

    private static string Text(FollowStep step, StatusMirror mirror) => string.Join("; ", new[]
    {
        step.Message switch
        {
            FeedConnected => "connected",
            FeedStatus status => $"{Printable.Of(status.Region)} head, {status.Delta.Length} bytes of changes",
            FeedEpoch epoch => $"epoch with {epoch.Heads.Length} new heads",
            FeedReset => "reset",
            FeedLost lost => $"lost: {Printable.Of(lost.Detail)}",
            _ => null,
        },
        step.Applied is { } applied ? applied.Ok ? applied.Changed ? "applied" : "known already" : $"{applied.Fault}: {applied.Detail}" : null,
        step.Pulled is { } pulled ? pulled.Ok ? $"pulled {pulled.Bytes} bytes" : $"pull failed: {pulled.Transport?.ToString() ?? pulled.Fault?.ToString()} {pulled.Detail}" : null,
        mirror.Epoch is { } held ? $"at epoch {held}" : null,
    }.Where(part => part is not null));

    private static JsonObject ToJson(FollowStep step, StatusMirror mirror, Stopwatch watch) => new()
    {
        ["ms"] = watch.ElapsedMilliseconds,
        ["event"] = step.Message?.GetType().Name["Feed".Length..],
        ["region"] = (step.Message as FeedStatus)?.Region,
        ["fault"] = step.Applied?.Fault?.ToString(),
        ["changed"] = step.Applied?.Changed,
        ["pulled"] = step.Pulled is { } pulled ? pulled.Ok ? "Ok" : pulled.Transport?.ToString() ?? pulled.Fault?.ToString() : null,
        ["epoch"] = mirror.Epoch,
        ["pending"] = mirror.Regions.Sum(region => region.Pending),
    };
}
