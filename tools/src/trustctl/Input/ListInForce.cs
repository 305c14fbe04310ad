using System.CommandLine;
using Federation.Ceremonies.Proposals;
using TrustList.Format.Encoding;
using TrustList.Sync;

namespace Trustctl;

/// <summary>The trust list that a ceremony starts from: a folder that `trustctl sync` keeps, or a hub asked now.</summary>
internal sealed class ListInForce
{
    private readonly Option<string?> state = new("--state") { Description = "A folder kept by `trustctl sync`" };
    private readonly Option<string?> hub = new("--hub") { Description = "The hub's public address, asked now" };
    private readonly Option<string?> anchor = new("--anchor") { Description = "Your trusted root.json; needed with --hub unless the state folder has one" };

    /// <summary>`--now`.</summary>
    public Option<string?> Now { get; } = Arguments.Now();

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { state, hub, anchor, Now }) command.Options.Add(option);
    }

    /// <summary>Whether the caller named a list at all.</summary>
    public bool IsNamed(ParseResult parsed) => parsed.GetValue(state) is not null || parsed.GetValue(hub) is not null;

    /// <summary>The hub's public address, where it was given.</summary>
    public Uri? Hub(ParseResult parsed) => parsed.GetValue(hub) is { } text ? HubAddress.Read(text) : null;

    /// <summary>The operator's own anchor, where it was given or the state folder holds one.</summary>
    public byte[]? Anchor(ParseResult parsed) =>
        parsed.GetValue(anchor) is { } path ? InputFile.Bounded(path, Limits.RootBytes)
        : parsed.GetValue(state) is { } folder && File.Exists(Path.Combine(folder, StateFolder.AnchorName)) ? InputFile.Bounded(Path.Combine(folder, StateFolder.AnchorName), Limits.RootBytes)
        : null;

    /// <summary>Reads it. A hub that cannot be reached is exit 2, a list that a client refuses exit 1, an empty folder wrong usage.</summary>
    public async Task<PresentList> Read(ParseResult parsed, CancellationToken cancel)
    {
        if (!IsNamed(parsed)) throw new UsageException("Which list? Give --state FOLDER, or --hub URL with --anchor root.json.");
        var (now, simulated) = Arguments.Instant(parsed.GetValue(Now));
        var clock = simulated ? new ShiftedClock(now) : TimeProvider.System;
        using var folder = ClientFolder.Take(parsed.GetValue(state));
        if (Hub(parsed) is { } address)
        {
            var root = Anchor(parsed) ?? throw new UsageException("--hub needs --anchor root.json, obtained by other means than the hub.");
            if (!await Follow(folder, root, address, clock, cancel)) return await Unwitnessed(root, address, clock, cancel);
        }

        var loaded = TrustClient.Load(folder.Store, now);
        if (loaded.State is null || HeldFiles.Of(folder.Store) is not { } held) throw new UsageException($"{folder.Path}: {loaded.Fault} {loaded.Detail}; run `trustctl sync` first");
        return Files(held, folder);
    }

    private static PresentList Files(HeldFiles held, ClientFolder folder)
    {
        var list = PresentList.Read(held.Roots, held.Roles, held.Files);
        return list.Ok ? list.Value : throw new StopException(ExitCode.Refused, $"{folder.Path}: {list.Fault} {list.Detail}");
    }

    // Those who sign must be able to replace witnesses that are gone. Nothing of this reaches a folder that a verifier reads.
    private static async Task<PresentList> Unwitnessed(byte[] root, Uri hub, TimeProvider clock, CancellationToken cancel)
    {
        using var folder = ClientFolder.Take(null);
        using var http = TrustClient.CreateHttpClient();
        var outcome = await new TrustClient(folder.Store, root, hub, http, clock, new SyncOptions { FetchStatusLists = false, FetchParties = true, UnsafeWithoutLog = true }).SyncAsync(cancel);
        return outcome.Ok && HeldFiles.Of(folder.Store) is { } held ? Files(held, folder) : throw new StopException(ExitCode.Refused, $"{hub}: {outcome.Fault} {outcome.Detail}");
    }

    // False: the log does not show the list that the hub serves.
    private static async Task<bool> Follow(ClientFolder folder, byte[] root, Uri hub, TimeProvider clock, CancellationToken cancel)
    {
        using var http = TrustClient.CreateHttpClient();
        var outcome = await new TrustClient(folder.Store, root, hub, http, clock, new SyncOptions { FetchStatusLists = false, FetchParties = true }).SyncAsync(cancel);
        if (outcome.Ok) return true;
        var why = $"{hub}: {outcome.Fault}{(outcome.MetadataFault is { } rule ? $" ({rule})" : "")} {outcome.Detail}";
        // Operators who come too late must still be able to sign anew: the last good list is their base.
        if (outcome is { Fault: SyncFault.Frozen, State: not null })
        {
            Console.Error.WriteLine($"{why}. Going on from the last good list.");
            return true;
        }

        if (outcome.Fault == SyncFault.NotWitnessed)
        {
            Console.Error.WriteLine($"{why}. No quorum of witnesses has seen this list: going on with what the hub serves, which may not be what others are shown.");
            return false;
        }

        throw new StopException(outcome.Fault is SyncFault.Unreachable or SyncFault.Interrupted or SyncFault.TimedOut or SyncFault.ServerError or SyncFault.StoreFailed ? ExitCode.Undecided : ExitCode.Refused, why);
    }
}
