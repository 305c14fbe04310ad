namespace TrustList.Format.Registry;

/// <summary>
/// One duty officer's word that a key or a region is not to be trusted (SPEC.md §5.10). It never changes once it was
/// published; only the national operators' policy lifts or ratifies it (<see cref="NoticeDecision"/>).
/// </summary>
public sealed record EmergencyNotice
{
    /// <summary>The longest time from issue to lapse.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(72);

    /// <summary>Unique for ever: 1 to 64 of a-z, 0-9 and hyphen.</summary>
    public required string Id { get; init; }

    /// <summary>A key or a region.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>The region, or the region whose key it is.</summary>
    public required string Region { get; init; }

    /// <summary>The certificate's thumbprint or the status key's name; null exactly where a whole region is meant.</summary>
    public string? Key { get; init; }

    /// <summary>The start of the suspected compromise of a key, at most <see cref="IssuedAt"/>; null means that instant.</summary>
    public DateTimeOffset? DistrustAfter { get; init; }

    /// <summary>When the officer issued it.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it ends for those who hold later targets; at most <see cref="LongestLife"/> after its issue.</summary>
    public required DateTimeOffset LapsesAt { get; init; }

    /// <summary>The newest version of targets when it was issued: only holding a later one lets it lapse.</summary>
    public required long TargetsVersion { get; init; }

    /// <summary>Why.</summary>
    public required WrittenReason Reason { get; init; }
}
