using Federation.Hosting.Problems;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Live;
using RegionNode.Issuer.Storage;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;

namespace RegionNode.Issuer.Holders;

/// <summary>
/// Gives a device a live assertion to show with its licence (SPEC.md §7.15). Its nonce is the hash of the licence's security object,
/// so that it speaks of this licence alone and answers no verifier's question.
/// </summary>
internal sealed class AssertionDesk(HolderDoor door, LiveAnswers answers)
{
    /// <summary>The assertion, or why not.</summary>
    internal async Task<(byte[]? Assertion, ProblemResult? Problem)> AssertAsync(AssertionBody body, CancellationToken cancellation)
    {
        Purpose? purpose = null;
        if (body.Purpose is { } text && (purpose = PurposeWord.Parse(text)) is null)
            return (null, CommonProblems.Malformed.Result("purpose"));
        var (held, problem) = door.Open(body, HolderAct.Assertion, body.Purpose);
        if (held is null)
            return (null, problem);
        try
        {
            var access = Access.OfDevice(held.Device.Key.Thumbprint, "GetAssertion");
            return (await answers.StapleAsync(body.StatusUri, body.Index, purpose, access, LoggedLicence.MsoSha256(held.Licence.IssuerSigned), cancellation), null);
        }
        catch (Exception e) when (e is NoStatusKeyException or TooManyWaitingException)
        {
            return (null, CommonProblems.Unavailable.Result());
        }
        catch (DatabaseOldException)
        {
            return (null, IssuerProblems.DatabaseOld.Result());
        }
        catch (TransferPendingException)
        {
            return (null, IssuerProblems.TransferPending.Result());
        }
    }
}
