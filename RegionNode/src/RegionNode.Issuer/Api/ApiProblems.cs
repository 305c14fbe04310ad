using Federation.Hosting.Problems;

namespace RegionNode.Issuer.Api;

/// <summary>The refusals of the interface's conventions, beside <see cref="CommonProblems"/> and <see cref="IssuerProblems"/>. A released code keeps its meaning.</summary>
internal static class ApiProblems
{
    internal static readonly ProblemCode IdempotencyKeyRefused =
        new("IdempotencyKeyRefused", 400, "An Idempotency-Key is one value of 1 to 64 printable ASCII characters without spaces.");
    internal static readonly ProblemCode IdempotencyKeyReused = new("IdempotencyKeyReused", 422, "That Idempotency-Key was used for another request.");
    internal static readonly ProblemCode RequestInProgress = new("RequestInProgress", 409, "A request with that Idempotency-Key is still at work.");
    internal static readonly ProblemCode PreconditionFailed = new("PreconditionFailed", 412, "The resource is not what If-Match says; read it again.");
}
