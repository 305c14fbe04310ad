using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>`trustctl notice list`: every notice there ever was, and what was decided on it.</summary>
internal static class NoticeListCommand
{
    public static Command Build()
    {
        var (list, json) = (new ListInForce(), Arguments.Json());
        var command = new Command("list", "Show every notice and what was decided on it") { json };
        list.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var present = await list.Read(parsed, cancel);
            var rows = present.Notices.Notices.Select(notice => new JsonObject
            {
                ["id"] = notice.Id,
                ["region"] = notice.Region,
                ["key"] = notice.Key,
                ["issuedAt"] = Instants.Format(notice.IssuedAt),
                ["lapsesAt"] = Instants.Format(notice.LapsesAt),
                ["targetsVersion"] = notice.TargetsVersion,
                ["decision"] = present.Policy.NoticeDecisions.LastOrDefault(decision => decision.Id == notice.Id)?.Decision.ToString(),
                ["zh"] = notice.Reason.Zh,
                ["en"] = notice.Reason.En,
            }).ToList();
            if (parsed.GetValue(json)) Console.WriteLine(new JsonArray([.. rows]).ToJsonString(InspectCommand.Readable));
            else if (rows.Count == 0) Console.WriteLine("No notice was ever issued. 尚无通告。");
            else foreach (var row in rows) Console.WriteLine(Printable.Of($"{row["id"]} {row["region"]} {row["key"]} issued {row["issuedAt"]} lapses {row["lapsesAt"]} {row["decision"] ?? "undecided"}: {row["en"]} {row["zh"]}"));
        });
        return command;
    }
}
