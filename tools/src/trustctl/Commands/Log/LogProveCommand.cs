using System.CommandLine;
using TrustList.Format.Log;

namespace Trustctl.Commands;

/// <summary>`trustctl log prove SOURCE N`: writes the proof of an epoch under the log's newest witnessed checkpoint.</summary>
internal static class LogProveCommand
{
    public static Command Build()
    {
        var source = new Argument<string>("SOURCE") { Description = "The hub's or a mirror's address, or a folder of the log's files" };
        var number = new Argument<long>("N") { Description = "The epoch's number" };
        var output = new Option<string>("--out") { Description = "Where the proof goes", Required = true };
        var (policy, now) = (new LogPolicyInput(), Arguments.Now());
        var command = new Command("prove", "Write the proof of an epoch from the log's tiles: exit 0 written, 1 the log's files do not prove it, 2 not logged yet") { source, number, output, now };
        policy.AddTo(command);
        command.SetAction(parsed =>
        {
            var at = Arguments.Instant(parsed.GetValue(now)).Instant;
            using var http = LogSource.CreateHttpClient();
            var proof = Prove(LogSource.Of(parsed.GetValue(source)!, http), parsed.GetValue(number), policy.Read(parsed, at), at);
            OutputFile.Write(parsed.GetValue(output)!, proof.Write());
            Console.WriteLine($"{parsed.GetValue(output)}: epoch {proof.Index}, {proof.Path.Length} hashes");
        });
        return command;
    }

    private static LogProof Prove(LogSource source, long number, LogPolicy policy, DateTimeOffset now)
    {
        if (source.Read("checkpoint") is not { } note) throw new StopException(ExitCode.Undecided, $"{source.Name}: no checkpoint with the quorum");
        var checkpoint = WitnessedCheckpoint.Verify(note, policy, now);
        if (!checkpoint.Ok) throw new StopException(ExitCode.Refused, $"{source.Name}: checkpoint: {checkpoint.Fault}: {checkpoint.Detail}");
        var size = checkpoint.Value.Checkpoint.Size;
        if (number < 0 || number >= size) throw new StopException(ExitCode.Undecided, $"epoch {number} is not among the {size} witnessed");
        var tree = new LogTree(size, source.Read);
        var (entry, path) = (tree.Entry(number), tree.InclusionPath(number));
        if (!entry.Ok) throw new StopException(ExitCode.Refused, $"{source.Name}: {entry.Fault}: {entry.Detail}");
        if (!path.Ok) throw new StopException(ExitCode.Refused, $"{source.Name}: {path.Fault}: {path.Detail}");
        var proof = new LogProof(entry.Value, number, [.. path.Value], note);
        var verified = proof.Verify(policy, now);
        return verified.Ok ? proof : throw new StopException(ExitCode.Refused, $"{source.Name}: its tiles are not those of its checkpoint: {verified.Fault}: {verified.Detail}");
    }
}
