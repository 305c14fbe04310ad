using System.CommandLine;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>
/// `trustctl log watch SOURCE…`: follows the checkpoints of one log at every source, and against what was seen before. Two
/// that contradict each other are kept as evidence: nobody can deny having signed them.
/// </summary>
internal static class LogWatchCommand
{
    public static Command Build()
    {
        var sources = new Argument<string[]>("SOURCE") { Description = "Addresses of the hub and of mirrors, or folders of the log's files", Arity = ArgumentArity.ZeroOrMore };
        var hubs = new Option<string[]>("--hub") { Description = "An address, as SOURCE", AllowMultipleArgumentsPerToken = true };
        var keep = new Option<string>("--evidence", "--keep") { Description = "The folder in which what was seen and evidence are kept", Required = true };
        var json = Arguments.Json();
        var once = new Option<bool>("--once") { Description = "Look once and end: exit 0 one view, 1 two views, 2 not decided" };
        var interval = new Option<int>("--interval") { Description = "Seconds between two looks", DefaultValueFactory = _ => 10 };
        var (policy, now) = (new LogPolicyInput(), Arguments.Now());
        var command = new Command("watch", "Compare the log's checkpoints between sources and over time; ends with exit 1 at two views") { sources, hubs, keep, once, interval, now, json };
        policy.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var clock = Arguments.Clock(parsed.GetValue(now));
            if (parsed.GetValue(interval) is < 1 or > 86_400) throw new UsageException("--interval: 1 to 86400 seconds");
            List<string> named = [.. parsed.GetValue(sources) ?? [], .. parsed.GetValue(hubs) ?? []];
            if (named.Count == 0) throw new UsageException("Give at least one SOURCE or --hub.");
            var trusted = await policy.Read(parsed, clock, named, cancel);
            using var http = LogSource.CreateHttpClient();
            var watch = new LogWatch([.. named.Select(source => LogSource.Of(source, http))], trusted, parsed.GetValue(keep)!);
            while (true)
            {
                var at = clock.GetUtcNow();
                var look = watch.Look(at);
                Console.WriteLine(parsed.GetValue(json) ? look.ToJson(at).ToJsonString() : $"{Instants.Format(at)} {look.Line}");
                if (parsed.GetValue(once) || look.Code == ExitCode.Refused) return look.Code;
                await Task.Delay(TimeSpan.FromSeconds(parsed.GetValue(interval)), cancel);
            }
        });
        return command;
    }
}
