using System.CommandLine;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Sync;

namespace Trustctl;

/// <summary>Which log and witnesses count: the policy of a folder that `trustctl sync` keeps, or a policy.json that the operator trusts.</summary>
internal sealed class LogPolicyInput
{
    private readonly Option<string?> state = new("--state") { Description = "Folder that `trustctl sync` keeps: its policy names log and witnesses" };
    private readonly Option<string?> anchor = new("--anchor") { Description = "A trusted root.json, in place of --state: the policy is then that of the list that the first hub serves" };
    private readonly Option<string?> policy = new("--policy") { Description = "A policy.json from a trusted source, in place of --state" };

    public void AddTo(Command command)
    {
        command.Add(state);
        command.Add(policy);
        command.Add(anchor);
    }

    public LogPolicy Read(ParseResult parsed, DateTimeOffset now) => (parsed.GetValue(state), parsed.GetValue(policy)) switch
    {
        ({ } folder, null) => Held(folder, now).Log ?? throw new StopException(ExitCode.Undecided, $"--state {folder}: its policy names no log"),
        (null, { } file) => File(file).Log ?? throw new StopException(ExitCode.Undecided, $"--policy {file}: names no log"),
        _ => throw new UsageException("Give one of --state, --policy and, where a hub is asked, --anchor."),
    };

    /// <summary>The same, or with --anchor the policy that a hub serves: operators signed it, whatever its log says of the rest.</summary>
    public async Task<LogPolicy> Read(ParseResult parsed, TimeProvider clock, IReadOnlyList<string> sources, CancellationToken cancel)
    {
        if (parsed.GetValue(anchor) is not { } path) return Read(parsed, clock.GetUtcNow());
        var why = "no source is a hub's address";
        foreach (var source in sources.Where(source => source.StartsWith("http", StringComparison.Ordinal)))
        {
            using var folder = ClientFolder.Take(null);
            using var http = TrustClient.CreateHttpClient();
            var options = new SyncOptions { FetchStatusLists = false, UnsafeWithoutLog = true };
            var outcome = await new TrustClient(folder.Store, InputFile.Bounded(path, Limits.RootBytes), HubAddress.Read(source), http, clock, options).SyncAsync(cancel);
            if (outcome.State?.Log is { } log) return log;
            why = outcome.Ok ? $"{source}: its policy names no log" : $"{source}: {outcome.Fault} {outcome.Detail}";
        }

        throw new StopException(ExitCode.Undecided, why);
    }

    private static PolicyDocument Held(string folder, DateTimeOffset now)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"--state {folder}: no such folder; make it by trustctl sync");
        var loaded = TrustClient.Load(TrustStore.Open(folder), now);
        return loaded.State?.Policy ?? throw new StopException(ExitCode.Undecided, $"--state {folder}: {loaded.Fault} {loaded.Detail}");
    }

    private static PolicyDocument File(string path)
    {
        var read = PolicyDocument.Read(InputFile.Read(path, Limits.TargetFileBytes));
        return read.Ok ? read.Value : throw new UsageException($"--policy {path}: {read.Fault}: {read.Detail}");
    }
}
