using System.CommandLine;
using System.Text.Json.Nodes;
using Federation.Ceremonies;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>`trustctl calendar`: when everything that is signed, and every key, must be renewed. Exit 1 when something is past half of its life.</summary>
internal static class CalendarCommand
{
    public static Command Build()
    {
        var (list, json) = (new ListInForce(), Arguments.Json());
        var command = new Command("calendar", "When what is signed must be signed anew: exit 1 when something is past half of its life") { json };
        list.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var now = Arguments.Instant(parsed.GetValue(list.Now)).Instant;
            var entries = Calendar.Of(await list.Read(parsed, cancel), now).OrderBy(entry => entry.HalfAt).ToList();
            if (parsed.GetValue(json)) Console.WriteLine(ToJson(entries, now).ToJsonString(InspectCommand.Readable));
            else
                foreach (var entry in entries)
                    Console.WriteLine(Printable.Of($"{entry.StandingAt(now),-7} {entry.Name,-34} renew by {Instants.Format(entry.HalfAt)} ends {Instants.Format(entry.EndsAt)}  {entry.Act.En} {entry.Act.Zh}"));
            return entries.All(entry => entry.StandingAt(now) == CalendarStanding.Good) ? ExitCode.Accepted : ExitCode.Refused;
        });
        return command;
    }

    private static JsonObject ToJson(IEnumerable<CalendarEntry> entries, DateTimeOffset now) => new()
    {
        ["at"] = Instants.Format(now),
        ["entries"] = new JsonArray([.. entries.Select(entry => (JsonNode)new JsonObject
        {
            ["name"] = entry.Name, ["standing"] = entry.StandingAt(now).ToString(), ["halfAt"] = Instants.Format(entry.HalfAt), ["endsAt"] = Instants.Format(entry.EndsAt),
            ["zh"] = entry.Act.Zh, ["en"] = entry.Act.En,
        })]),
    };
}
