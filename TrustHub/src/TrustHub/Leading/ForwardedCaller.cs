using Federation.Hosting.Tls;

namespace TrustHub.Leading;

/// <summary>
/// Whose request this is. Instances of one hub have the same TLS key, and change it together; so a connection under the key in use, to come or of before is another
/// instance's, and what it says of the caller counts; nobody else's word does.
/// </summary>
public static class ForwardedCaller
{
    /// <summary>The header in which an instance names the caller's pin to the leader.</summary>
    internal const string Header = "federation-caller-pin";

    /// <summary>The header by which an instance says that it forwards; a request with it is never forwarded again.</summary>
    internal const string HopHeader = "federation-forwarded";

    /// <summary>The pin of the TLS key that brought the request, directly or through another instance; null without one.</summary>
    public static string? Of(HttpContext context)
    {
        var direct = context.ClientPin();
        return direct is not null && context.RequestServices.GetRequiredService<TlsKey>().PublishedPins.Contains(direct)
            && context.Request.Headers[Header] is [var named] && Pins.IsPin(named)
            ? named
            : direct;
    }
}
