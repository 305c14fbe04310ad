using TrustList.Format.Verification;

namespace TrustList.Sync;

/// <summary>Why nothing could be loaded from disk. A closed list.</summary>
public enum LoadFault
{
    /// <summary>No sync has succeeded yet.</summary>
    Empty,

    /// <summary>The folder cannot be read, or files of it are missing or altered.</summary>
    Damaged,

    /// <summary>What is stored does not verify.</summary>
    NotVerified,
}

/// <summary>A state loaded offline. Everything in it was verified anew, as of the sync that stored it.</summary>
/// <param name="State">The state, or null.</param>
/// <param name="Fault">Why there is none, or null.</param>
/// <param name="Detail">For an operator.</param>
/// <param name="SyncedAt">When the last sync succeeded.</param>
/// <param name="IsExpired">Whether the trust list's own expiry has passed at the instant given; the verifier decides what that means.</param>
public sealed record LoadOutcome(TrustState? State, LoadFault? Fault, string Detail, DateTimeOffset? SyncedAt, bool IsExpired);
