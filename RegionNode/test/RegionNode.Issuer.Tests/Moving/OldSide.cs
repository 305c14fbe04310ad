using Google.Protobuf;
using RegionNode.Issuer.Moving;
using TrustList.Format.Transfers;
using TrustList.Protocol;

namespace RegionNode.Issuer.Tests.Moving;

/// <summary>An old region that keeps to the rules: the same for the same request, and its last word once the driver has left.</summary>
internal sealed class OldSide(FarRegion far, Dossier dossier)
{
    private readonly Dictionary<string, PreparedTransfer> given = new(StringComparer.Ordinal);

    /// <summary>The log holds the move, and this side knows.</summary>
    internal bool HasLeft { get; set; }

    /// <summary>Its letters by then.</summary>
    internal string Letters { get; set; } = dossier.Record.Letters;

    internal PreparedTransfer Give(TransferAcceptance acceptance)
    {
        var id = Convert.ToHexString(acceptance.Id.Span);
        lock (given)
        {
            if (!given.TryGetValue(id, out var first))
                return given[id] = far.Prepare(acceptance, dossier);
            if (!HasLeft)
                return first;
            var last = dossier with { Record = dossier.Record with { Letters = Letters } };
            return new PreparedTransfer
            {
                Record = first.Record,
                Signature = first.Signature,
                Dossier = ByteString.CopyFrom(SealedDossier.Seal(acceptance.SealingKey.Span, acceptance.Id.Span, last.Write())!),
            };
        }
    }
}
