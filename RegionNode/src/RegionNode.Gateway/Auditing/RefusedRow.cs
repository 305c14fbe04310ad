using System.Globalization;

namespace RegionNode.Gateway.Auditing;

/// <summary>The row of a registered party's question that got no answer.</summary>
internal sealed record RefusedRow : TrailRow
{
    /// <summary>Why: a code of the closed list.</summary>
    public required string Code { get; init; }

    /// <summary>How many of the party's refusals before this one have no row.</summary>
    public int Unwritten { get; init; }

    /// <inheritdoc/>
    protected override string Act => "Refused";

    /// <inheritdoc/>
    protected override string What => string.Create(CultureInfo.InvariantCulture, $"acceptor={Acceptor} code={Code} unwritten={Unwritten} trace={TraceId ?? Nothing}");
}
