using Federation.Hosting.Problems;
using Microsoft.AspNetCore.Builder;

namespace Federation.Hosting.Description;

/// <summary>Marks endpoints.</summary>
public static class Refusals
{
    /// <summary>Names the endpoint's own refusals. What the limits, the body and the program's rules refuse is added to the description by itself.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder endpoint, params ProblemCode[] codes) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RefusalRule(codes));
}
