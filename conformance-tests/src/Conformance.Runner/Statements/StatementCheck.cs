using Conformance.Comparing;
using TrustList.Format.Signing;

namespace Conformance.Statements;

/// <summary>Whether a statement holds (ADAPTER.md §7).</summary>
public static class StatementCheck
{
    /// <summary>Checks it.</summary>
    /// <param name="token">The compact JWS.</param>
    /// <param name="key">The vendor's key, from somewhere that one trusts.</param>
    /// <param name="results">The results that came with it; null: they are not at hand and are not looked at.</param>
    /// <param name="adapterSha256">The digest of the program at hand; null: it is not looked at.</param>
    /// <param name="now">The instant.</param>
    /// <returns>The statement, where it could be read, and the first fault; null: it holds.</returns>
    public static (Statement? Statement, StatementFault? Fault) Run(string token, PublicKey key, ClaimedResults? results, string? adapterSha256, DateTimeOffset now)
    {
        var (statement, fault) = Statement.Read(token, key);
        return (statement, statement is null ? fault : Fault(statement, results, adapterSha256, now));
    }

    /// <summary>Whether a statement that is read holds.</summary>
    internal static StatementFault? Fault(Statement statement, ClaimedResults? results, string? adapterSha256, DateTimeOffset now)
    {
        if (statement.SignedAt > now + Statement.Ahead || statement.RanAt > statement.SignedAt + Statement.Ahead)
            return StatementFault.NotYet;
        if (statement.Expires <= now)
            return StatementFault.Expired;
        if (statement.Expires > statement.RanAt.AddMonths(Statement.Months))
            return StatementFault.TooLong;
        if (results is not null && statement != Statement.About(results, statement.Vendor, now) with { SignedAt = statement.SignedAt, Expires = statement.Expires, Expected = statement.Expected })
            return StatementFault.ResultsDiffer;
        if (results is not null && !statement.Expected.SequenceEqual(results.Expected.Select(failure => failure.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal))
            return StatementFault.ResultsDiffer;
        if (adapterSha256 is not null && adapterSha256 != statement.AdapterSha256)
            return StatementFault.AdapterDiffers;
        return results switch
        {
            { IsOfThisSuite: false } => StatementFault.OtherSuite,
            { Passed: false } => StatementFault.NotPassed,
            _ => null,
        };
    }
}
