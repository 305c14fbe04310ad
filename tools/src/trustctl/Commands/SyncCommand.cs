using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Metadata;
using TrustList.Sync;

namespace Trustctl.Commands;

/// <summary>`trustctl sync`: brings a verifier's folder up to date with a hub, or says why not and keeps the good state.</summary>
internal static class SyncCommand
{
    private const string AnchorName = "anchor.root.json";

    public static Command Build()
    {
        var hub = new Option<string>("--hub") { Description = "The hub's public address", Required = true };
        var state = new Option<string>("--state") { Description = "The folder to keep", Required = true };
        var anchor = new Option<string?>("--anchor") { Description = "The first trusted root.json; needed once, then kept in the folder" };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("sync", "Fetch the trust list and status lists: exit 0 up to date, 1 refused, 2 not reached") { hub, state, anchor, now, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var address = parsed.GetValue(hub)!;
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) throw new UsageException($"--hub {address}: want http:// or https://");
            var folder = parsed.GetValue(state)!;
            var root = Anchor(folder, parsed.GetValue(anchor));
            var (instant, simulated) = Arguments.Instant(parsed.GetValue(now));
            using var http = TrustClient.CreateHttpClient();
            var client = new TrustClient(TrustStore.Open(folder), root, uri, http, simulated ? new ShiftedClock(instant) : TimeProvider.System);
            var outcome = await client.SyncAsync(cancel);
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(outcome).ToJsonString(InspectCommand.Readable));
            else Tell(outcome);
            return outcome.Ok ? ExitCode.Accepted
                : outcome.Fault is SyncFault.Unreachable or SyncFault.Interrupted or SyncFault.TimedOut or SyncFault.ServerError or SyncFault.StoreFailed ? ExitCode.Undecided
                : ExitCode.Refused;
        });
        return command;
    }

    private static byte[] Anchor(string folder, string? given)
    {
        var kept = Path.Combine(folder, AnchorName);
        if (given is null)
            return File.Exists(kept) ? InputFile.Read(kept, Limits.RootBytes) : throw new UsageException("The first sync needs --anchor root.json, obtained by other means than the hub.");
        var root = InputFile.Read(given, Limits.RootBytes);
        if (File.Exists(kept) && !File.ReadAllBytes(kept).AsSpan().SequenceEqual(root))
            throw new UsageException($"{folder} was begun with another anchor; a new anchor needs a new folder.");
        if (File.Exists(folder)) throw new UsageException($"--state {folder}: a file stands there; want a folder");
        if (!MetadataReader.Root(root).Ok) throw new UsageException($"--anchor {given}: no root metadata");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(kept, root);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--state {folder}: {failure.Message}");
        }

        return root;
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
        foreach (var fault in outcome.StatusFaults) Console.WriteLine($"Status list {fault.Uri}: {fault.Transport?.ToString() ?? fault.Refusal?.ToString()} {fault.Detail}");
    }
}
