using System.CommandLine;
using System.Text.Json.Nodes;
using TrustList.Format.Projections;
using TrustList.Format.Verification;
using TrustList.Sync;

namespace Trustctl.Commands;

/// <summary>`trustctl project`: the trust list in the forms of other systems. Nothing is written that our own lint faults.</summary>
internal static class ProjectCommand
{
    public static Command Build() => new("project", "The trust list in the forms of other systems: exit 0 written, 1 not fit to publish, 2 no trust list")
    {
        FromState("jwks", "Document-signer and status keys as a JWK set (RFC 7517)", JwksProjection.Of),
        FromState("pem", "IACA certificates in PEM", PemProjection.Of),
        VicalCommand.Build(),
        VicalCommand.Provider(),
        CrlCommand.Build(),
    };

    internal static Option<string> State() => new("--state") { Description = "Folder that `trustctl sync` or `bundle import` keeps", Required = true };

    internal static Option<string> Out() => new("--out") { Description = "Where the file goes", Required = true };

    /// <summary>The list in a folder; null and a line on standard error where there is none to work from.</summary>
    internal static (TrustState? State, int Code) Load(string folder, DateTimeOffset at)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"--state {folder}: no such folder; make it by trustctl sync");
        var loaded = TrustClient.Load(TrustStore.Open(folder), at);
        if (loaded.State is null) Console.Error.WriteLine($"No trust list: {loaded.Fault} {loaded.Detail}".TrimEnd());
        else if (loaded.IsExpired) Console.Error.WriteLine("The trust list has expired; sync first.");
        return (loaded.IsExpired ? null : loaded.State, loaded.State is null ? ExitCode.Undecided : ExitCode.Refused);
    }

    /// <summary>Lints, writes and reports.</summary>
    internal static int Write(string path, byte[] bytes, IReadOnlyCollection<LeftOutKey> leftOut, DateTimeOffset at, bool json)
    {
        var report = ProjectionLint.Check(bytes, at);
        var written = report.Findings.IsEmpty;
        if (written) OutputFile.Write(path, bytes);
        else LintCommand.Tell(Console.Error, report);
        if (json)
            Console.WriteLine(new JsonObject
            {
                ["written"] = written,
                ["kind"] = report.Kind.ToString(),
                ["entries"] = report.Entries,
                ["bytes"] = bytes.Length,
                ["leftOut"] = new JsonArray([.. leftOut.Select(key => (JsonNode)new JsonObject { ["region"] = key.Region, ["key"] = key.KeyId, ["reason"] = key.Reason.ToString() })]),
            }.ToJsonString(InspectCommand.Readable));
        else
        {
            Console.WriteLine(written ? $"{path}: {report.Kind}, {report.Entries} entries, {bytes.Length} bytes" : "Not written.");
            foreach (var key in leftOut) Console.WriteLine($"  left out: {key.Region} {key.KeyId}: {key.Reason}");
        }
        return written ? ExitCode.Accepted : ExitCode.Refused;
    }

    private static Command FromState(string name, string description, Func<TrustState, DateTimeOffset, Projection> project)
    {
        var (state, file, now, json) = (State(), Out(), Arguments.Now(), Arguments.Json());
        var command = new Command(name, description) { state, file, now, json };
        command.SetAction(parsed =>
        {
            var at = Arguments.Instant(parsed.GetValue(now)).Instant;
            var (list, code) = Load(parsed.GetValue(state)!, at);
            if (list is null) return code;
            var projection = project(list, at);
            return Write(parsed.GetValue(file)!, projection.Bytes, projection.LeftOut, at, parsed.GetValue(json));
        });
        return command;
    }
}
