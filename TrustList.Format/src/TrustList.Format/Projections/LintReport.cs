using System.Collections.Immutable;

namespace TrustList.Format.Projections;

/// <summary>One thing wrong.</summary>
/// <param name="Rule">What.</param>
/// <param name="Where">Which entry and member.</param>
/// <param name="Detail">What stands there, for an operator; empty where the rule says all.</param>
public sealed record LintFinding(LintRule Rule, string Where, string Detail)
{
    /// <summary>The rule in Chinese.</summary>
    public string Zh => LintText.Of(Rule).Zh;

    /// <summary>The rule in English.</summary>
    public string En => LintText.Of(Rule).En;
}

/// <summary>What a lint found.</summary>
/// <param name="Kind">What the file is.</param>
/// <param name="Entries">How many keys, certificates or entries stand in it.</param>
/// <param name="Findings">Everything wrong, in the order of the file; empty where nothing is.</param>
public sealed record LintReport(LintKind Kind, int Entries, ImmutableArray<LintFinding> Findings);
