using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Federation.Ceremonies;

/// <summary>Builds a region's parties.json; every step keeps what was there (SPEC.md §5.11).</summary>
public static class PartyRecords
{
    /// <summary>Registers a party, or changes the record of one that is there: its history stays.</summary>
    /// <param name="parties">The present document.</param>
    /// <param name="party">The record; its history counts for a new party alone.</param>
    /// <exception cref="ArgumentException">The document would break a rule.</exception>
    public static PartiesDocument Register(PartiesDocument parties, Party party) => Checked(parties.Find(party.Id) is { } present
        ? parties with { Parties = parties.Parties.Replace(present, party with { History = present.History }) }
        : parties with { Parties = parties.Parties.Add(party) });

    /// <summary>Gives a party another standing.</summary>
    /// <exception cref="ArgumentException">No such party, or the step is not a legal one.</exception>
    public static PartiesDocument Step(PartiesDocument parties, string id, PartyState state, string reason, DateTimeOffset since) => parties.Find(id) is { } present
        ? Checked(parties with { Parties = parties.Parties.Replace(present, present with { History = present.History.Add(new(state, Instants.WholeSeconds(since), reason)) }) })
        : throw new ArgumentException($"region {parties.Region} registered no party {id}", nameof(id));

    // What cannot be read again is not drafted.
    private static PartiesDocument Checked(PartiesDocument parties) =>
        parties.Check() is { } refusal ? throw new ArgumentException(refusal.ToString(), nameof(parties))
        : PartiesDocument.Read(parties.Write()) is { Ok: false } unreadable ? throw new ArgumentException(unreadable.Detail, nameof(parties))
        : parties;
}
