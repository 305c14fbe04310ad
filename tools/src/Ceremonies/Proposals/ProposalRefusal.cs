namespace Federation.Ceremonies.Proposals;

/// <summary>A refusal: which rule, and where.</summary>
/// <param name="Fault">The rule.</param>
/// <param name="Detail">What exactly, for the operator.</param>
public sealed record ProposalRefusal(ProposalFault Fault, string Detail)
{
    /// <summary>The rule in words.</summary>
    public Sentence Words => ProposalFaultText.Of(Fault);

    /// <inheritdoc/>
    public override string ToString() => $"{Fault}: {Detail}";
}

/// <summary>A value, or why there is none.</summary>
/// <param name="Value">The value, or null.</param>
/// <param name="Refusal">The reason, or null.</param>
public readonly record struct ProposalResult<T>(T? Value, ProposalRefusal? Refusal)
    where T : class
{
    /// <summary>A value.</summary>
    public static implicit operator ProposalResult<T>(T value) => new(value, null);

    /// <summary>A reason.</summary>
    public static implicit operator ProposalResult<T>(ProposalRefusal refusal) => new(null, refusal);
}
