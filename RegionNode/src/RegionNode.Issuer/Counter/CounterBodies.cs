using RegionNode.Issuer.Issuing;
using RegionNode.Issuer.Reviews;

namespace RegionNode.Issuer.Counter;

/// <summary>One refused photo of a case.</summary>
/// <param name="SubmittedAt">When it was sent.</param>
/// <param name="DecidedAt">When it was refused.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Photo">JPEG, base64, where one case is asked for; null in the list, and once it was erased (an identity card: when it was refused).</param>
internal sealed record RefusalBody(DateTimeOffset SubmittedAt, DateTimeOffset DecidedAt, IReadOnlyList<ReasonBody> Reasons, byte[]? Photo = null);

/// <summary>A case that the counter is to answer.</summary>
/// <param name="Id">Its name.</param>
/// <param name="ApplicationId">Of which application.</param>
/// <param name="FileNumber">Whose.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="Refusals">What was refused, oldest first.</param>
internal sealed record CounterCaseBody(string Id, string ApplicationId, string FileNumber, DateTimeOffset OpenedAt, IReadOnlyList<RefusalBody> Refusals);

/// <summary>The counter's answer.</summary>
/// <param name="Answer">Which.</param>
/// <param name="LicencePhoto">With PhotoTaken: the licence photo, 260 x 378, JPEG, base64.</param>
/// <param name="Reasons">With RecordIsWrong what is wrong, with NotEligible why not: one or more different ones. The applicant's notice says them.</param>
internal sealed record CounterAnswerBody(CounterAnswer Answer, byte[]? LicencePhoto = null, IReadOnlyList<CounterReason>? Reasons = null);

/// <summary>What came of an answer.</summary>
/// <param name="Id">The case.</param>
/// <param name="Answer">As given.</param>
/// <param name="Offer">With PhotoTaken: for the person at the counter, and for nobody else. Shown once; POST /licences gives another.</param>
internal sealed record AnsweredCaseBody(string Id, CounterAnswer Answer, OfferBody? Offer);
