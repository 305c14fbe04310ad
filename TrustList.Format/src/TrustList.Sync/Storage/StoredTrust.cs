using System.Collections.Immutable;

namespace TrustList.Sync;

/// <summary>Everything that the store holds, as bytes; nothing in it is verified.</summary>
internal sealed record StoredTrust
{
    /// <summary>SHA-256 of the anchor that it all rests on.</summary>
    public required string AnchorSha256 { get; init; }

    /// <summary>The newest root that was followed: where the next sync begins.</summary>
    public required ReadOnlyMemory<byte> Root { get; init; }

    /// <summary>Every root that was followed, from the anchor to <see cref="Root"/>: the chain for a bundle. Empty in stores begun before it was kept.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Roots { get; init; } = [];

    /// <summary>Whether <see cref="Root"/> took online keys away since <see cref="State"/> was stored.</summary>
    public bool OnlineKeysRotated { get; init; }

    /// <summary>The newest complete state, or null where none was reached yet.</summary>
    public StoredState? State { get; init; }

    /// <summary>What a run saw that broke off after <see cref="State"/> was stored, or null.</summary>
    public StoredFloor? Floor { get; init; }

    /// <summary>Whether the other holds the same files of the trust list; when they were verified does not matter.</summary>
    public bool IsSameList(StoredTrust? other) =>
        other is not null && AnchorSha256 == other.AnchorSha256 && OnlineKeysRotated == other.OnlineKeysRotated
        && Root.Span.SequenceEqual(other.Root.Span)
        && (Floor is null ? other.Floor is null : Floor.IsSame(other.Floor))
        && (State is null ? other.State is null : other.State is not null && State.IsSameList(other.State));
}

/// <summary>One complete trust list.</summary>
internal sealed record StoredState
{
    /// <summary>The instant at which all of it was verified.</summary>
    public required DateTimeOffset SyncedAt { get; init; }

    /// <summary>The root in force then.</summary>
    public required ReadOnlyMemory<byte> Root { get; init; }

    public required ReadOnlyMemory<byte> Timestamp { get; init; }

    public required ReadOnlyMemory<byte> Snapshot { get; init; }

    /// <summary>Targets roles, delegated ones too, by name.</summary>
    public required ImmutableDictionary<string, ReadOnlyMemory<byte>> Roles { get; init; }

    /// <summary>Target files by path.</summary>
    public required ImmutableDictionary<string, ReadOnlyMemory<byte>> Files { get; init; }

    /// <summary>
    /// The <c>issuers.json</c> last accepted, by region, each <c>parties.json</c> by its path, and the notices under <c>emergency</c>: what a
    /// later one may not loosen.
    /// </summary>
    public required ImmutableDictionary<string, ReadOnlyMemory<byte>> Accepted { get; init; }

    /// <summary>The proof of the epoch that shows this list, where policy names a log.</summary>
    public ReadOnlyMemory<byte>? LogProof { get; init; }

    public ImmutableArray<StoredStatusList> StatusLists { get; init; } = [];

    /// <summary>Whether the other holds the same files of the trust list: a snapshot names the versions of all roles, and a role the hashes of its files.</summary>
    public bool IsSameList(StoredState other) =>
        Root.Span.SequenceEqual(other.Root.Span)
        && Timestamp.Span.SequenceEqual(other.Timestamp.Span) && Snapshot.Span.SequenceEqual(other.Snapshot.Span)
        && Roles.Count == other.Roles.Count && Files.Count == other.Files.Count
        && LogProof.GetValueOrDefault().Span.SequenceEqual(other.LogProof.GetValueOrDefault().Span);
}

/// <summary>One status list.</summary>
/// <param name="Region">Whose.</param>
/// <param name="Uri">Its address.</param>
/// <param name="ETag">What the host called this version, to ask for a newer one alone.</param>
/// <param name="VerifiedAt">The instant at which it was verified.</param>
/// <param name="Token">The CWT.</param>
internal sealed record StoredStatusList(string Region, string Uri, string? ETag, DateTimeOffset VerifiedAt, ReadOnlyMemory<byte> Token);
