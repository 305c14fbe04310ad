using Federation.Hosting.Problems;
using Grpc.Core;

namespace RegionNode.Gateway.Guarding;

/// <summary>Why this gateway answers a request itself instead of doing what it asks. A closed list.</summary>
/// <param name="Problem">The problem document, for HTTP callers.</param>
/// <param name="Grpc">The status, for gRPC callers.</param>
internal sealed record Refusal(ProblemCode Problem, StatusCode Grpc)
{
    /// <summary>No route leads to the region; the detail says why.</summary>
    public static readonly Refusal NoRoute =
        new(new("NoRoute", 404, "There is no route to this region."), StatusCode.NotFound);

    /// <summary>The region header is not one code of six digits.</summary>
    public static readonly Refusal BadRegionHeader =
        new(new("BadRegionHeader", 400, "The header x-federation-region must be one code of six digits."), StatusCode.InvalidArgument);

    /// <summary>The path could be read in two ways.</summary>
    public static readonly Refusal BadPath =
        new(new("BadPath", 400, "The path holds more than plain segments."), StatusCode.InvalidArgument);

    /// <summary>A live question without a client certificate.</summary>
    public static readonly Refusal CertificateMissing =
        new(new("CertificateMissing", 401, "Live questions need a client certificate."), StatusCode.Unauthenticated);

    /// <summary>The certificate's key is no gateway's of an active region, or may not ask for this one.</summary>
    public static readonly Refusal CallerNotAdmitted =
        new(new("CallerNotAdmitted", 403, "This key may not ask for this region."), StatusCode.PermissionDenied);

    /// <summary>The other side could not be reached, or showed a key that is not pinned.</summary>
    public static readonly Refusal Unreachable =
        new(new("Unreachable", 502, "The other side could not be reached."), StatusCode.Unavailable);

    /// <summary>The other side did not answer in time.</summary>
    public static readonly Refusal NoAnswerInTime = new(CommonProblems.UpstreamTimeout, StatusCode.DeadlineExceeded);

    /// <summary>The request body is larger than the limit.</summary>
    public static readonly Refusal TooLarge = new(CommonProblems.TooLarge, StatusCode.ResourceExhausted);

    /// <summary>The request body came too slowly.</summary>
    public static readonly Refusal TooSlow = new(CommonProblems.TooSlow, StatusCode.DeadlineExceeded);

    /// <summary>A browser says that another site's page asks.</summary>
    public static readonly Refusal OfAnotherSite = new(CommonProblems.Forbidden, StatusCode.PermissionDenied);

    /// <summary>The request is not of the documented form.</summary>
    public static readonly Refusal Malformed = new(CommonProblems.Malformed, StatusCode.InvalidArgument);

    /// <summary>The body's media type is not one of the documented ones.</summary>
    public static readonly Refusal UnsupportedMediaType = new(CommonProblems.UnsupportedMediaType, StatusCode.InvalidArgument);

    /// <summary>As much of this work as the gateway takes on is under way.</summary>
    public static readonly Refusal Busy = new(CommonProblems.Unavailable, StatusCode.ResourceExhausted);

    /// <summary>The caller is no registered party, or one that may not ask now.</summary>
    public static readonly Refusal PartyUnknown =
        new(new("PartyUnknown", 401, "The caller is no registered party."), StatusCode.Unauthenticated);

    /// <summary>The caller's assertion counts for nothing; the detail is the reason.</summary>
    public static readonly Refusal AssertionRefused =
        new(new("AssertionRefused", 401, "The client assertion is refused."), StatusCode.Unauthenticated);

    /// <summary>The party is not registered for the purpose that it asks for.</summary>
    public static readonly Refusal PurposeNotRegistered =
        new(new("PurposeNotRegistered", 403, "The party is not registered for this purpose."), StatusCode.PermissionDenied);

    /// <summary>The party asked more than it may.</summary>
    public static readonly Refusal OverQuota =
        new(new("OverQuota", 429, "The party has asked more than it may."), StatusCode.ResourceExhausted);

    /// <summary>The question's entry in the trail could not be made durable, so it gets no answer.</summary>
    public static readonly Refusal TrailUnavailable =
        new(new("TrailUnavailable", 503, "The audit trail cannot be written."), StatusCode.Unavailable);

    /// <summary>The reference stands for nothing here, or no longer.</summary>
    public static readonly Refusal ReferenceUnknown =
        new(new("ReferenceUnknown", 409, "The reference is unknown, used or too old."), StatusCode.FailedPrecondition);

    /// <summary>The challenge was not made here, or does not count any more.</summary>
    public static readonly Refusal ChallengeUnknown =
        new(new("ChallengeUnknown", 409, "The challenge is unknown, used or too old."), StatusCode.FailedPrecondition);
}
