using System.CommandLine;
using System.Text.Json.Nodes;
using Federation.Ceremonies;
using Federation.Ceremonies.Regions;

namespace Trustctl.Commands;

/// <summary>`trustctl region check`: what is still wrong with an application, or with a region's files, beside the list in force.</summary>
internal static class RegionCheckCommand
{
    public static Command Build()
    {
        var application = new Option<string?>("--application") { Description = "The region's application" };
        var folder = new Option<string?>("--dir") { Description = "A folder with the region's files for its node: N.region-CODE.json and N.issuers.json" };
        var code = new Option<string?>("--code") { Description = "The region; else the application's" };
        var (list, json) = (new ListInForce(), Arguments.Json());
        var command = new Command("check", "Say in zh and en what the hub would still refuse: exit 0 nothing, 1 something") { application, folder, code, json };
        list.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var read = parsed.GetValue(application) is { } path ? ApplicationInput.Read(path) : null;
            if (read is null && parsed.GetValue(folder) is null) throw new UsageException("Check what? Give --application FILE, or --dir FOLDER with --code CODE.");
            var present = await list.Read(parsed, cancel);
            var now = Arguments.Instant(parsed.GetValue(list.Now)).Instant;
            var findings = new List<Sentence>();
            if (read is not null) findings.AddRange(ApplicationCheck.Run(read, present, now));
            if (parsed.GetValue(folder) is { } files)
                findings.AddRange(RegionFiles.Read(files, parsed.GetValue(code) ?? read?.Code ?? throw new UsageException("--dir needs --code")).Check(present, read, now));
            Tell(findings, parsed.GetValue(json));
            return findings.Count == 0 ? ExitCode.Accepted : ExitCode.Refused;
        });
        return command;
    }

    private static void Tell(List<Sentence> findings, bool json)
    {
        if (json)
        {
            Console.WriteLine(new JsonObject
            {
                ["ok"] = findings.Count == 0,
                ["findings"] = new JsonArray([.. findings.Select(finding => (JsonNode)new JsonObject { ["zh"] = finding.Zh, ["en"] = finding.En })]),
            }.ToJsonString(InspectCommand.Readable));
            return;
        }

        if (findings.Count == 0) Console.WriteLine("Nothing is wrong. 没有问题。");
        foreach (var finding in findings) Console.WriteLine(Printable.Of($"* {finding.En} {finding.Zh}"));
    }
}
