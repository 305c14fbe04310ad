using Federation.Hosting.Problems;
using RegionNode.Issuer.Applications;
using RegionNode.Issuer.Keys;
using RegionNode.Issuer.Status;
using RegionNode.Issuer.Submission;
using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Issuing;

/// <summary>What stands around an offer, whoever it is made for: may this node issue at all, and how the offer is told.</summary>
internal sealed class OfferDesk(SigningKeys signing, StatusLists lists, StatusSignal signal, Chains chains, TimeProvider clock)
{
    /// <summary>Why nothing can be issued now; asked before an index is drawn.</summary>
    internal ProblemCode? CannotIssue() =>
        chains.DatabaseIsOld ? IssuerProblems.DatabaseOld // An index could be given twice.
            : signing.DocumentSigner(MdocNames.DocType, clock.GetUtcNow()) is null ? IssuerProblems.NoSigner
            : null;

    /// <summary>The offer for its holder, after it was recorded.</summary>
    internal OfferBody Tell(OpenedOffer offer)
    {
        signal.Changed(); // A block may have been opened.
        return new OfferBody(offer.LicenceId, lists.UriOf(offer.Index.Block), offer.Index.Index, offer.OfferCode, offer.Expires);
    }
}
