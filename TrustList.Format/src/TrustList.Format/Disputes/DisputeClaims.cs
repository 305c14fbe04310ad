using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Format.Disputes;

/// <summary>
/// What a region reports to another of a status that somebody contests (SPEC.md §15.5). No personal data but the place in the
/// status list, which the licence itself tells to whoever it is shown to.
/// </summary>
public sealed record DisputeClaims
{
    /// <summary>Bytes of an id.</summary>
    public const int IdBytes = 16;

    /// <summary>Names the dispute; drawn at random by the reporting region.</summary>
    public required ReadOnlyMemory<byte> Id { get; init; }

    /// <summary>The region that reports, six digits.</summary>
    public required string Reporting { get; init; }

    /// <summary>The region whose status it is, six digits. May be the same.</summary>
    public required string Home { get; init; }

    /// <summary>When it was reported, whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The status list, as the licence names it.</summary>
    public required string StatusUri { get; init; }

    /// <summary>The index there.</summary>
    public required long Index { get; init; }

    /// <summary>What was seen.</summary>
    public required StatusValue Seen { get; init; }

    /// <summary>As of when that was said, whole seconds.</summary>
    public required DateTimeOffset SeenAsOf { get; init; }

    /// <summary>What is claimed to be wrong.</summary>
    public required DisputedFault Fault { get; init; }

    /// <summary>Who brought it.</summary>
    public required DisputeReporter Reporter { get; init; }

    /// <summary>SHA-256 of what was attached, blinded (SPEC.md §15.5); null: nothing was. The attachments stay with the reporting region.</summary>
    public ReadOnlyMemory<byte>? Attachments { get; init; }

    /// <summary>The first rule broken; null when none is.</summary>
    public string? Broken() =>
        Id.Length != IdBytes ? $"an id has {IdBytes} bytes"
        : !RegionCode.IsValid(Reporting) || !RegionCode.IsValid(Home) ? "a region is not six digits"
        : StatusUri.Length is 0 or > StatusListClaims.UriCharacters ? $"the uri has 1 to {StatusListClaims.UriCharacters} characters"
        : Index is < 0 or >= Limits.StatusListEntries ? "the index is outside every list"
        : !Enum.IsDefined(Seen) ? "there is no such status"
        : !Enum.IsDefined(Fault) || !Enum.IsDefined(Reporter) ? "a word is not of its closed list"
        : SeenAsOf > At ? "seen later than reported"
        : Attachments is { Length: not 32 } ? "a hash has 32 bytes"
        : null;
}
