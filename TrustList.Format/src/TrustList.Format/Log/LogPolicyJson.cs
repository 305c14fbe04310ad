using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Signing;

namespace TrustList.Format.Log;

/// <summary>The member <c>log</c> of policy.json as JSON (SPEC.md §5.2).</summary>
internal static class LogPolicyJson
{
    private const int SpkiBytes = 44;

    public static LogPolicy? Read(JsonFields fields)
    {
        var origin = Name(fields, "origin");
        var key = Key(fields);
        var witnesses = fields.Objects("witnesses", Limits.Witnesses, item => RegistryParts.Closed(item, ReadWitness));
        var (quorum, delay) = (fields.Integer("quorum", 1, Limits.Witnesses), fields.Integer("mergeDelay", 60, 86_400));
        fields.NoOthers();
        return fields.Failed || key is null ? null : new LogPolicy
        {
            Origin = origin,
            Key = key,
            Witnesses = [.. witnesses.OfType<Witness>()],
            Quorum = (int)quorum,
            MergeDelay = TimeSpan.FromSeconds(delay),
        };
    }

    public static JsonObject Write(LogPolicy log) => new()
    {
        ["origin"] = log.Origin,
        ["key"] = RegistryParts.Base64(log.Key.SubjectPublicKeyInfo),
        ["witnesses"] = new JsonArray([.. log.Witnesses.Select(witness => new JsonObject
        {
            ["region"] = witness.Region,
            ["name"] = witness.Name,
            ["key"] = RegistryParts.Base64(witness.Key.SubjectPublicKeyInfo),
        })]),
        ["quorum"] = log.Quorum,
        ["mergeDelay"] = (long)log.MergeDelay.TotalSeconds,
    };

    private static Witness? ReadWitness(JsonFields fields)
    {
        var (region, name, key) = (fields.Text("region", 6), Name(fields, "name"), Key(fields));
        return key is null || fields.Failed ? null : new Witness(region, name, key);
    }

    private static string Name(JsonFields fields, string member)
    {
        var name = fields.Text(member, 200);
        if (!fields.Failed && !NoteKey.IsName(name))
            fields.Refuse(DecodeFault.BadValue, $"{member}: printable ASCII without space and plus");
        return name;
    }

    private static PublicKey? Key(JsonFields fields)
    {
        var spki = fields.Base64("key", SpkiBytes);
        if (fields.Failed)
            return null;
        if (PublicKey.FromSpki(spki) is { Ok: true, Value: { Algorithm: SignatureAlgorithm.Ed25519 } key })
            return key;
        fields.Refuse(DecodeFault.BadValue, "key: an Ed25519 key in its one form");
        return null;
    }
}
