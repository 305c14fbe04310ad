using System.CommandLine;
using TrustList.Sync;

namespace Trustctl.Commands;

/// <summary>`trustctl sync`: brings a verifier's folder up to date with a hub, or says why not and keeps the good state.</summary>
internal static class SyncCommand
{
    public static Command Build()
    {
        var hub = new Option<string>("--hub") { Description = "The hub's public address", Required = true };
        var state = new Option<string>("--state") { Description = "The folder to keep", Required = true };
        var anchor = new Option<string?>("--anchor") { Description = "The first trusted root.json; needed once, then kept in the folder" };
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("sync", "Fetch the trust list and status lists: exit 0 up to date, 1 refused, 2 not reached") { hub, state, anchor, now, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var uri = HubAddress.Read(parsed.GetValue(hub)!);
            var folder = parsed.GetValue(state)!;
            var root = StateFolder.Anchor(folder, parsed.GetValue(anchor), "sync");
            using var http = TrustClient.CreateHttpClient();
            var client = new TrustClient(TrustStore.Open(folder), root, uri, http, Arguments.Clock(parsed.GetValue(now)));
            var outcome = await client.SyncAsync(cancel);
            return SyncReport.Print(outcome, parsed.GetValue(json));
        });
        return command;
    }
}
