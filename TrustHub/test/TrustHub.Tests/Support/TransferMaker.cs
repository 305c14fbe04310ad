using System.Security.Cryptography;
using Google.Protobuf;
using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using TrustList.Format.Transfers;
using TrustList.Protocol;

namespace TrustHub.Tests.Support;

/// <summary>Two regions' transfers of drivers who do not exist, signed with the status keys of both.</summary>
public sealed class TransferMaker(NodeIdentity from, NodeIdentity to, Func<DateTimeOffset> now)
{
    /// <summary>A record that ends the licence of this entry; every call makes another.</summary>
    public TransferRecord Record(long entry) => new()
    {
        Id = RandomNumberGenerator.GetBytes(TransferRecord.IdBytes),
        From = from.Code,
        To = to.Code,
        Person = TransferRecord.PersonOf(RandomNumberGenerator.GetBytes(TransferRecord.SaltBytes), "310000000001"),
        Entry = entry,
        PreparedAt = Instants.WholeSeconds(now()),
        NotAfter = Instants.WholeSeconds(now()).AddMinutes(10),
        DossierSha256 = SHA256.HashData("sealed, in this test"u8),
    };

    /// <summary>What a side sends.</summary>
    public SubmitTransferRequest Request(TransferRecord record, NodeIdentity? side = null, ISigner? toKey = null, string? id = null) => new()
    {
        SubmissionId = id ?? $"transfer:{(side ?? from).Code}:{Convert.ToHexStringLower(record.Id.Span)}",
        Region = (side ?? from).Code,
        Transfer = ByteString.CopyFrom(new SignedTransfer(record.Write(), Sign(record, from), Sign(record, to, toKey)).Write()),
    };

    private static byte[] Sign(TransferRecord record, NodeIdentity node, ISigner? key = null) =>
        TransferSignature.Sign(record, key ?? node.Region.StatusKey, node.Region.StatusKey.PublicKey.Thumbprint);
}
