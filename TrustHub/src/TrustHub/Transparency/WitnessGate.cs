using System.Diagnostics;
using TrustHub.Storage;

namespace TrustHub.Transparency;

/// <summary>
/// Holds a new snapshot back until it is witnessed, so that no client meets a list that the log does not show yet. Not for
/// ever: who follows the list without the log, and nodes that learn of their log from it, shall not wait for witnesses.
/// </summary>
public sealed class WitnessGate(IWitnessedEpochs witnessed, HubOptions options)
{
    /// <summary>How long publication waits for witnesses in all; real time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int EpochsForItself = 3;
    private readonly Stopwatch _heldBack = new();
    private readonly Stopwatch _waiting = new();
    private long _version;

    /// <summary>
    /// Whether a recorded snapshot still has its chance to be witnessed: no other is signed meanwhile, else whoever submits faster
    /// than witnesses look could keep every one from being shown.
    /// </summary>
    public bool IsWaiting => _waiting.IsRunning && _waiting.ElapsedMilliseconds < EpochsForItself * options.EpochMilliseconds;

    /// <summary>Whether a recorded snapshot may be published now. The publisher's to ask, one at a time.</summary>
    public bool MayPublish(SnapshotRow snapshot, byte[] sha256)
    {
        if (!witnessed.IsLogged || witnessed.Newest?.SnapshotSha256.Span.SequenceEqual(sha256) == true || _heldBack.Elapsed > Patience)
        {
            _heldBack.Reset();
            _waiting.Reset();
            return true;
        }
        _heldBack.Start();
        if (_version != snapshot.Version)
        {
            _version = snapshot.Version;
            _waiting.Restart();
        }
        return false;
    }
}
