using System.Collections.Immutable;
using Conformance.Cases;
using Conformance.Worlds;
using TrustList.Testing;

namespace Conformance.Areas;

/// <summary>A file stands where it belongs: who follows redirects asks whomever the hub names.</summary>
internal static class TransportRedirectCases
{
    private const string Twin = "transport/redirect/served-in-two-places";

    /// <summary>The cases.</summary>
    public static ImmutableArray<ConformanceCase> All { get; } =
    [
        Case(Twin, "A later timestamp is served where it belongs, and elsewhere too", redirected: false),
        Case("transport/redirect/to-the-file", "A later timestamp is answered with a redirect to where it stands", redirected: true),
    ];

    private static ConformanceCase Case(string id, string title, bool redirected) => new()
    {
        Id = id,
        Title = title,
        Requirements = ["SPEC 5.8"],
        Severity = Severity.Medium,
        Features = [Feature.TrustList],
        Flags = [CaseFlag.Live],
        Twin = redirected ? Twin : null,
        Play = async run =>
        {
            var story = await Story.BeginAsync(run);
            await story.SyncedAsync();
            story.Publish(TimeSpan.FromHours(1));
            story.Hub.Put("elsewhere", story.Repository.Files["timestamp.json"]);
            if (redirected)
                story.Hub.Misbehave(Misbehaviour.Redirect, path => path.EndsWith("/timestamp.json", StringComparison.Ordinal));
            await (redirected ? story.NotSyncedAsync("NotServed") : story.SyncedAsync());
        },
    };
}
