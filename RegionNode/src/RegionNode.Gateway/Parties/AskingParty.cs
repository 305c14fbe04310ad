using System.Collections.Immutable;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace RegionNode.Gateway.Parties;

/// <summary>
/// Who asks. Holding one proves that the caller showed a key of that party, and that the party may ask at this instant; or, where it
/// has no region, that the operator opened purposes to callers without a name.
/// </summary>
internal sealed record AskingParty
{
    /// <summary>What the trail calls a caller without a name.</summary>
    public const string OpenName = "open";

    private AskingParty(string? region, string? id) => (Region, Id) = (region, id);

    /// <summary>The region that registered it; null for a caller without a name.</summary>
    public string? Region { get; }

    /// <summary>Its id there; null for a caller without a name.</summary>
    public string? Id { get; }

    /// <summary>What it is called in the trail and in quotas.</summary>
    public string Name => Region is null ? OpenName : PartyIndex.NameOf(Region, Id!);

    /// <summary>What it may ask for.</summary>
    public required ImmutableArray<Purpose> Purposes { get; init; }

    /// <summary>Questions a second.</summary>
    public required int PerSecond { get; init; }

    /// <summary>Questions a day.</summary>
    public required int PerDay { get; init; }

    /// <summary>Whether the cluster could not be asked if its assertion was used before.</summary>
    public bool RepetitionUnchecked { get; init; }

    /// <summary>A registered party.</summary>
    public static AskingParty Of(string region, Party party) =>
        new(region, party.Id) { Purposes = party.Purposes, PerSecond = party.PerSecond, PerDay = party.PerDay };

    /// <summary>All callers without a name, together.</summary>
    public static AskingParty Open(GatewayOptions options) =>
        new(null, null) { Purposes = [.. options.OpenPurposes], PerSecond = options.OpenPerSecond, PerDay = Limits.PartyPerDay };
}
