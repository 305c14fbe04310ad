using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Status;

namespace TrustList.Format.Registry;

/// <summary>
/// <c>policy.json</c>: what the national operators decided (SPEC.md §5.2). Holding one that was read proves that
/// every purpose has an answer for freshness, every status value, disclosure and a missing live answer.
/// </summary>
public sealed record PolicyDocument
{
    /// <summary>The target path.</summary>
    public const string Path = "policy.json";

    internal const int DefaultNoticeBackdateDays = 30;

    internal static readonly ImmutableDictionary<Purpose, StatusDecision> RefusedForAll =
        Enum.GetValues<Purpose>().ToImmutableDictionary(purpose => purpose, _ => StatusDecision.Refused);

    /// <summary>Who takes whose licences, and when. Append-only.</summary>
    public required ImmutableArray<Agreement> Agreements { get; init; }

    /// <summary>How old a status may be.</summary>
    public required ImmutableDictionary<Purpose, FreshnessTier> Freshness { get; init; }

    /// <summary>What each status value means. Invalid is refused for every purpose.</summary>
    public required ImmutableDictionary<Purpose, ImmutableDictionary<StatusValue, StatusDecision>> StatusRules { get; init; }

    /// <summary>Signature algorithms that issuers may use, such as <c>ES256</c>, at least one.</summary>
    public required ImmutableArray<string> Algorithms { get; init; }

    /// <summary>The elements that may be passed on, as <c>namespace/element</c>.</summary>
    public required ImmutableDictionary<Purpose, ImmutableArray<string>> Disclosure { get; init; }

    /// <summary>What to do where a live answer was asked for and none came.</summary>
    public required ImmutableDictionary<Purpose, LiveFallback> WhenLiveUnavailable { get; init; }

    /// <summary>TLS pins of the hub: SHA-256 of the SubjectPublicKeyInfo, lower hex.</summary>
    public required ImmutableArray<string> HubPins { get; init; }

    /// <summary>What was decided on emergency notices, oldest first (SPEC.md §5.10). Append-only.</summary>
    public ImmutableArray<NoticeDecision> NoticeDecisions { get; init; } = [];

    /// <summary>The most days that a notice's distrust may reach back before its issue, 0 to 3,660. 30 where the file says nothing.</summary>
    public int NoticeBackdateDays { get; init; } = DefaultNoticeBackdateDays;

    /// <summary>
    /// What to do with a licence dated before its key is distrusted, where nothing proves that date: refused or warned of.
    /// Refused for every purpose where the file says nothing.
    /// </summary>
    public ImmutableDictionary<Purpose, StatusDecision> UnprovenIssuance { get; init; } = RefusedForAll;

    /// <summary>The transparency log and its witnesses (SPEC.md §12.8); null where policy names none.</summary>
    public LogPolicy? Log { get; init; }

    /// <summary>Reads the file strictly: no unknown member, no duplicate, every check of this type.</summary>
    public static Decoded<PolicyDocument> Read(ReadOnlySpan<byte> utf8) => PolicyJson.Read(utf8);

    /// <summary>The file: canonical JSON.</summary>
    public byte[] Write() => PolicyJson.Write(this);

    /// <summary>The first rule that this document breaks, or null: what <see cref="Read"/> refuses with a typed reason.</summary>
    public RegistryRefusal? Check() => PolicyChecks.Check(this);

    /// <summary>Whether this version only adds to or narrows the agreements of the one before, and takes back no decision on a notice (SPEC.md §5.5).</summary>
    public RegistryRefusal? CheckSuccessor(PolicyDocument previous) => PolicyChecks.CheckSuccessor(this, previous);
}
