using System.Reflection;
using Federation.Hosting.Description;
using Federation.Hosting.Problems;
using RegionNode.Issuer.Callers;

namespace RegionNode.Issuer.Api.Description;

/// <summary>What an endpoint's metadata says, for its description.</summary>
internal sealed class EndpointRules(IList<object> metadata, bool hasBody)
{
    internal Caller Caller => Last<CallerRule>()!.Caller;

    internal IReadOnlyList<Role> Roles => Last<CallerRule>()!.Roles;

    internal bool IsIdempotent => Last<IdempotencyRule>() is not null;

    internal bool HasETag => Last<ETagRule>() is not null;

    internal bool TakesIfMatch => Last<IfMatchRule>() is not null;

    internal bool IsPaged => Last<MethodInfo>()?.GetParameters().Any(parameter => parameter.ParameterType == typeof(PageQuery)) == true;

    /// <summary>Every code that the endpoint may answer: its own first, then those of its rules.</summary>
    internal IEnumerable<ProblemCode> Codes()
    {
        foreach (var own in metadata.OfType<RefusalRule>().SelectMany(rule => rule.Codes))
            yield return own;
        yield return CommonProblems.Malformed;
        yield return CommonProblems.Forbidden;
        yield return CommonProblems.TooMany;
        yield return CommonProblems.Internal;
        if (Caller == Caller.Province)
            yield return CallerProblems.TokenRefused;
        if (Roles.Count > 0)
            yield return CallerProblems.RoleMissing;
        if (hasBody)
            yield return CommonProblems.TooLarge;
        if (hasBody)
            yield return CommonProblems.UnsupportedMediaType;
        if (TakesIfMatch)
            yield return ApiProblems.PreconditionFailed;
        if (!IsIdempotent)
            yield break;
        yield return ApiProblems.IdempotencyKeyRefused;
        yield return ApiProblems.IdempotencyKeyReused;
        yield return ApiProblems.RequestInProgress;
    }

    private T? Last<T>() where T : class => metadata.OfType<T>().LastOrDefault();
}
