using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Registry;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Storage;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Live;

/// <summary>Says what is true of one licence now, signed with the status key.</summary>
internal sealed class LiveAnswers(NodeOptions options, SigningKeys signing, StatusLists lists, IDurableStore store, TimeProvider clock)
{
    /// <summary>The signed assertion; null where no licence has that index.</summary>
    /// <exception cref="NoStatusKeyException">No status key may sign now.</exception>
    internal byte[]? Answer(string statusUri, long index, Purpose purpose, ReadOnlyMemory<byte> nonce)
    {
        var now = WholeSeconds.Of(clock.GetUtcNow());
        var key = signing.StatusKey(now) ?? throw new NoStatusKeyException();
        if (lists.BlockOf(statusUri) is not { } block || Find(block, index) is not { } found)
            return null;
        var tells = LiveDisclosure.TellsLettersAndPoints(purpose);
        var claims = new LiveStatusClaims
        {
            Region = options.Code,
            StatusUri = statusUri,
            Index = index,
            Value = found.Licence.StatusValue,
            Letters = tells ? found.Licence.Letters : LiveDisclosure.NotTold,
            Points = tells ? found.Driver.Points : null,
            PointsClear = tells ? found.Driver.PointsClearDate : null,
            IssuedAt = now,
            Expires = now.AddMinutes(options.LiveMinutes),
            Nonce = nonce,
        };
        return LiveAssertion.Sign(claims, key.Signer, key.KeyId);
    }

    private (LicenceRow Licence, DriverRecordBody Driver)? Find(long block, long index) => store.Read<(LicenceRow, DriverRecordBody)?>(db =>
    {
        if (LicenceTable.FindByIndex(db, block, index) is not { } licence || DriverRecordTable.Find(db, licence.FileNumber) is not { } stored)
            return null;
        return (licence, DriverRecord.FromBytes(licence.FileNumber, stored.Body).Body);
    });
}

/// <summary>The region's record admits no status key of this node at this instant.</summary>
internal sealed class NoStatusKeyException : Exception;
