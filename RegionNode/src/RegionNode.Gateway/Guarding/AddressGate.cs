using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace RegionNode.Gateway.Guarding;

/// <summary>
/// Connections are counted by their address before they cost a handshake: who only opens them and says nothing keeps nobody out but
/// itself. One beyond the share is closed at once.
/// </summary>
internal static class AddressGate
{
    /// <summary>Adds the gate. Goes before TLS.</summary>
    public static void UseAddressGate(this ListenOptions listen, int ofOne)
    {
        var places = new Places(ofOne, int.MaxValue);
        listen.Use(next => async connection =>
        {
            using var place = places.Take(CallerAddress.Name((connection.RemoteEndPoint as IPEndPoint)?.Address));
            if (place is not null) await next(connection);
        });
    }
}
