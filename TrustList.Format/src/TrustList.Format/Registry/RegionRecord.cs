using System.Collections.Immutable;

namespace TrustList.Format.Registry;

/// <summary>One admitted region, as the national operators signed it (SPEC.md §5.1).</summary>
public sealed record RegionRecord
{
    /// <summary>GB/T 2260 code, six digits.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name.</summary>
    public required string NameZh { get; init; }

    /// <summary>English name.</summary>
    public required string NameEn { get; init; }

    /// <summary>ISO 3166-2 code of the province that it is or lies in, such as <c>CN-SH</c>.</summary>
    public required string Iso3166 { get; init; }

    /// <summary>The document types its certificates may sign, at least one.</summary>
    public required ImmutableArray<string> DocTypes { get; init; }

    /// <summary>The IACA certificates that count for it: SHA-256 of the DER, lower hex. None belongs to two regions.</summary>
    public required ImmutableArray<string> IacaThumbprints { get; init; }

    /// <summary>The issuing offices it answers for. No office answers to two regions.</summary>
    public required Territory Territory { get; init; }

    /// <summary>The longest time that one document-signer key may sign, in days, 1 to 3,660.</summary>
    public required int SigningKeyDays { get; init; }

    /// <summary>Every standing it has had, oldest first, at least one. Only ever appended to.</summary>
    public required ImmutableArray<StateChange<RegionState>> History { get; init; }

    /// <summary>The newest standing.</summary>
    public RegionState State => History[^1].State;

    /// <summary>Since when the newest standing holds.</summary>
    public DateTimeOffset Since => History[^1].Since;

    /// <summary>Why the newest standing holds.</summary>
    public string Reason => History[^1].Reason;

    /// <summary>The standing at an instant, past or future; null before the region was admitted.</summary>
    public RegionState? StateAt(DateTimeOffset at) => Histories.StateAt(History, at);
}
