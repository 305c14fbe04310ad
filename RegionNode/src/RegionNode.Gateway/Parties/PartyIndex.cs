using System.Collections.Immutable;
using RegionNode.Gateway.Routing;
using TrustList.Format.Registry;
using TrustList.Format.Signing;
using TrustList.Format.Verification;

namespace RegionNode.Gateway.Parties;

/// <summary>
/// The relying parties of every region by key and by name, made once of each trust list. Whether one may ask is said for an
/// instant, because standing and dates change while the list stays.
/// </summary>
internal sealed class PartyIndex
{
    private readonly TrustState? _state;
    private readonly ImmutableDictionary<string, PartiesDocument> _of;
    private readonly Dictionary<string, RegisteredParty> _byName;
    private readonly ILookup<string, RegisteredParty> _byPin;

    private PartyIndex(TrustState? state)
    {
        _state = state;
        _of = state?.Parties ?? ImmutableDictionary<string, PartiesDocument>.Empty;
        var all = _of.SelectMany(region => region.Value.Parties.Select(party => new RegisteredParty(region.Key, party))).ToList();
        _byName = all.ToDictionary(registered => registered.Name, StringComparer.Ordinal);
        _byPin = all.SelectMany(registered => registered.Party.TlsPins.Select(pin => (pin, registered))).ToLookup(pair => pair.pin, pair => pair.registered, StringComparer.Ordinal);
    }

    private PartyIndex(TrustState state, PartyIndex same) => (_state, _of, _byName, _byPin) = (state, same._of, same._byName, same._byPin);

    /// <summary>Of no trust list.</summary>
    public static PartyIndex Empty { get; } = new(null);

    /// <summary>What a party of a region is called.</summary>
    public static string NameOf(string region, string id) => $"{region}/{id}";

    /// <summary>The index of the trust list that holds now: this one where the list is the same.</summary>
    public PartyIndex For(TrustView view) =>
        ReferenceEquals(view.State, _state) ? this
        : view.State is { } state && ReferenceEquals(state.Parties, _of) ? new(state, this)
        : new(view.State);

    /// <summary>The party of that name, registered whether it may ask or not; null where nobody is.</summary>
    public RegisteredParty? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The parties whose TLS key this is, of different regions where there are several.</summary>
    public IEnumerable<RegisteredParty> OfPin(string pin) => _byPin[pin];

    /// <summary>Whether it may ask at the instant.</summary>
    public bool MayAsk(RegisteredParty registered, DateTimeOffset at) =>
        registered.Party.MayAsk(at) && _state!.StandingOf(registered.Region, at) == RegionStanding.Active;
}

/// <summary>A party and the region that registered it.</summary>
internal sealed class RegisteredParty
{
    private readonly Lazy<ImmutableArray<PublicKey>> _keys;

    /// <summary>This party of the region.</summary>
    public RegisteredParty(string region, Party party)
    {
        (Region, Party, Name) = (region, party, PartyIndex.NameOf(region, party.Id));
        _keys = new(() => Imported(party));
    }

    /// <summary>The region.</summary>
    public string Region { get; }

    /// <summary>The party.</summary>
    public Party Party { get; }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Whether one of its assertion keys made the signature.</summary>
    public bool Signed(ClientAssertion assertion) => _keys.Value.Any(assertion.IsSignedBy);

    // Once for each list: whoever knows a public name could else have them imported at will.
    private static ImmutableArray<PublicKey> Imported(Party party) =>
        [.. party.AssertionKeys.Select(spki => PublicKey.FromSpki(spki.Span)).Where(read => read.Ok).Select(read => read.Value)];
}
