using TrustList.Format.Bundles;
using TrustList.Format.Verification;
using TrustList.Sync.Status;

namespace TrustList.Sync;

/// <summary>Takes a bundle into a store: a sync by <see cref="TrustClient"/> for which the bundle stands in the hub's place.</summary>
public static class BundleImport
{
    // A file is there or not: nothing to wait for, nothing to ask twice.
    internal static readonly SyncOptions Options = new() { Retries = 0, Concurrency = 1, LogPatience = TimeSpan.Zero };

    /// <summary>Brings the store up to the bundle's trust list, or says why not and keeps the good state.</summary>
    /// <param name="store">Where the state lives.</param>
    /// <param name="anchor">The root file that the operator trusts from the start. Never taken from the bundle.</param>
    /// <param name="bundle">The files.</param>
    /// <param name="clock">Now: what has expired by it is <see cref="SyncFault.Frozen"/>, as on the network.</param>
    /// <param name="cancellation">The caller gives up; the one cause for which this throws.</param>
    public static async Task<SyncOutcome> RunAsync(
        TrustStore store, ReadOnlyMemory<byte> anchor, TrustBundle bundle, TimeProvider clock, CancellationToken cancellation = default)
    {
        using var http = BundleTransport.CreateHttpClient(bundle);
        return await new TrustClient(store, anchor, BundleTransport.Address, http, clock, Options).SyncAsync(cancellation);
    }

    /// <summary>Takes the status of a bundle into the store beside the trust list: a pull for which the bundle stands in the hub's place.</summary>
    /// <param name="status">Where the status lives.</param>
    /// <param name="trust">The trust list in force after <see cref="RunAsync"/>.</param>
    /// <param name="bundle">The files.</param>
    /// <param name="clock">Now.</param>
    /// <param name="cancellation">The caller gives up; the one cause for which this throws.</param>
    /// <returns>What became of it; null where the bundle has no status.</returns>
    public static async Task<StatusPullOutcome?> StatusAsync(
        StatusStore status, TrustState trust, TrustBundle bundle, TimeProvider clock, CancellationToken cancellation = default)
    {
        if (!bundle.TryFind(NationPackage.Path, out _))
            return null;
        using var http = BundleTransport.CreateHttpClient(bundle);
        var client = new StatusClient(status, BundleTransport.Address, http, clock, Options);
        client.Load(trust);
        return await client.PullAsync(trust, cancellation);
    }
}
