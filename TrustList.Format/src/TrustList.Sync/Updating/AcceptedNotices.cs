using System.Collections.Immutable;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace TrustList.Sync;

/// <summary>The emergency notices accepted last, in the store: what no later version may drop or weaken.</summary>
internal static class AcceptedNotices
{
    internal static NoticesDocument? Read(ImmutableDictionary<string, ReadOnlyMemory<byte>> stored) =>
        stored.TryGetValue(RoleNames.Emergency, out var bytes) && NoticesDocument.Read(bytes.Span) is { Ok: true, Value: var notices } ? notices : null;

    internal static ImmutableDictionary<string, ReadOnlyMemory<byte>> Keep(
        TrustState state, ImmutableDictionary<string, ReadOnlyMemory<byte>> stored) =>
        state.Notices.Document.Notices.IsEmpty ? stored : stored.SetItem(RoleNames.Emergency, state.Notices.Document.Write());
}
