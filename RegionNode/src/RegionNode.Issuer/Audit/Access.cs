using RegionNode.Issuer.Callers;

namespace RegionNode.Issuer.Audit;

/// <summary>Who gets at a person's record, and why. Both stand in the trail as they are: neither may hold personal data of the driver.</summary>
/// <param name="Who">A token's system and subject, <c>system:</c> and 16 digits of a pin, <c>device:</c> and 16 of a thumbprint, <c>region:</c> and a code (or <c>unproven</c>), <c>operator:</c> and a user of the machine, or <c>node</c>.</param>
/// <param name="Why">The reason given, or the name of the endpoint.</param>
internal sealed record Access(string Who, string Why)
{
    /// <summary>The header in which a caller says why: 1 to 200 characters without control characters.</summary>
    internal const string ReasonHeader = "Access-Reason";

    /// <summary>The most characters of a reason.</summary>
    internal const int MaxReason = 200;

    private const int ShownDigits = 16;
    private const string Unproven = "unproven";

    /// <summary>The caller of a request, as the gate has proved it.</summary>
    internal static Access Of(HttpContext context) => new(context.CallerId().Who, ReasonOf(context));

    /// <summary>A holder's device that proved its key; it comes through the gateway.</summary>
    internal static Access OfDevice(string thumbprint, string why) => new($"device:{Short(thumbprint)}", why);

    /// <summary>Another region or this one, as its key or its signature proved it, and what it asks for; null: it came through a gateway and nothing was proved.</summary>
    internal static Access OfRegion(string? code, string why) => new($"region:{code ?? Unproven}", why);

    /// <summary>Whoever runs a command of the program on the node's machine: the system's name of the user.</summary>
    internal static Access OfOperator(string why) => new($"operator:{Environment.UserName}", why);

    /// <summary>The node's own work.</summary>
    internal static Access OfNode(string why) => new("node", why);

    /// <summary>Whether a text may be a reason.</summary>
    internal static bool IsReason(string text) => text.Length is > 0 and <= MaxReason && !text.Any(char.IsControl);

    private static string ReasonOf(HttpContext context) =>
        // Strangers that a gateway passes on write nothing into the trail.
        context.GetEndpoint()?.Metadata.GetMetadata<CallerRule>()?.Caller == Caller.Province
        && context.Request.Headers[ReasonHeader] is [{ } reason] && IsReason(reason) ? reason
            : context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "unnamed";

    private static string Short(string text) => text.Length > ShownDigits ? text[..ShownDigits] : text;
}
