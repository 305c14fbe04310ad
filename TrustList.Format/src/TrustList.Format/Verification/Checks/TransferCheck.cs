using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Transfers;

namespace TrustList.Format.Verification.Checks;

/// <summary>Where a licence went whose status is Transferred. SPEC.md §14.5. It never changes the decision.</summary>
internal static class TransferCheck
{
    /// <summary>
    /// By the transfer proof shown with the licence; with a warning where that proves nothing of it. Else by the region's live answer.
    /// Null: nobody says.
    /// </summary>
    public static TransferBasis? Run(
        IssuerSigned licence, StatusReference reference, RegionRecord region, TrustState state, VerificationRequest request, LiveStatusClaims? answer, Findings findings)
    {
        if ((request.TransferProof ?? licence.IssuerAuth.Headers.TransferProof) is { } shown)
        {
            var proven = Prove(shown, reference, region, state, request.Now);
            if (proven.Ok)
                return new TransferBasis(proven.Value.Record.To, TransferSource.TransferProof) { Epoch = proven.Value.Epoch.Epoch.Number, LoggedAt = proven.Value.Epoch.LoggedAt };
            findings.Warn(Reason.TransferUnproven, Printable.Of($"{proven.Fault}: {proven.Detail}"));
        }
        return answer?.MovedTo is { } told ? new TransferBasis(told, TransferSource.LiveAnswer) : null;
    }

    private static TransferResult<ProvenTransfer> Prove(
        ReadOnlyMemory<byte> shown, StatusReference reference, RegionRecord region, TrustState state, DateTimeOffset now)
    {
        var read = TransferProof.Read(shown);
        if (!read.Ok)
            return TransferResult<ProvenTransfer>.Malformed(read);
        if (state.Policy.Log is not { } log)
            return TransferResult<ProvenTransfer>.Fail(TransferFault.NotLogged, "policy names no log");
        var proven = read.Value.Verify(state.FindRecordedStatusKey, log, now);
        return !proven.Ok || (proven.Value.Record.From == region.Code && proven.Value.Record.Entry == IssuanceLeaf.EntryOf(reference.Uri, reference.Index))
            ? proven
            : TransferResult<ProvenTransfer>.Fail(TransferFault.WrongSubject, "another licence moved");
    }
}
