using System.Collections.Immutable;
using TrustHub.Log;
using TrustList.Format.Metadata;
using TrustList.Format.Registry;

namespace TrustHub.Admission;

/// <summary>The chain that speaks for a region: the registry, targets to region role, region role to node role, node.json to TLS key.</summary>
internal static class RegionChain
{
    /// <summary>The region is registered and not withdrawn. A suspended one may still narrow: revoke, retire keys.</summary>
    public static Refused? Registered(AdmissionContext context, string code, out RegionRecord record)
    {
        record = context.State.Registry?.Find(code)!;
        return record is not null && record.StateAt(context.Now) != RegionState.Withdrawn
            ? null
            : new(AdmissionFault.RegionNotAdmitted, $"region {code} is not in the registry, or is withdrawn");
    }

    /// <summary>The present targets delegate to the region, and its threshold signed.</summary>
    public static Refused? Region(LoggedState state, string code, SignedMetadata<TargetsRole>? region)
    {
        if (region is null)
            return new(AdmissionFault.RegionNotReady, $"region {code} has submitted no {RoleNames.Region(code)}");
        var delegations = state.Targets?.Signed.Delegations;
        return MetadataChecks.Threshold(
            delegations is null ? MetadataFault.NotDelegated : TrustedMetadata.VerifyDelegation(delegations, RoleNames.Region(code), region),
            RoleNames.Region(code), "the present targets role");
    }

    /// <summary>The present region role, itself still delegated to, delegates to the node, and its threshold signed.</summary>
    public static Refused? Node(LoggedState state, string code, SignedMetadata<TargetsRole> node)
    {
        var role = state.Region(code).Role;
        if (Region(state, code, role) is { } broken)
            return broken;
        var delegations = role!.Signed.Delegations;
        return MetadataChecks.Threshold(
            delegations is null ? MetadataFault.NotDelegated : TrustedMetadata.VerifyDelegation(delegations, RoleNames.Node(code), node),
            RoleNames.Node(code), $"the present {RoleNames.Region(code)}");
    }

    /// <summary>The region's issuers and node stand, and the caller is the node.</summary>
    public static Refused? Speaks(AdmissionContext context, LoggedRegion region, string code)
    {
        if (region.NodeRole is null)
            return new(AdmissionFault.RegionNotReady, $"region {code} has submitted no {RoleNames.Node(code)}");
        return Node(context.State, code, region.NodeRole) ?? Pin(context.CallerPin, code, region.Node!.IssuerPins);
    }

    /// <summary>The caller holds one of the TLS keys.</summary>
    public static Refused? Pin(string? callerPin, string code, ImmutableArray<string> pins) =>
        callerPin is not null && pins.Contains(callerPin)
            ? null
            : new(AdmissionFault.PinNotListed, $"the caller's TLS key is not an issuer pin of region {code}");
}
