using System.Globalization;
using TrustList.Format.Credentials.Reading;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Format.Verification.Checks;

/// <summary>The newest word on a licence's status that counts: of a status list or of a region's head, whichever is newer.</summary>
/// <param name="Origin">Which of them.</param>
/// <param name="Value">The value; null where the index is none that the region gave out.</param>
/// <param name="AsOf">The instant for which it holds.</param>
/// <param name="Extent">How far the indices reach, for an operator.</param>
internal sealed record StatusEvidence(StatusOrigin Origin, StatusValue? Value, DateTimeOffset AsOf, string Extent)
{
    /// <summary>Whether it is past its own expiry; heads have none.</summary>
    public bool Expired { get; private init; }

    /// <summary>What an index or a mirror knows, where the word is a head's.</summary>
    public StatusEntry? Entry { get; private init; }

    /// <summary>The newest evidence, or why there is none.</summary>
    public static (StatusEvidence? Evidence, string Missing) Find(
        StatusReference reference, RegionRecord region, TrustState state, VerificationRequest request)
    {
        var (list, missing) = OfList(reference, region, state, request.Now);
        var entry = OfSource(reference, region, state, request);
        return entry is not null && (list is null || entry.AsOf >= list.AsOf || IsMilder(list, entry, state)) ? (entry, string.Empty) : (list, missing);
    }

    // No witness sees a list: where policy names a log, a list lifts nothing that a head says.
    private static bool IsMilder(StatusEvidence list, StatusEvidence entry, TrustState state) =>
        state.Policy.Log is not null && entry.Value is { } said && list.Value is { } milder && milder.Severity() < said.Severity();

    /// <summary>How old it is; zero where the signer's clock is ahead.</summary>
    public TimeSpan AgeAt(DateTimeOffset now) => now > AsOf ? now - AsOf : TimeSpan.Zero;

    private static (StatusEvidence? List, string Missing) OfList(StatusReference reference, RegionRecord region, TrustState state, DateTimeOffset now)
    {
        if (state.FindStatusList(region.Code, reference.Uri) is not { } list)
            return (null, Printable.Of(reference.Uri));
        if (state.Notices.OfKey(region.Code, list.KeyId, now) is { } notice)
            return (null, $"its key is under notice {notice.Notice.Id}");
        var evidence = new StatusEvidence(StatusOrigin.StatusList, list.StatusOf(reference.Index), list.Claims.IssuedAt, $"{reference.Index} of {list.List.Length}");
        return (evidence with { Expired = list.IsExpiredAt(now) }, string.Empty);
    }

    // A value counts as long as the key that signed it does: one withdrawn or under notice since takes its heads along.
    private static StatusEvidence? OfSource(StatusReference reference, RegionRecord region, TrustState state, VerificationRequest request)
    {
        if (request.Status is not { } source || BlockOf(reference.Uri, region, state) is not { } block || reference.Index is < 0 or >= Limits.StatusListEntries)
            return null;
        if (source.Find(region.Code, block, (int)reference.Index) is not { } entry || state.FindStatusKey(region.Code, entry.KeyId, request.Now) is null)
            return null;
        var origin = entry.Witnessed ? StatusOrigin.WitnessedHead : StatusOrigin.SignedHead;
        return new StatusEvidence(origin, entry.Value, entry.AsOf, $"block {block} is not opened") { Entry = entry };
    }

    // The region's own lists are StatusBase and the number of the block (SPEC.md §7.7).
    private static long? BlockOf(string uri, RegionRecord region, TrustState state)
    {
        if (!state.Nodes.TryGetValue(region.Code, out var node) || !node.OwnsStatusUri(uri))
            return null;
        var name = uri.AsSpan(node.StatusBase.Length);
        return (name is "0" || name[0] != '0') && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var block) ? block : null;
    }
}
