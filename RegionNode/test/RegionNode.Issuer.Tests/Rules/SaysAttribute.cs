namespace RegionNode.Issuer.Tests.Rules;

/// <summary>The published words on which a rule rests.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SaysAttribute(string words) : Attribute
{
    /// <summary>As they stand there.</summary>
    public string Words => words;

    /// <summary>Below <c>../shared</c>.</summary>
    public string In { get; init; } = "facts/domain.md";
}
