using Federation.Hosting.Problems;

namespace RegionNode.Issuer.Applications;

/// <summary>The refusals of applications, reviews and the counter, beside <see cref="IssuerProblems"/>. A released code keeps its meaning.</summary>
internal static class ApplicationProblems
{
    internal static readonly ProblemCode NoSuchApplication = new("NoSuchApplication", 404, "There is no such application.");
    internal static readonly ProblemCode ApplicationOpen = new("ApplicationOpen", 409, "A photo of this driver waits for its review.");
    internal static readonly ProblemCode ApplicationClosed = new("ApplicationClosed", 409, "The application is closed, or not at a point where this can be done.");
    internal static readonly ProblemCode CounterOnly = new("CounterOnly", 409, "After three refusals the counter answers; nothing can be sent until it has.");
    internal static readonly ProblemCode NoIdentityProvider = new("NoIdentityProvider", 503, "This node has no identity provider; the counter checks identity.");
    internal static readonly ProblemCode ChallengeRefused = new("ChallengeRefused", 409, "There is no such challenge for this application, or it is too old, or was used.");
    internal static readonly ProblemCode IdentityNotShown = new("IdentityNotShown", 403, "The evidence does not show the person of the record.");
    internal static readonly ProblemCode IdentityNeeded = new("IdentityNeeded", 409, "The application has no identity check in its time.");
    internal static readonly ProblemCode IdentityUnavailable = new("IdentityUnavailable", 503, "The identity provider does not answer.");
    internal static readonly ProblemCode PhotoFaulty = new("PhotoFaulty", 422, "The photo's form is not as the rules say.");
    internal static readonly ProblemCode NoSuchReview = new("NoSuchReview", 404, "There is no such review.");
    internal static readonly ProblemCode ReviewClaimed = new("ReviewClaimed", 409, "Another reviewer has this photo, or it is decided.");
    internal static readonly ProblemCode LeaseLost = new("LeaseLost", 409, "The lease is over, or was never held; claim the photo again.");
    internal static readonly ProblemCode BadDecision =
        new("BadDecision", 400, "Approve carries the licence photo and no reasons; Refuse carries 1 to 10 different reasons of the list and no photo.");
    internal static readonly ProblemCode NoSuchCase = new("NoSuchCase", 404, "There is no such case at the counter.");
    internal static readonly ProblemCode CaseAnswered = new("CaseAnswered", 409, "The case was answered.");
    internal static readonly ProblemCode BadAnswer =
        new("BadAnswer", 400, "PhotoTaken carries the licence photo; RecordIsWrong and NotEligible carry one or more different reasons of their own; no answer carries more.");

    /// <summary>What is wrong with a photo, in both languages.</summary>
    internal static ProblemResult Faulty(IReadOnlyList<Photos.PhotoFault> faults) => PhotoFaulty.Result(members: new Dictionary<string, object?>
    {
        ["faults"] = faults.Select(fault => (fault, texts: Photos.PhotoFaultTexts.Of(fault)))
            .Select(entry => new Dictionary<string, string> { ["code"] = entry.fault.ToString(), ["zh"] = entry.texts.Zh, ["en"] = entry.texts.En }).ToArray(),
    });
}
