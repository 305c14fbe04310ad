using System.CommandLine;
using TrustList.Format.Log;

namespace Trustctl.Commands;

/// <summary>`trustctl log fsck SOURCE`: every entry, tile and root of a log, and its two checkpoints.</summary>
internal static class LogFsckCommand
{
    public static Command Build()
    {
        var source = new Argument<string?>("SOURCE") { Description = "The hub's or a mirror's address, or a folder of the log's files", Arity = ArgumentArity.ZeroOrOne };
        var hub = new Option<string?>("--hub") { Description = "An address, as SOURCE" };
        var (policy, now) = (new LogPolicyInput(), Arguments.Now());
        var command = new Command("fsck", "Walk the whole log and print each violation: exit 0 whole, 1 not, 2 there is none yet") { source, hub, now };
        policy.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var clock = Arguments.Clock(parsed.GetValue(now));
            var named = parsed.GetValue(source) ?? parsed.GetValue(hub) ?? throw new UsageException("Give SOURCE or --hub.");
            using var http = LogSource.CreateHttpClient();
            return Run(LogSource.Of(named, http), await policy.Read(parsed, clock, [named], cancel), clock.GetUtcNow());
        });
        return command;
    }

    private static int Run(LogSource source, LogPolicy policy, DateTimeOffset now)
    {
        var (witnessed, pending) = (Checkpoint(source, "checkpoint", policy), Checkpoint(source, "pending", policy));
        if ((pending ?? witnessed) is not { } newest) throw new StopException(ExitCode.Undecided, $"{source.Name}: no checkpoint");
        var violations = new List<string>();
        if (witnessed is not null)
        {
            var quorum = WitnessedCheckpoint.Verify(witnessed.Note.Write(), policy, now);
            if (!quorum.Ok) violations.Add($"checkpoint: {quorum.Fault}: {quorum.Detail}");
            var comparison = ViewComparison.Of(witnessed.Checkpoint, newest.Checkpoint, source.Read);
            if (comparison.Relation is ViewRelation.Contradict or ViewRelation.Unproven || witnessed.Checkpoint.Size > newest.Checkpoint.Size)
                violations.Add($"pending: {comparison.Relation} with checkpoint: {comparison.Detail}");
        }

        violations.AddRange(LogAudit.Run(newest.Checkpoint, source.Read).Select(violation => violation.ToString()));
        foreach (var violation in violations) Console.WriteLine(violation);
        Console.WriteLine(violations.Count == 0
            ? $"whole: {newest.Checkpoint.Size} epochs, {witnessed?.Checkpoint.Size ?? 0} witnessed"
            : $"{violations.Count} violations");
        return violations.Count == 0 ? ExitCode.Accepted : ExitCode.Refused;
    }

    private static SignedCheckpoint? Checkpoint(LogSource source, string name, LogPolicy policy) => source.Checkpoint(name, policy) switch
    {
        null => null,
        { Ok: true } signed => signed.Value,
        { } refused => throw new StopException(ExitCode.Refused, $"{source.Name}: {name}: {refused.Fault}: {refused.Detail}"),
    };
}
