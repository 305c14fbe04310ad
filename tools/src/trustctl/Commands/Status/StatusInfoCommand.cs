using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Sync.Status;

namespace Trustctl.Commands.Status;

/// <summary>`trustctl status info`: what status this device holds, how old it is, and what each purpose makes of that age.</summary>
internal static class StatusInfoCommand
{
    public static Command Build()
    {
        var state = new Option<string>("--state") { Description = "Folder that `trustctl status pull` keeps", Required = true };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("info", "Check all that is stored and say what it is: exit 0 whole, 1 altered, 2 none") { state, now, json };
        command.SetAction(parsed =>
        {
            var (instant, _) = Arguments.Instant(parsed.GetValue(now));
            var trust = StatusFolder.Trust(parsed.GetValue(state)!, instant);
            if (StatusFolder.Status(parsed.GetValue(state)!, trust, instant) is not { } status) return ExitCode.Undecided;
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(status, trust, instant).ToJsonString(InspectCommand.Readable));
            else Tell(status, trust, instant);
            return status.Altered.IsEmpty ? ExitCode.Accepted : ExitCode.Refused;
        });
        return command;
    }

    private static void Tell(DeviceStatus status, TrustState trust, DateTimeOffset now)
    {
        Console.WriteLine(status.AsOf is { } at ? $"Epoch {status.Epoch} of {Instants.Format(at)}, age {(long)(now - at).TotalSeconds} s" : "No log: each region as of its own head");
        Console.WriteLine($"Index {status.IndexBytes} bytes, {status.OverlayChanges} changes since");
        foreach (var region in status.Regions) Console.WriteLine($"  {region.Code} version {region.Version} of {Instants.Format(region.IssuedAt!.Value)}, {region.Blocks} blocks{(region.Epoch is { } epoch ? $", epoch {epoch}" : "")}");
        foreach (var code in status.Altered) Console.WriteLine($"  {code} ALTERED: not the state that the region signed");
        if (status.AsOf is { } age)
            foreach (var purpose in Enum.GetValues<Purpose>()) Console.WriteLine($"  {purpose}: {trust.Policy.Freshness[purpose].Grade(now - age)}");
    }

    private static JsonObject ToJson(DeviceStatus status, TrustState trust, DateTimeOffset now) => new()
    {
        ["epoch"] = status.Epoch,
        ["asOf"] = status.AsOf is { } at ? Instants.Format(at) : null,
        ["ageSeconds"] = status.AsOf is { } since ? (long)(now - since).TotalSeconds : null,
        ["indexBytes"] = status.IndexBytes,
        ["overlayChanges"] = status.OverlayChanges,
        ["altered"] = new JsonArray([.. status.Altered.Select(code => (JsonNode)code)]),
        ["regions"] = new JsonArray([.. status.Regions.Select(region => (JsonNode)new JsonObject { ["code"] = region.Code, ["version"] = region.Version, ["blocks"] = region.Blocks, ["epoch"] = region.Epoch })]),
        ["freshness"] = status.AsOf is { } age
            ? new JsonObject(Enum.GetValues<Purpose>().Select(purpose => KeyValuePair.Create(purpose.ToString(), (JsonNode?)trust.Policy.Freshness[purpose].Grade(now - age).ToString())))
            : null,
    };
}
