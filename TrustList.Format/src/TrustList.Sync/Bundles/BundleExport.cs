using TrustList.Format.Bundles;
using TrustList.Sync.Status;

namespace TrustList.Sync;

/// <summary>What became of an export.</summary>
/// <param name="Bundle">The bundle, or null.</param>
/// <param name="Fault">Why there is none: what an import would have answered, or that there is nothing to export.</param>
/// <param name="Detail">For an operator.</param>
/// <param name="LeftOut">Status lists whose address cannot stand in a bundle.</param>
public sealed record BundleExportOutcome(TrustBundle? Bundle, BundleExportFault? Fault, string Detail, IReadOnlyList<string> LeftOut);

/// <summary>Why a store gives no bundle. A closed list.</summary>
public enum BundleExportFault
{
    /// <summary>No sync has succeeded yet, or the store is damaged.</summary>
    NoState,

    /// <summary>The store was begun before it kept the chain of roots; sync into a new folder.</summary>
    RootsMissing,

    /// <summary>The bundle would be beyond its limits.</summary>
    TooLarge,

    /// <summary>An import of it would be refused now; usually the list has expired since the last sync.</summary>
    WouldBeRefused,
}

/// <summary>Makes a bundle of what the last successful sync stored.</summary>
public static class BundleExport
{
    /// <summary>Exports a store. A bundle that this machine's own anchor would not accept at this instant is never handed out.</summary>
    /// <param name="store">The store of a <see cref="TrustClient"/>.</param>
    /// <param name="clock">Now.</param>
    /// <param name="cancellation">The caller gives up; the one cause for which this throws.</param>
    public static Task<BundleExportOutcome> RunAsync(TrustStore store, TimeProvider clock, CancellationToken cancellation = default) =>
        RunAsync(store, null, clock, cancellation);

    /// <summary>Exports a store together with the status beside it, where there is any.</summary>
    /// <param name="store">The store of a <see cref="TrustClient"/>.</param>
    /// <param name="status">The status that was pulled by that trust list; null to leave it out.</param>
    /// <param name="clock">Now.</param>
    /// <param name="cancellation">The caller gives up; the one cause for which this throws.</param>
    public static async Task<BundleExportOutcome> RunAsync(TrustStore store, StatusStore? status, TimeProvider clock, CancellationToken cancellation = default)
    {
        var (trust, fault, detail) = store.Read();
        if (trust?.State is not { } state)
            return Fail(BundleExportFault.NoState, fault is null ? "no sync has succeeded yet" : $"{fault}: {detail}");
        if (trust.Roots.IsEmpty)
            return Fail(BundleExportFault.RootsMissing, "the store has no chain of roots; sync into a new folder");
        var (files, leftOut) = BundleContents.Of(trust.Roots, state);
        if (status is not null && Nation(store, status, clock.GetUtcNow()) is { } nation)
            files[NationPackage.Path] = nation;
        var bundle = TrustBundle.Of(state.SyncedAt, files);
        if (!bundle.Ok)
            return Fail(BundleExportFault.TooLarge, bundle.Detail);
        return await CheckAsync(bundle.Value, trust, clock, cancellation) is { } stop
            ? Fail(BundleExportFault.WouldBeRefused, $"{stop.Fault}: {stop.Detail}")
            : new(bundle.Value, null, string.Empty, leftOut);
    }

    private static byte[]? Nation(TrustStore store, StatusStore status, DateTimeOffset now) =>
        TrustClient.Load(store, now).State is { } trust && status.Load(trust, now).Status is { } held ? NationPackage.Of(held.ToView()) : null;

    private static async Task<SyncStop?> CheckAsync(TrustBundle bundle, StoredTrust trust, TimeProvider clock, CancellationToken cancellation)
    {
        using var http = BundleTransport.CreateHttpClient(bundle);
        var files = new Downloader(http, BundleTransport.Address, clock, BundleImport.Options);
        var result = await TrustUpdate.RunAsync(files, trust.Roots[0], null, null, clock.GetUtcNow(), BundleImport.Options, cancellation);
        return result.Stop;
    }

    private static BundleExportOutcome Fail(BundleExportFault fault, string detail) => new(null, fault, detail, []);
}
