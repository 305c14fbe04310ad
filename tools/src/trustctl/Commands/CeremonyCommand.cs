using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Metadata;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony root|sign`: what the national operators do offline.</summary>
internal static class CeremonyCommand
{
    public static Command Build() => new("ceremony", "What the national operators sign, offline") { Root(), Sign() };

    private static Command Root()
    {
        var output = new Option<string>("--out") { Description = "The root file to write, unsigned", Required = true };
        var version = new Option<long>("--version-number") { Description = "The root's version", DefaultValueFactory = _ => 1 };
        var operators = Many("--operator", "Public key of a root operator (PEM)");
        var rootThreshold = new Option<int>("--root-threshold") { DefaultValueFactory = _ => 3 };
        var targets = Many("--targets-operator", "Public key of a targets operator (PEM)");
        var targetsThreshold = new Option<int>("--targets-threshold") { DefaultValueFactory = _ => 2 };
        var snapshot = new Option<string>("--snapshot") { Description = "The hub's snapshot key (PEM)", Required = true };
        var timestamp = new Option<string>("--timestamp") { Description = "The hub's timestamp key (PEM)", Required = true };
        var now = Arguments.Now();
        var command = new Command("root", "Draft a root: keys and thresholds of the other roles")
        {
            output, version, operators, rootThreshold, targets, targetsThreshold, snapshot, timestamp, now,
        };
        command.SetAction(parsed =>
        {
            try
            {
                var ceremony = new RootCeremony(
                    OperatorGroup.Of(parsed.GetValue(rootThreshold), parsed.GetValue(operators)!.Select(Keys.Public)),
                    OperatorGroup.Of(parsed.GetValue(targetsThreshold), parsed.GetValue(targets)!.Select(Keys.Public)),
                    Keys.Public(parsed.GetValue(snapshot)!),
                    Keys.Public(parsed.GetValue(timestamp)!));
                var draft = ceremony.Draft(parsed.GetValue(version), Arguments.Instant(parsed.GetValue(now)).Instant);
                File.WriteAllBytes(parsed.GetValue(output)!, MetadataWriter.Write(draft));
            }
            catch (ArgumentException wrong)
            {
                throw new UsageException(wrong.Message);
            }
        });
        return command;
    }

    private static Command Sign()
    {
        var file = new Argument<string>("FILE") { Description = "Metadata to sign; the signature is added in place" };
        var signing = new SigningKey();
        var command = new Command("sign", "Add one operator's signature") { file };
        signing.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var signed = MetadataWriter.AddSignature(InputFile.Read(path, TrustList.Format.Encoding.Limits.MetadataBytes), signing.Open(parsed));
            if (!signed.Ok) throw new UsageException($"{path}: {signed.Fault} {signed.Detail}");
            File.WriteAllBytes(path + ".new", signed.Value);
            File.Move(path + ".new", path, overwrite: true);
        });
        return command;
    }

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, Required = true, AllowMultipleArgumentsPerToken = true };
}
