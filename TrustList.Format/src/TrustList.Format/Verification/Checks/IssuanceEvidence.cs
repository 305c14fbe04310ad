using System.Security.Cryptography;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Log;
using TrustList.Format.Registry;

namespace TrustList.Format.Verification.Checks;

/// <summary>What a licence's own issuance proof shows. SPEC.md §13.5, §13.6.</summary>
/// <param name="Basis">When and where it was logged; null where that is not proved.</param>
/// <param name="Disowned">Whether its region says that it never made this leaf.</param>
/// <param name="Why">Why there is no basis.</param>
internal sealed record IssuanceEvidence(IssuanceBasis? Basis, bool Disowned, string Why)
{
    public static IssuanceEvidence Of(IssuerSigned licence, IssuersDocument issuers, TrustState state, DateTimeOffset now)
    {
        if (licence.IssuerAuth.Headers.IssuanceProof is not { } carried)
            return None("no issuance proof");
        if (state.Policy.Log is not { } log)
            return None("policy names no log");
        if (licence.Mso.Status is not { } status || IssuanceLeaf.EntryOf(status.Uri, status.Index) is not { } entry)
            return None("no status entry that a leaf could name");
        var proof = IssuanceProof.Read(carried);
        if (!proof.Ok)
            return None($"issuance proof: {proof.Fault}: {proof.Detail}");

        var mso = SHA256.HashData(licence.IssuerAuth.Payload!.Value.Span);
        if (issuers.Disowns(proof.Value.LeafOf(mso, entry)))
            return new(null, Disowned: true, string.Empty);
        var proven = proof.Value.Verify(issuers.Region, mso, entry, keyId => state.FindRecordedStatusKey(issuers.Region, keyId), log, now);
        if (!proven.Ok)
            return None($"issuance proof: {proven.Fault}: {proven.Detail}");

        // The key may be retired or lost since: the log says when its batch was there.
        var (batch, epoch) = (proven.Value.Batch.Batch, proven.Value.Batch.Epoch);
        return KeyLifecycle.MaySign(issuers.FindStatusKey(batch.KeyId)!, batch.Claims.IssuedAt)
            ? new(new IssuanceBasis(proven.Value.LoggedAt, epoch.Epoch.Number, batch.Claims.Number), Disowned: false, string.Empty)
            : None("issuance proof: the batch's key did not sign then");
    }

    private static IssuanceEvidence None(string why) => new(null, Disowned: false, why);
}
