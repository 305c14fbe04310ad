namespace RegionNode.Issuer.Callers;

/// <summary>Calls that are counted together.</summary>
internal enum CallClass
{
    /// <summary>The interface's description, and what no endpoint answers.</summary>
    Open,

    /// <summary>A system of the province reads.</summary>
    Read,

    /// <summary>A system of the province changes.</summary>
    Change,

    /// <summary>Operators at the node.</summary>
    Operate,

    /// <summary>Holders, through the gateway.</summary>
    Holder,

    /// <summary>Other regions and acceptors, through the gateway: gRPC.</summary>
    Neighbour,
}

/// <summary>Which class a request is of.</summary>
internal static class CallClasses
{
    private const string OperatorPath = "/operator";
    private const string GrpcMedia = "application/grpc";

    internal static CallClass Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<CallerRule>()?.Caller switch
    {
        Caller.Province when context.Request.Path.StartsWithSegments(OperatorPath) => CallClass.Operate,
        Caller.Province => HttpMethods.IsGet(context.Request.Method) ? CallClass.Read : CallClass.Change,
        Caller.OwnGateway => context.Request.ContentType?.StartsWith(GrpcMedia, StringComparison.Ordinal) == true ? CallClass.Neighbour : CallClass.Holder,
        _ => CallClass.Open,
    };
}
