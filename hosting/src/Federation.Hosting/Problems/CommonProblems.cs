namespace Federation.Hosting.Problems;

/// <summary>The refusals that every program has.</summary>
public static class CommonProblems
{
    /// <summary>The body, a header or a query parameter is not what the interface says.</summary>
    public static readonly ProblemCode Malformed = new("Malformed", 400, "The request is malformed.");
    /// <summary>The caller proved no key where one is needed.</summary>
    public static readonly ProblemCode Unauthenticated = new("Unauthenticated", 401, "The caller is not authenticated.");
    /// <summary>The caller's key may not do this.</summary>
    public static readonly ProblemCode Forbidden = new("Forbidden", 403, "The caller may not do this.");
    /// <summary>Nothing here by that name.</summary>
    public static readonly ProblemCode NotFound = new("NotFound", 404, "There is nothing here by that name.");
    /// <summary>The resource has no such method.</summary>
    public static readonly ProblemCode MethodNotAllowed = new("MethodNotAllowed", 405, "The method is not allowed here.");
    /// <summary>No representation that the caller accepts.</summary>
    public static readonly ProblemCode NotAcceptable = new("NotAcceptable", 406, "There is no acceptable representation.");
    /// <summary>The body came too slowly.</summary>
    public static readonly ProblemCode TooSlow = new("TooSlow", 408, "The request arrived too slowly.");
    /// <summary>The state of the resource does not allow it; a replay of something already used is one case.</summary>
    public static readonly ProblemCode Conflict = new("Conflict", 409, "The state of the resource does not allow this.");
    /// <summary>The body is larger than the endpoint's limit.</summary>
    public static readonly ProblemCode TooLarge = new("TooLarge", 413, "The request is too large.");
    /// <summary>The body's media type is not one that the endpoint reads.</summary>
    public static readonly ProblemCode UnsupportedMediaType = new("UnsupportedMediaType", 415, "The media type is not supported.");
    /// <summary>The headers are larger than the limit.</summary>
    public static readonly ProblemCode HeadersTooLarge = new("HeadersTooLarge", 431, "The request's headers are too large.");
    /// <summary>More requests than the caller may make.</summary>
    public static readonly ProblemCode TooMany = new("TooMany", 429, "Too many requests.");
    /// <summary>A defect of ours; the log has its cause under the request's id.</summary>
    public static readonly ProblemCode Internal = new("Internal", 500, "The request failed inside.");
    /// <summary>Another service that is needed answered wrongly.</summary>
    public static readonly ProblemCode BadUpstream = new("BadUpstream", 502, "A needed service answered wrongly.");
    /// <summary>Not ready, or shutting down; try again.</summary>
    public static readonly ProblemCode Unavailable = new("Unavailable", 503, "The service is not available now.");
    /// <summary>Another service that is needed did not answer in time.</summary>
    public static readonly ProblemCode UpstreamTimeout = new("UpstreamTimeout", 504, "A needed service did not answer in time.");

    private static readonly Dictionary<int, ProblemCode> ByStatus = new[]
    {
        Malformed, Unauthenticated, Forbidden, NotFound, MethodNotAllowed, NotAcceptable, TooSlow, Conflict, TooLarge,
        UnsupportedMediaType, HeadersTooLarge, TooMany, Internal, BadUpstream, Unavailable, UpstreamTimeout,
    }.ToDictionary(problem => problem.Status);

    /// <summary>The problem for a bare status code from 400 up; others of its class count as Malformed or Internal.</summary>
    public static ProblemCode ForStatus(int status) =>
        ByStatus.TryGetValue(status, out var problem) ? problem : status >= 500 ? Internal : Malformed;
}
