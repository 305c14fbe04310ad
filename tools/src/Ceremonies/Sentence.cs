namespace Federation.Ceremonies;

/// <summary>One statement for people, in both languages.</summary>
/// <param name="Zh">Chinese.</param>
/// <param name="En">English.</param>
public sealed record Sentence(string Zh, string En)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Zh} | {En}";
}
