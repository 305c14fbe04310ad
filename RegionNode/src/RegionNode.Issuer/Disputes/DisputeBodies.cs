using RegionNode.Issuer.Holders;
using RegionNode.Issuer.Storage;
using TrustList.Format.Disputes;
using TrustList.Format.Status;

namespace RegionNode.Issuer.Disputes;

/// <summary>Somebody contests a status.</summary>
/// <param name="Home">The region whose status it is, six digits.</param>
/// <param name="StatusUri">The status list that the licence names.</param>
/// <param name="Index">Its index there.</param>
/// <param name="Seen">The status that was seen.</param>
/// <param name="SeenAsOf">As of when that was said.</param>
/// <param name="Fault">What is claimed to be wrong.</param>
/// <param name="Text">In the reporter's words, at most 2,000 characters; stays here.</param>
/// <param name="Evidence">A file in base64, at most 32 KiB; stays here.</param>
internal sealed record ReportBody(
    string Home, string StatusUri, int Index, StatusValue Seen, DateTimeOffset SeenAsOf, DisputedFault Fault, string? Text = null, byte[]? Evidence = null);

/// <summary>A holder contests the status of the licence on the device. The proof covers the fault.</summary>
/// <param name="StatusUri">The list that the licence names.</param>
/// <param name="Index">Its index there.</param>
/// <param name="Nonce">From <c>/holder/nonce</c>, unused.</param>
/// <param name="DeviceKey">The key that the licence names.</param>
/// <param name="Proof">As <see cref="PossessionBody"/> has it; the subject ends with the fault's name.</param>
/// <param name="Seen">The status that was seen.</param>
/// <param name="SeenAsOf">As of when that was said.</param>
/// <param name="Fault">What is claimed to be wrong.</param>
/// <param name="Text">In the holder's words, at most 2,000 characters; stays here.</param>
internal sealed record HolderReportBody(
    string StatusUri, int Index, string Nonce, DeviceKeyBody DeviceKey, string Proof, StatusValue Seen, DateTimeOffset SeenAsOf, DisputedFault Fault,
    string? Text = null) : PossessionBody(StatusUri, Index, Nonce, DeviceKey, Proof);

/// <summary>The home region's office answers.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Letters">With UpheldCorrected, and only there: the driver's letters from now on.</param>
/// <param name="Remark">For the office's own file, at most 2,000 characters; never sent.</param>
internal sealed record AnswerBody(DisputeFinding Finding, string? Letters = null, string? Remark = null);

/// <summary>A dispute for whoever reported it: no personal data but the place of the status.</summary>
/// <param name="Id">Its id, hex.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reporting">The region that reported.</param>
/// <param name="Home">The region whose status it is.</param>
/// <param name="StatusUri">The status list.</param>
/// <param name="Index">The index there.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="SeenAsOf">As of when.</param>
/// <param name="Fault">What is claimed to be wrong.</param>
/// <param name="FaultText">That in words.</param>
/// <param name="Reporter">Who brought it.</param>
/// <param name="At">When it was reported.</param>
/// <param name="DueAt">By when the home region answers.</param>
/// <param name="Problem">Why it is not delivered; absent: nothing stands in its way.</param>
/// <param name="Finding">What was found; absent: no answer yet.</param>
/// <param name="FindingText">That in words.</param>
/// <param name="Value">The status after the answer.</param>
/// <param name="AnsweredAt">When the home region answered.</param>
/// <param name="Record">The signed record, base64.</param>
/// <param name="Answer">The signed answer, base64.</param>
internal record DisputeBody(
    string Id, DisputeState State, string Reporting, string Home, string StatusUri, long Index, StatusValue Seen, DateTimeOffset SeenAsOf,
    DisputedFault Fault, DisputeText FaultText, DisputeReporter Reporter, DateTimeOffset At, DateTimeOffset DueAt, string? Problem,
    DisputeFinding? Finding, DisputeText? FindingText, StatusValue? Value, DateTimeOffset? AnsweredAt, string Record, string? Answer)
{
    internal static DisputeBody Of(DisputeRow row)
    {
        var (claims, answer) = (row.Claims, row.Finding);
        return new(
            row.Id, row.State, row.Reporting, row.Home, claims.StatusUri, claims.Index, claims.Seen, claims.SeenAsOf, claims.Fault, DisputeText.Of(claims.Fault),
            claims.Reporter, claims.At, row.DueAt, row.Problem, answer?.Finding, answer is null ? null : DisputeText.Of(answer.Finding), answer?.Value, answer?.At,
            Convert.ToBase64String(row.Record), row.Answer is null ? null : Convert.ToBase64String(row.Answer));
    }
}

/// <summary>A dispute for the office, with what people wrote.</summary>
/// <param name="Dispute">The dispute.</param>
/// <param name="Text">What the reporter wrote, where it was reported here.</param>
/// <param name="Evidence">What the reporter attached, base64.</param>
/// <param name="Remark">What this region's office noted with its answer.</param>
internal sealed record DisputeFileBody(DisputeBody Dispute, string? Text, string? Evidence, string? Remark)
{
    internal static DisputeFileBody Of(DisputeRow row) => new(
        DisputeBody.Of(row), row.Details?.Text, row.Details is { } details ? Convert.ToBase64String(details.Evidence) : null, row.Remark);
}
