using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Reviews;

/// <summary>A reason in both languages.</summary>
internal sealed record ReasonBody(ReviewReason Code, string Zh, string En)
{
    internal static ReasonBody Of(ReviewReason reason)
    {
        var texts = ReviewReasonTexts.Of(reason);
        return new ReasonBody(reason, texts.Zh, texts.En);
    }

    /// <summary>Reads codes as the table keeps them.</summary>
    internal static IReadOnlyList<ReasonBody> Read(string stored) => [.. stored.Split(' ').Select(code => Of(Enum.Parse<ReviewReason>(code)))];
}

/// <summary>A photo that waits for a reviewer; no personal data.</summary>
/// <param name="Id">Its name.</param>
/// <param name="ApplicationId">Of which application.</param>
/// <param name="Source">Phone, Album or IdCard.</param>
/// <param name="SubmittedAt">When it was sent.</param>
/// <param name="Deadline">Until when it must be judged.</param>
/// <param name="DeadlineBasis">By what the deadline was computed.</param>
/// <param name="Overdue">The deadline has passed.</param>
/// <param name="ClaimedBy">Who holds it now: a system, or its person by a token.</param>
internal sealed record ReviewBody(
    string Id, string ApplicationId, PhotoSource Source, DateTimeOffset SubmittedAt, DateTimeOffset Deadline, DeadlineBasis DeadlineBasis, bool Overdue, string? ClaimedBy);

/// <summary>A photo to be judged, and the right to.</summary>
/// <param name="Lease">Goes back with the decision.</param>
/// <param name="LeaseUntil">Until when; then another may claim it.</param>
/// <param name="Photo">The photo, or the side of the identity card with the portrait; JPEG, in base64.</param>
/// <param name="Back">The card's other side; null for a photo.</param>
/// <param name="TakenOn">The day it was taken, stated or by its file.</param>
/// <param name="EarlierRefusals">Why earlier photos were refused, oldest first.</param>
internal sealed record ClaimedBody(
    string Lease, DateTimeOffset LeaseUntil, byte[] Photo, byte[]? Back, DateOnly? TakenOn, IReadOnlyList<IReadOnlyList<ReasonBody>> EarlierRefusals);

/// <summary>What a reviewer decides.</summary>
internal enum Verdict
{
    /// <summary>It becomes the licence photo.</summary>
    Approve,

    /// <summary>It does not, for the reasons given.</summary>
    Refuse,
}

/// <summary>A decision.</summary>
/// <param name="Lease">From the claim.</param>
/// <param name="Decision">Approve or refuse.</param>
/// <param name="Reasons">With Refuse: 1 to 10 different ones.</param>
/// <param name="LicencePhoto">With Approve: the licence photo, 260 x 378, which the review client has cut from this photo (for an identity card: that of the card, from it or from where it was issued); JPEG, base64. The node does not look for a head: that it is 165 to 189 by 224 to 260 pixels, 10 to 20 below the upper edge, on white, is the reviewer's word.</param>
internal sealed record DecisionBody(string Lease, Verdict Decision, IReadOnlyList<ReviewReason>? Reasons = null, byte[]? LicencePhoto = null);
