using TrustList.Format.Verification;

namespace RegionNode.Gateway.Routing;

/// <summary>
/// What this gateway believes now. Written by <see cref="TrustFollower"/> alone, read by every
/// request without a lock.
/// </summary>
internal sealed class CurrentTrust(OwnIssuer own, TimeProvider clock)
{
    private volatile TrustView _now = TrustView.Of(null, new CredentialVerifier(null), own, clock.GetUtcNow());
    private volatile LastSync? _lastSync;
    private volatile Success? _lastSuccess;

    /// <summary>The newest verified trust state with what follows from it, all of one piece.</summary>
    public TrustView Now => _now;

    /// <summary>How the last look at the hub ended; null before the first.</summary>
    public LastSync? LastSync => _lastSync;

    /// <summary>When a look at the hub last succeeded, also before this process began; null when none ever did.</summary>
    public DateTimeOffset? LastSuccess => _lastSuccess?.At;

    /// <summary>
    /// Takes the state that holds now, the same one or a newer: with time alone regions come and go.
    /// </summary>
    /// <returns>True when a route changed.</returns>
    public bool Take(TrustState state)
    {
        var old = _now;
        var verifier = ReferenceEquals(old.State, state) ? old.Verifier : new CredentialVerifier(state);
        _now = TrustView.Of(state, verifier, own, clock.GetUtcNow());
        return old.Routes.Fingerprint != _now.Routes.Fingerprint;
    }

    /// <summary>Remembers how a look at the hub ended, and when one last succeeded.</summary>
    public void Note(LastSync sync, DateTimeOffset? success) =>
        (_lastSync, _lastSuccess) = (sync, success is { } at ? new Success(at) : _lastSuccess);

    private sealed record Success(DateTimeOffset At);
}

/// <summary>One trust state, the routes computed from it and the verifier that decides by it.</summary>
/// <param name="State">The verified state; null before the first.</param>
/// <param name="Routes">Its routes.</param>
/// <param name="Verifier">Its verifier; without a state it answers Undecided.</param>
internal sealed record TrustView(TrustState? State, RouteTable Routes, CredentialVerifier Verifier)
{
    /// <summary>The view of a state at an instant.</summary>
    public static TrustView Of(TrustState? state, CredentialVerifier verifier, OwnIssuer own, DateTimeOffset now) =>
        new(state, RouteTable.Of(state, own, now), verifier);
}

/// <summary>How one look at the hub ended.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Outcome">A name of the sync client's closed list.</param>
/// <param name="Detail">For people; empty when nothing is to be said.</param>
internal sealed record LastSync(DateTimeOffset At, string Outcome, string Detail);
