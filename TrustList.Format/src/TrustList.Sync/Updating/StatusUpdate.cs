using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustList.Sync;

/// <summary>Fetches the status lists of every active region, for use offline (SPEC.md §7; aggregation as in Token Status List §9).</summary>
internal static class StatusUpdate
{
    private const string ListType = "application/statuslist+cwt";
    private const int AggregationBytes = 262_144;

    internal static async Task<(TrustState State, StoredState Stored, ImmutableArray<StatusFetchFault> Faults)> RunAsync(
        Downloader hub, TrustState state, StoredState stored, DateTimeOffset now, int concurrency, CancellationToken cancellation)
    {
        var faults = ImmutableArray.CreateBuilder<StatusFetchFault>();
        var regions = state.Nodes.Where(node => state.StandingOf(node.Key, now) == RegionStanding.Active).OrderBy(node => node.Key, StringComparer.Ordinal).ToList();

        // 1. Which lists there are.
        var aggregations = new Fetched[regions.Count];
        await Task.WhenAll(Limited.Each(regions.Count, concurrency, async i =>
            aggregations[i] = await hub.GetAsync(PathOf(regions[i].Value.StatusBase.TrimEnd('/')), AggregationBytes, "application/json", null, cancellation)));
        var wanted = new List<(string Region, string Uri)>();
        for (var i = 0; i < regions.Count; i++)
            if (Uris(aggregations[i], regions[i].Value) is { } uris)
                wanted.AddRange(uris.Select(uri => (regions[i].Key, uri)));
            else if (!aggregations[i].NotFound)
                faults.Add(new(regions[i].Key, regions[i].Value.StatusBase, aggregations[i].Fault ?? SyncFault.Malformed, null, aggregations[i].Detail));

        // 2. Each that is newer than the one held. One that is stored and not in force (its region was held when the store was
        // loaded) is fetched again.
        var held = stored.StatusLists.Where(list => state.FindStatusList(list.Region, list.Uri) is not null).ToDictionary(list => (list.Region, list.Uri));
        var fetched = new Fetched[wanted.Count];
        await Task.WhenAll(Limited.Each(wanted.Count, concurrency, async i =>
            fetched[i] = await hub.GetAsync(PathOf(wanted[i].Uri), Limits.StatusTokenBytes, ListType, held.GetValueOrDefault(wanted[i])?.ETag, cancellation)));

        // 3. Verified, or the one held is kept.
        for (var i = 0; i < wanted.Count; i++)
        {
            var (region, uri) = wanted[i];
            if (fetched[i].NotModified)
                continue;
            if (fetched[i].Bytes is not { } token)
            {
                faults.Add(new(region, uri, fetched[i].Fault ?? SyncFault.NotServed, null, fetched[i].Detail));
                continue;
            }
            if (held.TryGetValue(wanted[i], out var before) && before.Token.Span.SequenceEqual(token))
                continue;
            var taken = state.WithStatusList(region, uri, token, now);
            state = taken.State;
            if (taken.Refusal is { } refusal)
                faults.Add(new(region, uri, null, refusal, taken.Detail));
            else
                held[wanted[i]] = new(region, uri, fetched[i].ETag, now, token);
        }

        var kept = held.Values.Where(list => state.FindStatusList(list.Region, list.Uri) is not null)
            .OrderBy(list => list.Uri, StringComparer.Ordinal).ThenBy(list => list.Region, StringComparer.Ordinal).ToImmutableArray();
        return (state, stored with { StatusLists = kept }, faults.ToImmutable());
    }

    // The lists lie on the hub. Only the path of a signed address is used, so that no region can point its readers elsewhere.
    private static string PathOf(string uri) => new Uri(uri).AbsolutePath;

    private static IReadOnlyList<string>? Uris(Fetched aggregation, NodeDocument node)
    {
        if (aggregation.Bytes is null || CanonicalJson.Parse(aggregation.Bytes, AggregationBytes) is not { Ok: true } parsed)
            return null;
        var fields = JsonFields.Of(parsed.Value);
        var uris = fields.Texts("status_lists", Limits.StatusListsPerRegion, 500);
        return fields.Failed ? null : [.. uris.Where(uri => node.OwnsStatusUri(uri) && Uri.TryCreate(uri, UriKind.Absolute, out _)).Distinct(StringComparer.Ordinal)];
    }
}
