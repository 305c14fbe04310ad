using TrustList.Format.Encoding;
using TrustList.Format.Signing;
using static TrustList.Format.Registry.RegistryParts;

namespace TrustList.Format.Registry;

/// <summary>The checks of <c>parties.json</c> and of its next version (SPEC.md §5.11).</summary>
internal static class PartiesChecks
{
    internal static RegistryRefusal? Check(PartiesDocument document)
    {
        if (!RegionCode.IsValid(document.Region))
            return new(RegistryFault.BadRegionCode, document.Region);
        if (Duplicates.First(document.Parties.Select(party => party.Id)) is { } id)
            return new(RegistryFault.DuplicateRecord, id);
        // One key names one party: else it could choose whose purposes and whose quota count.
        if (Duplicates.First(document.Parties.SelectMany(party => party.TlsPins)) is { } pin)
            return new(RegistryFault.DuplicateRecord, pin);
        return document.Parties.Select(CheckParty).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>Names, keys, purposes and limits are the region's to change; that a party was registered, and every standing it had, stays.</summary>
    internal static RegistryRefusal? CheckSuccessor(PartiesDocument document, PartiesDocument previous)
    {
        if (document.Region != previous.Region)
            return new(RegistryFault.WrongRegion, document.Region);
        var parties = document.Parties.ToDictionary(party => party.Id, StringComparer.Ordinal);
        foreach (var before in previous.Parties)
        {
            if (!parties.TryGetValue(before.Id, out var after))
                return new(RegistryFault.RecordDropped, before.Id);
            if (!Histories.Extends(after.History, before.History))
                return new(RegistryFault.HistoryRewritten, before.Id);
        }
        return null;
    }

    private static RegistryRefusal? CheckParty(Party party)
    {
        if (!IsId(party.Id))
            return new(RegistryFault.Malformed, "party id: a-z, 0-9 and hyphen");
        if (party.Purposes.IsEmpty || party.Purposes.Distinct().Count() != party.Purposes.Length)
            return new(RegistryFault.Malformed, $"{party.Id}: one or more purposes, each once");
        if (party.TlsPins.IsEmpty && party.AssertionKeys.IsEmpty)
            return new(RegistryFault.BadKeyMaterial, $"{party.Id}: neither a TLS pin nor an assertion key");
        if (party.TlsPins.Any(pin => !LowerHex.IsOf(pin, 32)))
            return new(RegistryFault.BadKeyMaterial, $"{party.Id}: tlsPins: SHA-256 in lower hex");
        if (party.AssertionKeys.Any(key => PublicKey.FromSpki(key.Span) is not { Ok: true, Value.Algorithm: SignatureAlgorithm.ES256 }))
            return new(RegistryFault.BadKeyMaterial, $"{party.Id}: assertionKeys: P-256");
        if (party.From >= party.Until)
            return new(RegistryFault.DatesOutOfOrder, party.Id);
        return CheckHistory(party);
    }

    private static RegistryRefusal? CheckHistory(Party party)
    {
        var history = party.History;
        if (history.IsEmpty || !Histories.IsOrdered(history))
            return new(RegistryFault.HistoryOutOfOrder, party.Id);
        for (var i = 1; i < history.Length; i++)
            if (history[i - 1].State == PartyState.Ended || history[i - 1].State == history[i].State)
                return new(RegistryFault.IllegalTransition, $"{party.Id}: {history[i - 1].State} -> {history[i].State}");
        return null;
    }
}
