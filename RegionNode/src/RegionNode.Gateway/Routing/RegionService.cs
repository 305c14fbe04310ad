using System.Collections.Immutable;
using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Routing;

/// <summary>
/// A gRPC service that the regions' issuers answer each other, reached through both gateways: routed by the region header and by
/// the signed trust list alone. A closed list.
/// </summary>
/// <param name="Name">The full name of the service.</param>
/// <param name="Method">Its one method; null: each method of one plain segment.</param>
/// <param name="LargestRequest">Bytes of a request body.</param>
/// <param name="Patience">The longest that a call may take as a whole.</param>
internal sealed record RegionService(string Name, string? Method, long LargestRequest, TimeSpan Patience)
{
    /// <summary>Live questions. Less patient than the asker, so that the asker learns why.</summary>
    public static readonly RegionService Live =
        new("federation.live.v1.LiveStatus", "Ask", BodyLimits.LiveQuestion, TimeSpan.FromSeconds(1.6));

    /// <summary>Drivers who move (SPEC.md §14).</summary>
    public static readonly RegionService Transfers =
        new("federation.transfer.v1.Transfers", null, BodyLimits.OfficeCall, ProxyRoutes.OfficePatience);

    /// <summary>Disputes about a status.</summary>
    public static readonly RegionService Disputes =
        new("federation.dispute.v1.Disputes", null, BodyLimits.OfficeCall, ProxyRoutes.OfficePatience);

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<RegionService> All = [Live, Transfers, Disputes];

    /// <summary>The path that routing matches.</summary>
    public string Path => $"/{Name}/{Method ?? "{method}"}";

    /// <summary>The service of that name.</summary>
    public static RegionService? Find(string? name) => All.FirstOrDefault(service => service.Name == name);

    /// <summary>Whether this path, as it stands, is one of the service's: routing ignores case, the next server need not.</summary>
    public bool Owns(string? path) =>
        path is not null && path.StartsWith($"/{Name}/", StringComparison.Ordinal) && path[(Name.Length + 2)..] is var method
        && (Method is null ? method.Length > 0 && method.All(char.IsAsciiLetter) : method == Method);
}
