using RegionNode.Issuer.Holders;
using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Reviews;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Applications;

/// <summary>Which photo an applicant wants on the licence.</summary>
internal enum PhotoChoice
{
    /// <summary>Case 1: the photo that the police have.</summary>
    Stored,

    /// <summary>Case 2: taken now with the phone.</summary>
    Phone,

    /// <summary>Case 3: chosen from the phone's album.</summary>
    Album,

    /// <summary>That of the identity card, both sides of which are sent: where the police have no photo that fits.</summary>
    IdCard,
}

/// <summary>An application.</summary>
/// <param name="FileNumber">Whose.</param>
/// <param name="Photo">Which photo; unsaid, the stored one: a first attempt takes it by itself.</param>
/// <param name="PhotoTakenAt">The day an album photo was taken, as the applicant states.</param>
internal sealed record NewApplicationBody(string FileNumber, PhotoChoice Photo = PhotoChoice.Stored, DateOnly? PhotoTakenAt = null);

/// <summary>Both sides of an identity card.</summary>
/// <param name="Front">The side with the portrait; JPEG, base64, at most 2 MB.</param>
/// <param name="Back">The other side, likewise.</param>
internal sealed record IdCardBody(byte[] Front, byte[] Back);

/// <summary>A wish for another photo.</summary>
/// <param name="Photo">Phone or Album.</param>
/// <param name="PhotoTakenAt">The day an album photo was taken, as the applicant states.</param>
internal sealed record PhotoChangeBody(PhotoChoice Photo, DateOnly? PhotoTakenAt = null);

/// <summary>Begins an identity check.</summary>
/// <param name="DeviceKey">The key that will collect; the check is bound to it.</param>
internal sealed record ChallengeQuestionBody(DeviceKeyBody DeviceKey);

/// <summary>What the applicant's device must answer.</summary>
/// <param name="Challenge">Goes back with the evidence. Used once, good for ten minutes.</param>
/// <param name="Provider">Who judges; <c>simulated</c> proves nothing.</param>
/// <param name="DeviceKey">The thumbprint to which evidence is bound.</param>
/// <param name="Expires">Until when.</param>
internal sealed record ChallengeBody(string Challenge, string Provider, string DeviceKey, DateTimeOffset Expires);

/// <summary>The provider's evidence for a challenge.</summary>
internal sealed record EvidenceBody(string Challenge, string Evidence);

/// <summary>An application as its region sees it; no personal data. The offer is shown once, in the answer that makes it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Photo">Which photo was chosen.</param>
/// <param name="ChangesPhoto">It is for another photo on a licence that the driver has.</param>
/// <param name="State">How far it is.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ChangedAt">When it last went on.</param>
/// <param name="Refusals">Refused photos that count.</param>
/// <param name="AttemptsLeft">Photos that may still be sent before the counter takes over.</param>
/// <param name="Deadline">Until when the photo is reviewed, while it is.</param>
/// <param name="DeadlineBasis">WeekendsOnly: the calendar of that year is not at hand and holidays may move the deadline.</param>
/// <param name="Reasons">Why the newest photo was refused.</param>
/// <param name="LicenceId">The licence of the newest offer.</param>
/// <param name="Offer">For the device of the identity check alone.</param>
internal sealed record ApplicationBody(
    string Id, PhotoChoice Photo, bool ChangesPhoto, ApplicationState State, DateTimeOffset MadeAt, DateTimeOffset ChangedAt, int Refusals, int AttemptsLeft,
    DateTimeOffset? Deadline, DeadlineBasis? DeadlineBasis, IReadOnlyList<ReasonBody> Reasons, string? LicenceId, OfferBody? Offer = null);
