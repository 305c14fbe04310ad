using System.Collections.Immutable;

namespace TrustList.Format.Projections;

/// <summary>Collects what a lint finds.</summary>
internal sealed class LintFindings
{
    private readonly ImmutableArray<LintFinding>.Builder findings = ImmutableArray.CreateBuilder<LintFinding>();

    public void Add(LintRule rule, string where, string detail = "") => findings.Add(new(rule, where, detail));

    public LintReport Report(LintKind kind, int entries)
    {
        if (entries == 0 && findings.Count == 0 && kind != LintKind.Crl)
            Add(LintRule.Empty, string.Empty);
        return new(kind, entries, findings.ToImmutable());
    }

    /// <summary>Only the fault that kept a file from being read.</summary>
    public static LintReport Unreadable(LintKind kind, string detail) => new(kind, 0, [new(LintRule.Unreadable, string.Empty, detail)]);
}
