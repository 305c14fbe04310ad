using System.Collections.Immutable;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustList.Sync;

/// <summary>The relying parties accepted last, in the store by the path of their document: what no later version may drop or rewrite.</summary>
internal static class AcceptedParties
{
    internal static ImmutableDictionary<string, PartiesDocument> Read(ImmutableDictionary<string, ReadOnlyMemory<byte>> stored) =>
        stored.Where(entry => !RegionCode.IsValid(entry.Key)).Select(entry => (entry.Key, Read: PartiesDocument.Read(entry.Value.Span)))
            .Where(entry => entry.Read.Ok && entry.Key == PartiesDocument.PathOf(entry.Read.Value.Region))
            .ToImmutableDictionary(entry => entry.Read.Value.Region, entry => entry.Read.Value);

    internal static IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Of(TrustState state, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files) =>
        state.Parties.Keys.Select(PartiesDocument.PathOf).Select(path => KeyValuePair.Create(path, files[path]));
}
