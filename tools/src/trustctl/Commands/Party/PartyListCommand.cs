using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl region party list`: every party that a region registered, and whether it may ask now.</summary>
internal static class PartyListCommand
{
    public static Command Build()
    {
        var code = new Option<string>("--code") { Description = "The region", Required = true };
        var (list, json) = (new ListInForce(), Arguments.Json());
        var command = new Command("list", "Show a region's relying parties and whether each may ask now") { code, json };
        list.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var present = await list.Read(parsed, cancel);
            var now = Arguments.Instant(parsed.GetValue(list.Now)).Instant;
            var parties = present.Parties(parsed.GetValue(code)!)?.Parties ?? [];
            if (parsed.GetValue(json)) Console.WriteLine(new JsonArray([.. parties.Select(party => ToJson(party, now))]).ToJsonString(InspectCommand.Readable));
            else if (parties.IsEmpty) Console.WriteLine("No party is registered. 尚无依赖方。");
            else foreach (var party in parties) Console.WriteLine(Printable.Of(Line(party, now)));
        });
        return command;
    }

    private static string Line(Party party, DateTimeOffset now) =>
        $"{party.Id} {(party.MayAsk(now) ? "may ask" : "may not ask")} {string.Join(',', party.Purposes).ToLowerInvariant()} {party.PerSecond}/s {party.PerDay}/d until {Instants.Format(party.Until)} {party.History[^1].State.ToString().ToLowerInvariant()}: {party.NameEn} {party.NameZh}";

    private static JsonObject ToJson(Party party, DateTimeOffset now) => new()
    {
        ["id"] = party.Id,
        ["zh"] = party.NameZh,
        ["en"] = party.NameEn,
        ["mayAsk"] = party.MayAsk(now),
        ["purposes"] = new JsonArray([.. party.Purposes.Select(purpose => JsonValue.Create(purpose.ToString().ToLowerInvariant()))]),
        ["perSecond"] = party.PerSecond,
        ["perDay"] = party.PerDay,
        ["from"] = Instants.Format(party.From),
        ["until"] = Instants.Format(party.Until),
        ["state"] = party.History[^1].State.ToString().ToLowerInvariant(),
        ["reason"] = party.History[^1].Reason,
    };
}
