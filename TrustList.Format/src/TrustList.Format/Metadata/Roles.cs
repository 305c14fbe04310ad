using System.Collections.Immutable;
using TrustList.Format.Signing;

namespace TrustList.Format.Metadata;

/// <summary>Who may sign for a role, and how many of them must.</summary>
/// <param name="KeyIds">Keys, each once.</param>
/// <param name="Threshold">At least 1.</param>
public sealed record RoleKeys(ImmutableArray<string> KeyIds, int Threshold);

/// <summary>The content that every role shares.</summary>
/// <param name="Version">1 or more, rising.</param>
/// <param name="Expires">From this instant on it must not be relied on.</param>
public abstract record SignedRole(long Version, DateTimeOffset Expires)
{
    /// <summary>Whether it must no longer be relied on (TUF §5: expired means <c>expires</c> is not after now).</summary>
    public bool IsExpired(DateTimeOffset now) => Expires <= now;

    /// <summary>Every threshold this role sets.</summary>
    internal virtual IEnumerable<RoleKeys> Thresholds => [];
}

/// <summary>The root role: keys and thresholds of the top-level roles.</summary>
public sealed record RootRole(
    long Version,
    DateTimeOffset Expires,
    IReadOnlyDictionary<string, MetadataKey> Keys,
    IReadOnlyDictionary<string, RoleKeys> Roles,
    bool ConsistentSnapshot) : SignedRole(Version, Expires)
{
    /// <summary>
    /// How many distinct keys of each suite must sign root and targets, besides their thresholds (<c>x-suites</c>,
    /// SPEC.md §4.4): whoever breaks one suite still cannot sign. Empty where root demands nothing.
    /// </summary>
    public ImmutableSortedDictionary<SignatureAlgorithm, int> Suites { get; init; } = ImmutableSortedDictionary<SignatureAlgorithm, int>.Empty;

    internal override IEnumerable<RoleKeys> Thresholds => Roles.Values;
}

/// <summary>What a file says of another metadata file.</summary>
/// <param name="Version">Its exact version.</param>
/// <param name="Length">Its exact length in bytes, where stated.</param>
/// <param name="Sha256">Its hash in lower-case hex, where stated.</param>
public sealed record MetaFile(long Version, long? Length = null, string? Sha256 = null)
{
    /// <summary>Its SHA-512 in lower-case hex, where stated. This system writes SHA-256 alone.</summary>
    public string? Sha512 { get; init; }
}

/// <summary>What a targets role says of a target file.</summary>
/// <param name="Length">Its exact length in bytes.</param>
/// <param name="Sha256">Its hash in lower-case hex; empty where a foreign repository states other hashes alone.</param>
public sealed record TargetFile(long Length, string Sha256)
{
    /// <summary>Its SHA-512 in lower-case hex, where stated. This system writes SHA-256 alone.</summary>
    public string? Sha512 { get; init; }
}

/// <summary>The timestamp role: which snapshot is the newest.</summary>
public sealed record TimestampRole(long Version, DateTimeOffset Expires, MetaFile Snapshot) : SignedRole(Version, Expires);

/// <summary>The snapshot role: the version of each targets file, keyed like <c>region-310000.json</c>.</summary>
public sealed record SnapshotRole(long Version, DateTimeOffset Expires, IReadOnlyDictionary<string, MetaFile> Meta) : SignedRole(Version, Expires);

/// <summary>A targets role, top-level or delegated.</summary>
public sealed record TargetsRole(
    long Version,
    DateTimeOffset Expires,
    IReadOnlyDictionary<string, TargetFile> Targets,
    Delegations? Delegations = null) : SignedRole(Version, Expires)
{
    internal override IEnumerable<RoleKeys> Thresholds => Delegations?.Roles.Select(role => role.Keys) ?? [];
}
