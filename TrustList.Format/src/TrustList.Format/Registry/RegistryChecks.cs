using TrustList.Format.Encoding;

namespace TrustList.Format.Registry;

/// <summary>The cross-checks of <c>registry.json</c> (SPEC.md §5.1).</summary>
internal static class RegistryChecks
{
    internal static RegistryRefusal? Check(RegistryDocument document)
    {
        var regions = document.Regions;
        foreach (var region in regions)
            if (CheckRegion(region) is { } refusal)
                return refusal;
        for (var i = 1; i < regions.Length; i++)
            if (string.CompareOrdinal(regions[i - 1].Code, regions[i].Code) >= 0)
                return new(RegistryFault.DuplicateRecord, $"{regions[i].Code}: codes must ascend");
        var pinned = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var region in regions)
            foreach (var thumbprint in region.IacaThumbprints)
                if (!pinned.TryAdd(thumbprint, region.Code))
                    return new(RegistryFault.IacaSharedByRegions, $"{thumbprint}: {pinned[thumbprint]} and {region.Code}");
        for (var i = 0; i < regions.Length; i++)
            for (var j = i + 1; j < regions.Length; j++)
                if (regions[i].Territory.OverlapWith(regions[j].Territory) is { } prefix)
                    return new(RegistryFault.TerritoriesOverlap, $"{prefix}: {regions[i].Code} and {regions[j].Code}");
        return null;
    }

    private static RegistryRefusal? CheckRegion(RegionRecord region)
    {
        if (!RegionCode.IsValid(region.Code))
            return new(RegistryFault.BadRegionCode, region.Code);
        if (region.IacaThumbprints.FirstOrDefault(thumbprint => !LowerHex.IsOf(thumbprint, 32)) is { } bad)
            return new(RegistryFault.BadKeyMaterial, $"{region.Code}: {bad}");
        if (region.DocTypes.IsEmpty)
            return new(RegistryFault.DocTypeNotAllowed, $"{region.Code}: none");
        if (!IsSound(region.Territory) || !region.Territory.Covers(region.Code))
            return new(RegistryFault.BadTerritory, region.Code);
        if (region.History.IsEmpty || !Histories.IsOrdered(region.History))
            return new(RegistryFault.HistoryOutOfOrder, region.Code);
        for (var i = 1; i < region.History.Length; i++)
            if (region.History[i - 1].State == RegionState.Withdrawn || region.History[i - 1].State == region.History[i].State)
                return new(RegistryFault.IllegalTransition, $"{region.Code}: {region.History[i - 1].State} -> {region.History[i].State}");
        return null;
    }

    private static bool IsSound(Territory territory) =>
        territory.Prefixes.Concat(territory.Except).All(prefix => prefix.Length is 2 or 4 or 6 && prefix.All(char.IsAsciiDigit))
        && territory.Except.All(except => territory.Prefixes.Any(prefix =>
            except.Length > prefix.Length && except.StartsWith(prefix, StringComparison.Ordinal)));

    /// <summary>Whether a later version only adds: no region, pin of the past or history entry is lost (SPEC.md §5.5).</summary>
    internal static RegistryRefusal? CheckSuccessor(RegistryDocument document, RegistryDocument previous)
    {
        foreach (var before in previous.Regions)
        {
            if (document.Find(before.Code) is not { } after)
                return new(RegistryFault.RecordDropped, before.Code);
            if (!Histories.Extends(after.History, before.History))
                return new(RegistryFault.HistoryRewritten, before.Code);
        }
        return null;
    }
}
