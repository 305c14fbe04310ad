using System.Collections.Immutable;

namespace Conformance.Patching;

/// <summary>The ids of the defects as a source, so that a misspelt one is noticed.</summary>
internal static class DefectIds
{
    public static string Write(ImmutableArray<SeededDefect> defects) =>
        $$"""
        namespace Conformance;

        internal static class DefectIds
        {
            public static readonly string[] All = [{{string.Join(", ", defects.Select(defect => $"\"{defect.Id}\""))}}];
        }

        """;
}
