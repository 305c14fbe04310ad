namespace RegionNode.Issuer.Api;

/// <summary>
/// The header Idempotency-Key of a request: the caller's name for one wish. See <see cref="IdempotentRequests"/> for what is promised.
/// </summary>
internal static class IdempotencyKey
{
    internal const string Header = "Idempotency-Key";
    internal const int MostCharacters = 64;

    /// <summary>Lets an endpoint's callers name their request, so that asking again has no second effect.</summary>
    internal static TBuilder Idempotent<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new IdempotencyRule());

    /// <summary>Whether the text can be a key.</summary>
    internal static bool IsKey(string? text) => text is { Length: >= 1 and <= MostCharacters } && text.All(c => c is > ' ' and <= '~');
}

/// <summary>Endpoint metadata: takes the header <see cref="IdempotencyKey.Header"/>.</summary>
internal sealed record IdempotencyRule;
