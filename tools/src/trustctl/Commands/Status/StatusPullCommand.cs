using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Sync;
using TrustList.Sync.Status;

namespace Trustctl.Commands.Status;

/// <summary>`trustctl status pull`: the smallest package that brings a device's status up to the newest witnessed epoch.</summary>
internal static class StatusPullCommand
{
    public static Command Build()
    {
        var hub = new Option<string>("--hub") { Description = "The hub's public address, or any mirror's", Required = true };
        var state = new Option<string>("--state") { Description = "Folder that `trustctl sync` keeps", Required = true };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("pull", "Fetch what changed, or the whole nation the first time: exit 0 up to date, 1 refused, 2 not reached") { hub, state, now, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var (folder, clock) = (parsed.GetValue(state)!, Arguments.Clock(parsed.GetValue(now)));
            var trust = StatusFolder.Trust(folder, clock.GetUtcNow());
            using var http = TrustClient.CreateHttpClient();
            var client = new StatusClient(StatusStore.Open(folder), HubAddress.Read(parsed.GetValue(hub)!), http, clock);
            if (client.Load(trust) is { Fault: { } fault and not LoadFault.Empty } load) Console.Error.WriteLine($"What was stored is not used: {fault} {load.Detail}");
            var outcome = await client.PullAsync(trust, cancel);
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(outcome, client.Mirror).ToJsonString(InspectCommand.Readable));
            else Tell(outcome, client.Mirror);
            return outcome.Ok ? ExitCode.Accepted : outcome.Transport is not null ? ExitCode.Undecided : ExitCode.Refused;
        });
        return command;
    }

    private static JsonObject ToJson(StatusPullOutcome outcome, StatusMirror mirror) => new()
    {
        ["ok"] = outcome.Ok,
        ["fault"] = outcome.Transport?.ToString() ?? outcome.Fault?.ToString(),
        ["detail"] = outcome.Detail,
        ["epoch"] = mirror.Epoch,
        ["asOf"] = mirror.AsOf is { } at ? TrustList.Format.Encoding.Instants.Format(at) : null,
        ["regions"] = mirror.Regions.Count,
        ["behind"] = new JsonArray([.. outcome.Behind.Select(code => (JsonNode)code)]),
        ["applied"] = new JsonArray([.. outcome.Applied.Select(one => (JsonNode)new JsonObject { ["path"] = one.Path, ["bytes"] = one.Bytes })]),
        ["requests"] = outcome.Requests,
        ["bytes"] = outcome.Bytes,
    };

    private static void Tell(StatusPullOutcome outcome, StatusMirror mirror)
    {
        Console.WriteLine(outcome.Ok ? $"Up to date: {outcome.Requests} requests, {outcome.Bytes} bytes" : $"Refused or failed: {outcome.Transport?.ToString() ?? outcome.Fault?.ToString()} {outcome.Detail}");
        foreach (var (path, bytes) in outcome.Applied) Console.WriteLine($"  {path}: {bytes} bytes");
        if (!mirror.IsEmpty) Console.WriteLine($"{mirror.Regions.Count} regions, {(mirror.Epoch is { } epoch ? $"epoch {epoch} of {TrustList.Format.Encoding.Instants.Format(mirror.AsOf!.Value)}" : "no log")}");
        foreach (var code in outcome.Behind) Console.WriteLine($"{code}: its newest state is not here");
    }
}
