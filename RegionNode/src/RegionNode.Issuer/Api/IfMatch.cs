using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace RegionNode.Issuer.Api;

/// <summary>
/// What a change's caller wants to find (If-Match, RFC 9110, 13.1.1); a handler takes it as an argument and asks
/// <see cref="Allows"/> inside the transaction that changes, else another change may come between. Not allowed: <see cref="ApiProblems.PreconditionFailed"/>.
/// </summary>
internal sealed class IfMatch
{
    private readonly IList<EntityTagHeaderValue> tags;
    private readonly JsonSerializerOptions json;

    private IfMatch(IList<EntityTagHeaderValue> tags, JsonSerializerOptions json) => (this.tags, this.json) = (tags, json);

    /// <summary>Reads the header.</summary>
    /// <exception cref="BadHttpRequestException">There is one that is no list of entity tags.</exception>
    public static ValueTask<IfMatch?> BindAsync(HttpContext context)
    {
        var tags = context.Request.GetTypedHeaders().IfMatch;
        if (tags.Count == 0 && context.Request.Headers.IfMatch.Count > 0)
            throw new BadHttpRequestException("If-Match is a list of entity tags.");
        return new(new IfMatch(tags, ETags.JsonOf(context)));
    }

    /// <summary>Whether anything was asked: else the body need not be made.</summary>
    internal bool IsAsked => tags.Count > 0;

    /// <summary>True where nothing was asked, or the body, as GET would show it now, has one of the tags.</summary>
    internal bool Allows<T>(T current) =>
        !IsAsked || tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any)
            || tag.Compare(new EntityTagHeaderValue(ETags.Of(JsonSerializer.SerializeToUtf8Bytes(current, json))), useStrongComparison: true));
}
