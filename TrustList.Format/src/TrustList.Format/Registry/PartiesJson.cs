using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using static TrustList.Format.Registry.RegistryParts;

namespace TrustList.Format.Registry;

/// <summary><c>parties.json</c> as JSON (SPEC.md §5.11).</summary>
internal static class PartiesJson
{
    private const string Format = "parties/1";

    internal static Decoded<PartiesDocument> Read(ReadOnlySpan<byte> utf8) => RegistryParts.Read(
        utf8, Format,
        fields => new PartiesDocument
        {
            Region = fields.Text("region", 6),
            Parties = fields.Objects("parties", Limits.PartiesPerRegion, item => Closed(item, ReadParty)),
        },
        PartiesChecks.Check, Limits.PartiesBytes, Limits.PartiesItems);

    internal static byte[] Write(PartiesDocument document) => CanonicalJson.EncodeText(new JsonObject
    {
        ["format"] = Format,
        ["region"] = document.Region,
        ["parties"] = new JsonArray([.. document.Parties.Select(WriteParty)]),
    });

    private static Party ReadParty(JsonFields fields)
    {
        var name = fields.Object("name");
        var party = new Party
        {
            Id = fields.Text("id", 64),
            NameZh = name.Text("zh", 100),
            NameEn = name.Text("en", 100),
            Purposes = Purposes(fields, "purposes"),
            TlsPins = fields.Texts("tlsPins", Limits.PartyKeys, 64),
            AssertionKeys = Keys(fields),
            PerSecond = (int)fields.Integer("perSecond", 1, Limits.PartyPerSecond),
            PerDay = (int)fields.Integer("perDay", 1, Limits.PartyPerDay),
            From = fields.Instant("from"),
            Until = fields.Instant("until"),
            History = History<PartyState>(fields),
        };
        name.NoOthers();
        return party;
    }

    private static ImmutableArray<ReadOnlyMemory<byte>> Keys(JsonFields fields) =>
        [.. fields.Texts("assertionKeys", Limits.PartyKeys, Limits.PublicKeyBytes).Select(text => Key(text, fields))];

    private static ReadOnlyMemory<byte> Key(string text, JsonFields fields)
    {
        var key = new byte[text.Length];
        if (Convert.TryFromBase64String(text, key, out var length) && Convert.ToBase64String(key, 0, length) == text)
            return key.AsMemory(0, length);
        fields.Refuse(DecodeFault.BadValue, "assertionKeys: base64 expected");
        return default;
    }

    private static JsonObject WriteParty(Party party) => new()
    {
        ["id"] = party.Id,
        ["name"] = Name(party.NameZh, party.NameEn),
        ["purposes"] = RegistryParts.Write(party.Purposes.Select(Words<Purpose>.Of)),
        ["tlsPins"] = RegistryParts.Write(party.TlsPins),
        ["assertionKeys"] = RegistryParts.Write(party.AssertionKeys.Select(Base64)),
        ["perSecond"] = party.PerSecond,
        ["perDay"] = party.PerDay,
        ["from"] = Instants.Format(party.From),
        ["until"] = Instants.Format(party.Until),
        ["history"] = RegistryParts.Write(party.History),
    };
}
