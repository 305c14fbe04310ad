using Conformance.Running;
using TrustList.Format.Encoding;

namespace Conformance.Statements;

/// <summary>A statement for people.</summary>
internal static class StatementText
{
    /// <summary>In two or three lines; what the vendor wrote is without control characters.</summary>
    public static string Of(Statement statement)
    {
        var text = $"{PlainLine.Of(statement.Vendor)}: {PlainLine.Of(statement.Adapter)} {PlainLine.Of(statement.AdapterVersion)} passes {PlainLine.Of(statement.Profile)} of suite {PlainLine.Of(statement.Suite)}, seed {PlainLine.Of(statement.Seed)}\n"
            + $"run {Instants.Format(statement.RanAt)}, signed {Instants.Format(statement.SignedAt)}, until {Instants.Format(statement.Expires)}; results {PlainLine.Of(statement.ResultsSha256)}, program {PlainLine.Of(statement.AdapterSha256)}";
        return statement.Expected.IsEmpty ? text : $"{text}\nbut for {statement.Expected.Length} expected failures: {string.Join(", ", statement.Expected.Select(PlainLine.Of))}";
    }
}
