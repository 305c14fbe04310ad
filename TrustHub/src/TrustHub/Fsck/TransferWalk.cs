using TrustHub.Log;
using TrustHub.Storage;
using TrustHub.Transparency;
using TrustList.Format.Signing;
using TrustList.Format.Transfers;

namespace TrustHub.Fsck;

/// <summary>The transfers: each signed by both its regions, each licence in one logged transfer at most.</summary>
internal sealed class TransferWalk(ILogStore log, LoggedState state)
{
    public IEnumerable<string> Violations()
    {
        var spent = new Dictionary<(string Region, long Entry), long>();
        foreach (var row in log.TransfersAfter(0))
        {
            if (Wrong(row) is { } wrong)
                yield return $"transfer {row.Id}: {wrong}";
            if (row.Epoch is not null && !spent.TryAdd((row.From, row.Entry), row.Id))
                yield return $"transfer {row.Id} moves the licence of transfer {spent[(row.From, row.Entry)]} a second time";
        }
    }

    private string? Wrong(TransferRow row)
    {
        if (SignedTransfer.Read(row.Signed) is not { Ok: true, Value: var signed })
            return "not a transfer";
        var verified = signed.Verify(KeyOf);
        if (!verified.Ok)
            return $"{verified.Fault}: {verified.Detail}";
        var record = verified.Value;
        return !record.Hash().Span.SequenceEqual(row.Hash.Span) || record.From != row.From || record.To != row.To || record.Entry != row.Entry
            || record.NotAfter != row.NotAfter || Digest.Of(row.Signed.Span) != row.Sha256 ? "the row is of other bytes" : null;
    }

    // A key is never taken out of a region's record, so it is there also where it may sign no more.
    private PublicKey? KeyOf(string region, string keyId) =>
        state.Region(region).Issuers?.FindStatusKey(keyId) is { } record && PublicKey.FromSpki(record.Spki.Span) is { Ok: true, Value: var key } ? key : null;
}
