using System.Collections.Immutable;

namespace TrustList.Format.Registry;

/// <summary>
/// A relying party as its region registered it (SPEC.md §5.11): who may ask gateways, for which purposes and how often. An
/// organisation, or a desk of one; nothing here is about a person.
/// </summary>
public sealed record Party
{
    /// <summary>Its id, unique in its region: 1 to 64 of a-z, 0-9 and hyphen.</summary>
    public required string Id { get; init; }

    /// <summary>Chinese name.</summary>
    public required string NameZh { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>What it may ask for, at least one purpose.</summary>
    public required ImmutableArray<Purpose> Purposes { get; init; }

    /// <summary>Its TLS keys: SHA-256 of the SubjectPublicKeyInfo, lower hex. None belongs to two parties of the document.</summary>
    public ImmutableArray<string> TlsPins { get; init; } = [];

    /// <summary>Its keys for client assertions (SPEC.md §5.12): P-256, as X.509 SubjectPublicKeyInfo.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> AssertionKeys { get; init; } = [];

    /// <summary>Questions a second, 1 or more.</summary>
    public required int PerSecond { get; init; }

    /// <summary>Questions a day, 1 or more.</summary>
    public required int PerDay { get; init; }

    /// <summary>The first instant at which it may ask.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>From this instant on it may not ask any more.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Every standing it has had, oldest first, at least one. Only ever appended to.</summary>
    public required ImmutableArray<StateChange<PartyState>> History { get; init; }

    /// <summary>Whether it may ask at an instant, by its own record: between its dates and active.</summary>
    public bool MayAsk(DateTimeOffset at) => From <= at && at < Until && Histories.StateAt(History, at) == PartyState.Active;
}
