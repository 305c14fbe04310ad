namespace RegionNode.Issuer.Tests.Rules;

/// <summary>Says which rules of the office a test shows.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class NamesRuleAttribute(OfficeRule rule) : Attribute
{
    /// <summary>The rule.</summary>
    public OfficeRule Rule => rule;
}
