using System.Globalization;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Auditing;

/// <summary>The row of a question that was answered.</summary>
internal sealed record QuestionRow : TrailRow
{
    /// <summary>The issuing region; null where the presentation did not prove one.</summary>
    public string? Issuer { get; init; }

    /// <summary>The verdict's outcome.</summary>
    public required string Outcome { get; init; }

    /// <summary>Its first reason; null where there is none.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a live answer was asked for.</summary>
    public bool Live { get; init; }

    /// <summary>Names of what made the answer less than it could be.</summary>
    public IReadOnlyCollection<string> Degraded { get; init; } = [];

    /// <summary>How long the answer took, in milliseconds.</summary>
    public long Milliseconds { get; init; }

    /// <inheritdoc/>
    protected override string Act => "Verified";

    /// <inheritdoc/>
    protected override string What => string.Create(
        CultureInfo.InvariantCulture,
        $"acceptor={Acceptor} issuer={(RegionCode.IsValid(Issuer) ? Issuer : Nothing)} outcome={Outcome} reason={Reason ?? Nothing} live={(Live ? "yes" : "no")} degraded={(Degraded.Count == 0 ? Nothing : string.Join(',', Degraded))} ms={Milliseconds} trace={TraceId ?? Nothing}");
}
