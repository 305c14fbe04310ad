using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Bundles;
using TrustList.Format.Encoding;
using TrustList.Sync;
using TrustList.Sync.Status;

namespace Trustctl.Commands;

/// <summary>`trustctl bundle export|import`: the trust list as one file, for machines that are never online.</summary>
internal static class BundleCommand
{
    public static Command Build() => new("bundle", "The trust list as one file, for machines that are never online") { Export(), Import() };

    private static Command Export()
    {
        var state = new Option<string>("--state") { Description = "Folder that `trustctl sync` keeps", Required = true };
        var file = new Option<string>("--out") { Description = "Where the bundle goes", Required = true };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("export", "Write what the last sync fetched: exit 0 written, 1 an import would be refused, 2 nothing to export") { state, file, now, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = parsed.GetValue(state)!;
            if (!Directory.Exists(folder)) throw new UsageException($"--state {folder}: no such folder; make it by trustctl sync");
            var outcome = await BundleExport.RunAsync(TrustStore.Open(folder), StatusStore.Open(folder), Arguments.Clock(parsed.GetValue(now)), cancel);
            var bytes = outcome.Bundle?.Write();
            if (bytes is not null) OutputFile.Write(parsed.GetValue(file)!, bytes);
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(outcome, bytes).ToJsonString(InspectCommand.Readable));
            else if (bytes is not null) Console.WriteLine($"{parsed.GetValue(file)}: {outcome.Bundle!.Paths.Count} files, {bytes.Length} bytes, as of {Instants.Format(outcome.Bundle.SyncedAt)}");
            else Console.WriteLine($"No bundle: {outcome.Fault} {outcome.Detail}");
            foreach (var uri in outcome.LeftOut) Console.Error.WriteLine($"left out: {uri}");
            return outcome.Fault switch
            {
                null => ExitCode.Accepted,
                BundleExportFault.NoState or BundleExportFault.RootsMissing => ExitCode.Undecided,
                _ => ExitCode.Refused,
            };
        });
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "A trust.bundle; - is standard input" };
        var state = new Option<string>("--state") { Description = "The folder to keep", Required = true };
        var anchor = new Option<string?>("--anchor") { Description = "The first trusted root.json; needed once, then kept in the folder" };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("import", "Verify a bundle as a sync would and keep it: exit 0 up to date, 1 refused, 2 not stored") { file, state, anchor, now, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var bundle = TrustBundle.Read(InputFile.Read(parsed.GetValue(file)!, Limits.BundleBytes));
            if (!bundle.Ok)
                return SyncReport.Print(new SyncOutcome { Fault = bundle.Fault == DecodeFault.TooLarge ? SyncFault.TooLarge : SyncFault.Malformed, Detail = $"{bundle.Fault}: {bundle.Detail}" }, parsed.GetValue(json));
            var folder = parsed.GetValue(state)!;
            var root = StateFolder.Anchor(folder, parsed.GetValue(anchor), "import");
            var clock = Arguments.Clock(parsed.GetValue(now));
            var outcome = await BundleImport.RunAsync(TrustStore.Open(folder), root, bundle.Value, clock, cancel);
            var code = SyncReport.Print(outcome, parsed.GetValue(json));
            if (!outcome.Ok || await BundleImport.StatusAsync(StatusStore.Open(folder), outcome.State!, bundle.Value, clock, cancel) is not { } status) return code;
            Console.Error.WriteLine(status.Ok ? $"status: {status.Bytes} bytes" : $"status: {status.Transport?.ToString() ?? status.Fault?.ToString()} {status.Detail}");
            return status.Ok ? code : status.Transport is not null ? ExitCode.Undecided : ExitCode.Refused;
        });
        return command;
    }

    private static JsonObject ToJson(BundleExportOutcome outcome, byte[]? bytes) => new()
    {
        ["ok"] = outcome.Fault is null,
        ["fault"] = outcome.Fault?.ToString(),
        ["detail"] = outcome.Detail,
        ["files"] = outcome.Bundle?.Paths.Count,
        ["bytes"] = bytes?.Length,
        ["syncedAt"] = outcome.Bundle is { } bundle ? Instants.Format(bundle.SyncedAt) : null,
        ["leftOut"] = new JsonArray([.. outcome.LeftOut.Select(uri => (JsonNode)uri)]),
    };
}
