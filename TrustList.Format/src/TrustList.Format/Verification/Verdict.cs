using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace TrustList.Format.Verification;

/// <summary>
/// A verifier's answer. SPEC.md §8. An accepted verdict proves that every check of SPEC.md §8.2 passed for the
/// request's instant, that what could not be checked stands in <see cref="Warnings"/>, and that
/// <see cref="Disclosed"/> holds issuer-signed elements only.
/// </summary>
public sealed record Verdict
{
    /// <summary>The decision.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The failure that decides: the first refusing one, else the first that leaves the matter open; null when accepted.</summary>
    public Reason? Reason { get; init; }

    /// <summary>Every failure, in the order of the checks.</summary>
    public ImmutableArray<Finding> Reasons { get; init; } = [];

    /// <summary>What was waived, withheld or not checked.</summary>
    public ImmutableArray<Finding> Warnings { get; init; } = [];

    /// <summary>How the licence was shown.</summary>
    public Presented Presented { get; init; } = new(PresentationKind.DeviceResponse);

    /// <summary>Who issued the licence; null while no anchor vouches for the signer.</summary>
    public IssuerInfo? Issuer { get; init; }

    /// <summary>The profile of the request.</summary>
    public VerificationProfile Profile { get; init; }

    /// <summary>True when the instant came from a rehearsal clock.</summary>
    public bool SimulatedClock { get; init; }

    /// <summary>The instant for which the verdict holds.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What the verdict rests on.</summary>
    public RestsOn RestsOn { get; init; } = new();

    /// <summary>The elements passed on, by namespace; empty when refused or when no anchor vouches for the signer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, ElementValue>> Disclosed { get; init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<string, ElementValue>>.Empty;

    /// <summary>"namespace/element" names that were presented beyond the purpose's profile and not passed on; empty where <see cref="Disclosed"/> is empty for the verdict's sake.</summary>
    public ImmutableArray<string> Withheld { get; init; } = [];

    /// <summary>The verdict as UTF-8 JSON of SPEC.md §8.6, the form of the gateway and of trustctl.</summary>
    /// <param name="beside">Members that stand behind the verdict's own: what the one who answers with it adds (§8.7).</param>
    /// <returns>One JSON object; bytes stand as base64url, dates as text.</returns>
    public string ToJson(params ReadOnlySpan<KeyValuePair<string, JsonNode?>> beside)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        WriteJson(output, beside);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The same as bytes, behind what was written before.</summary>
    /// <param name="output">Takes them.</param>
    /// <param name="beside">As for <see cref="ToJson"/>.</param>
    public void WriteJson(IBufferWriter<byte> output, params ReadOnlySpan<KeyValuePair<string, JsonNode?>> beside) => VerdictJson.Write(output, this, beside);
}
