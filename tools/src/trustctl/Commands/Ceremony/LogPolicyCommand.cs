using System.CommandLine;
using Federation.Ceremonies;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace Trustctl.Commands;

/// <summary>`trustctl ceremony log-policy`: the policy in force with its member <c>log</c> begun or changed, as a file to propose.</summary>
internal static class LogPolicyCommand
{
    public static Command Build()
    {
        var output = new Option<string>("--out") { Description = "The policy.json to write", Required = true };
        var origin = new Option<string?>("--origin") { Description = "The log's name; else the one in force" };
        var hub = new Option<string?>("--hub-keys") { Description = "What the hub's incept verb printed, for its log key; else the one in force" };
        var witnesses = new Option<string[]>("--witness") { Description = "CODE of a region whose node.json names its witness key, or CODE=FILE, a public key (PEM); those named replace all there are", AllowMultipleArgumentsPerToken = true };
        var quorum = new Option<int?>("--quorum") { Description = "How many must cosign; else the smallest that no two views can both reach while less than a third lie" };
        var list = new ListInForce();
        var command = new Command("log-policy", "Write the policy in force with the log and its witnesses named") { output, origin, hub, witnesses, quorum };
        list.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var present = await list.Read(parsed, cancel);
            var before = present.Policy.Log;
            var name = parsed.GetValue(origin) ?? before?.Origin ?? throw new UsageException("The first time, give --origin.");
            var key = parsed.GetValue(hub) is { } printed ? HubKeys.Read(printed).Log ?? throw new UsageException($"{printed}: no log key; the hub was begun before it made one") : before?.Key ?? throw new UsageException("The first time, give --hub-keys.");
            var named = parsed.GetValue(witnesses) is { Length: > 0 } codes
                ? [.. codes.Select(code => Read(code, present))]
                : before?.Witnesses.Select(witness => (witness.Region, witness.Key)).ToList() ?? throw new UsageException("The first time, give --witness.");
            var log = LogCeremony.Policy(name, key, named, parsed.GetValue(quorum));
            var policy = present.Policy with { Log = before is null ? log : log with { MergeDelay = before.MergeDelay } };
            if (policy.Check() is { } refusal) throw new UsageException($"{refusal.Fault}: {refusal.Detail}");
            OutputFile.Write(parsed.GetValue(output)!, policy.Write());
            Console.WriteLine($"{named.Count} witnesses, {log.Quorum} must cosign. 见证方 {named.Count} 个，须 {log.Quorum} 个共同签名。");
            return ExitCode.Accepted;
        });
        return command;
    }

    private static (string Region, PublicKey Key) Read(string text, PresentList present)
    {
        if (text.Split('=', 2) is [var code, var file]) return (code, Keys.Public(file));
        return present.Files.TryGetValue(NodeDocument.PathOf(text), out var node) && NodeDocument.Read(node.Span) is { Ok: true } read
            && PublicKey.FromSpki(read.Value.WitnessKey.Span) is { Ok: true } key
            ? (text, key.Value)
            : throw new UsageException($"--witness {text}: the list has no node.json of that region; want CODE or CODE=FILE");
    }
}
