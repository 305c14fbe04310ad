using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>A hub that does wrong once, or wrong that a careful client may see through: in the next sync at the latest it succeeds.</summary>
internal static class TransportRecoveryCases
{
    private static readonly ImmutableArray<(string Name, string Title, Misbehaviour What, int Times)> Faults =
    [
        ("unavailable-once", "is answered with 503 once", Misbehaviour.ServerError, 1),
        ("reset-once", "is answered by a cut connection once", Misbehaviour.Reset, 1),
        ("truncated-once", "breaks off once", Misbehaviour.Truncate, 1),
        ("long-content-length", "comes whole under a Content-Length that promises more", Misbehaviour.LongLength, int.MaxValue),
        ("gzip-unasked", "comes compressed, though nobody asked for that", Misbehaviour.Gzip, int.MaxValue),
    ];

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        .. TransportFile.All.SelectMany(file => Faults.Select(fault => new ConformanceCase
        {
            Id = $"transport/recovers/{file.Name}-{fault.Name}",
            Title = $"{file.Title} {fault.Title}: this sync or the next succeeds",
            Requirements = file.Requirements,
            Severity = Severity.High,
            Features = file.Features,
            Flags = [CaseFlag.Live],
            Play = run => PlayAsync(run, file, fault.What, fault.Times),
        })),
        new()
        {
            Id = "transport/recovers/whole-hub-once",
            Title = "The first answer of every file is 503: some sync succeeds, by what is then served",
            Requirements = ["SPEC 5.8"],
            Features = [Feature.TrustList, Feature.Licences],
            Flags = [CaseFlag.Live],
            Play = PlayWholeHubAsync,
        },
    ];

    private static async Task PlayAsync(CaseRun run, TransportFile file, Misbehaviour what, int times)
    {
        var story = await Story.TrustedAsync(run, file.Scene);
        story.Publish(TimeSpan.FromHours(1), file.Change);
        story.Hub.Misbehave(what, file.Where, times);
        await story.MaybeSyncedAsync();
        await story.AcceptedAsync();
        story.Hub.Behave();
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }

    private static async Task PlayWholeHubAsync(CaseRun run)
    {
        var story = await Story.BeginAsync(run);
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        story.Hub.Misbehave(Misbehaviour.ServerError, path => seen.TryAdd(path, true));
        await story.MaybeSyncedAsync();
        story.Hub.Behave();
        await story.SyncedAsync();
        await story.AcceptedAsync();
    }
}
