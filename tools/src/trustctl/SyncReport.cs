using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Sync;
using Trustctl.Commands;

namespace Trustctl;

/// <summary>What a sync or an import came to, for people and programs, and as an exit code.</summary>
internal static class SyncReport
{
    /// <summary>Prints it; 0 up to date, 1 refused, 2 undecided.</summary>
    public static int Print(SyncOutcome outcome, bool json)
    {
        if (json) Console.WriteLine(ToJson(outcome).ToJsonString(InspectCommand.Readable));
        else Tell(outcome);
        return outcome.Ok ? ExitCode.Accepted
            : outcome.Fault is SyncFault.Unreachable or SyncFault.Interrupted or SyncFault.TimedOut or SyncFault.ServerError or SyncFault.StoreFailed ? ExitCode.Undecided
            : ExitCode.Refused;
    }

    private static JsonObject ToJson(SyncOutcome outcome) => new()
    {
        ["ok"] = outcome.Ok,
        ["fault"] = outcome.Fault?.ToString(),
        ["rule"] = outcome.MetadataFault?.ToString(),
        ["detail"] = outcome.Detail,
        ["changed"] = outcome.Changed,
        ["requests"] = outcome.RequestCount,
        ["statusRequests"] = outcome.StatusRequestCount,
        ["bytes"] = outcome.Bytes,
        ["trustList"] = outcome.State?.Versions is not { } versions ? null : new JsonObject
        {
            ["root"] = versions.Root, ["timestamp"] = versions.Timestamp, ["snapshot"] = versions.Snapshot, ["targets"] = versions.Targets,
        },
        ["epoch"] = outcome.State?.Epoch is not { } epoch ? null : new JsonObject { ["number"] = epoch.Epoch.Number, ["loggedAt"] = Instants.Format(epoch.LoggedAt) },
        ["regions"] = outcome.State?.Registry.Regions.Length,
        ["statusFaults"] = new JsonArray([.. outcome.StatusFaults.Select(fault =>
            (JsonNode)new JsonObject { ["region"] = fault.Region, ["uri"] = fault.Uri, ["why"] = fault.Transport?.ToString() ?? fault.Refusal?.ToString(), ["detail"] = fault.Detail })]),
    };

    private static void Tell(SyncOutcome outcome)
    {
        Console.WriteLine(outcome.Ok
            ? $"Up to date{(outcome.Changed ? "" : " (no change)")}: {outcome.RequestCount} + {outcome.StatusRequestCount} requests, {outcome.Bytes} bytes"
            : $"Refused or failed: {outcome.Fault}{(outcome.MetadataFault is { } rule ? $" ({rule})" : "")} {outcome.Detail}");
        if (!outcome.Ok && outcome.State is not null) Console.WriteLine("The good state before it is kept.");
        if (outcome.State is { } state)
            Console.WriteLine($"Trust list root {state.Versions.Root}, targets {state.Versions.Targets}, snapshot {state.Versions.Snapshot}; {state.Registry.Regions.Length} regions");
        if (outcome.State?.Epoch is { } epoch) Console.WriteLine($"Logged as epoch {epoch.Epoch.Number}, by {Instants.Format(epoch.LoggedAt)}");
        foreach (var fault in outcome.StatusFaults) Console.WriteLine($"Status list {fault.Uri}: {fault.Transport?.ToString() ?? fault.Refusal?.ToString()} {fault.Detail}");
    }
}
