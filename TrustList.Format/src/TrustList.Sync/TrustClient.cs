namespace TrustList.Sync;

/// <summary>
/// Keeps a verifier's trust list up to date: the TUF client workflow over HTTP, with its state on disk. One instance
/// serves one store; calls of <see cref="SyncAsync"/> must not overlap.
/// </summary>
/// <param name="store">Where the state lives.</param>
/// <param name="anchor">The root file that the operator trusts from the start, usually <c>1.root.json</c>.</param>
/// <param name="hub">The hub's public address; the repository lies below <c>tuf/</c>.</param>
/// <param name="http">The transport; see <see cref="CreateHttpClient"/>.</param>
/// <param name="clock">Now, and the timers.</param>
/// <param name="options">How patient to be.</param>
public sealed class TrustClient(
    TrustStore store, ReadOnlyMemory<byte> anchor, Uri hub, HttpClient http, TimeProvider clock, SyncOptions? options = null)
{
    /// <summary>A transport that follows no redirect, keeps no cookie and bounds headers and connecting.</summary>
    public static HttpClient CreateHttpClient() => throw new NotImplementedException();

    /// <summary>Loads what the last successful sync stored, without any network.</summary>
    /// <param name="store">Where the state lives.</param>
    /// <param name="now">Now, to say whether the list has expired since.</param>
    public static LoadOutcome Load(TrustStore store, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Brings the state up to date, or says why not and keeps the good one.</summary>
    /// <param name="cancellation">The caller gives up; the one cause for which this throws.</param>
    public Task<SyncOutcome> SyncAsync(CancellationToken cancellation = default)
    {
        _ = (store, anchor, hub, http, clock, options);
        throw new NotImplementedException();
    }
}
