using System.Collections.Immutable;
using TrustList.Format.Registry;

namespace TrustList.Sync;

/// <summary>The issuers accepted last, from the store: what a later version may not loosen.</summary>
internal static class AcceptedIssuers
{
    internal static ImmutableDictionary<string, IssuersDocument> Read(ImmutableDictionary<string, ReadOnlyMemory<byte>> stored) =>
        stored.Where(entry => RegionCode.IsValid(entry.Key)).Select(entry => (entry.Key, Read: IssuersDocument.Read(entry.Value.Span)))
            .Where(entry => entry.Read.Ok)
            .ToImmutableDictionary(entry => entry.Key, entry => entry.Read.Value);
}
