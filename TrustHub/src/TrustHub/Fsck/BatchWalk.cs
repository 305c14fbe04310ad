using TrustHub.Log;
using TrustHub.Storage;
using TrustHub.Transparency;
using TrustList.Format.Log;
using TrustList.Format.Signing;

namespace TrustHub.Fsck;

/// <summary>The issuance batches: of each region without gaps, each naming the one before, signed by its key, with the leaves it counts.</summary>
internal sealed class BatchWalk(ILogStore log, LoggedState state)
{
    public IEnumerable<string> Violations()
    {
        var newest = new Dictionary<string, BatchRow>(StringComparer.Ordinal);
        long? lastEpoch = 0;
        foreach (var row in log.BatchesAfter(0))
        {
            if (Wrong(row, newest.GetValueOrDefault(row.Region)) is { } wrong)
                yield return $"issuance batch {row.Number} of region {row.Region}: {wrong}";
            if (lastEpoch is null ? row.Epoch is not null : row.Epoch < lastEpoch)
                yield return $"issuance batch {row.Number} of region {row.Region} was put before an earlier one";
            lastEpoch = row.Epoch;
            newest[row.Region] = row;
        }
    }

    private string? Wrong(BatchRow row, BatchRow? before)
    {
        var (batch, leaves) = log.Bytes(row.Id);
        var verified = VerifiedIssuanceBatch.Verify(batch, row.Region, KeyOf(row.Region), row.At);
        if (!verified.Ok)
            return $"{verified.Fault}: {verified.Detail}";
        var claims = verified.Value.Claims;
        return claims.Number != row.Number || !verified.Value.Hash.Span.SequenceEqual(row.Hash.Span) || Digest.Of(batch.Span) != row.Sha256 ? "the row is of other bytes"
            : row.Number != (before?.Number ?? 0) + 1 ? $"it follows batch {before?.Number ?? 0}"
            : !claims.Previous.Span.SequenceEqual((before?.Hash ?? IssuanceBatchClaims.NoPrevious).Span) ? "it names another predecessor"
            : !claims.Covers(LoggedBatch.SplitLeaves(leaves)) ? "the leaves are not those that it counts"
            : null;
    }

    // A key is never taken out of a region's record, so it is there also where it may sign no more.
    private Func<string, PublicKey?> KeyOf(string region) => keyId =>
        state.Region(region).Issuers?.FindStatusKey(keyId) is { } record && PublicKey.FromSpki(record.Spki.Span) is { Ok: true, Value: var key } ? key : null;
}
