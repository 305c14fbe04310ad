namespace RegionNode.Issuer.Callers;

/// <summary>Who may call an endpoint. Every caller has proved a TLS key; its pin says who it is.</summary>
internal enum Caller
{
    /// <summary>Whoever holds any key: health and the interface description.</summary>
    Anyone,

    /// <summary>The region's own gateway.</summary>
    OwnGateway,

    /// <summary>A system of the province.</summary>
    Province,
}

/// <summary>Endpoint metadata: the one rule of <see cref="CallerGate"/> for it.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Roles">Of the province's callers, those that have one of these roles; none given: all.</param>
internal sealed record CallerRule(Caller Caller, IReadOnlyList<Role> Roles);

/// <summary>Marks endpoints.</summary>
internal static class CallerRules
{
    internal static TBuilder For<TBuilder>(this TBuilder endpoint, Caller caller, params Role[] roles) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(builder => builder.Metadata.Add(new CallerRule(caller, roles)));
        return endpoint;
    }
}
