using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Sync;

/// <summary>The one file that is swapped: it names every other by its hash (SPEC.md §5.9).</summary>
internal static class Manifest
{
    private const string Format = "trust-store/1";
    private const int MaxBytes = 16_000_000;
    private const int MaxEntries = 100_000;

    /// <summary>Writes the manifest, handing every content to <paramref name="keep"/>, which returns its name.</summary>
    internal static byte[] Write(StoredTrust trust, Func<ReadOnlyMemory<byte>, string> keep)
    {
        var json = new JsonObject
        {
            ["format"] = Format,
            ["anchor"] = trust.AnchorSha256,
            ["root"] = keep(trust.Root),
            ["roots"] = new JsonArray([.. trust.Roots.Select(root => JsonValue.Create(keep(root)))]),
            ["onlineKeysRotated"] = trust.OnlineKeysRotated,
        };
        if (trust.Floor is { } floor)
            json["floor"] = Floor(floor, keep);
        if (trust.State is { } state)
            json["state"] = State(state, keep);
        return CanonicalJson.EncodeText(json);
    }

    /// <summary>Reads the manifest, asking <paramref name="find"/> for each content by its name.</summary>
    internal static Decoded<StoredTrust> Read(ReadOnlySpan<byte> utf8, Func<string, ReadOnlyMemory<byte>> find)
    {
        var parsed = CanonicalJson.Parse(utf8, MaxBytes);
        if (!parsed.Ok)
            return parsed.As<StoredTrust>();
        var fields = JsonFields.Of(parsed.Value);
        if (fields.Text("format") != Format)
            fields.Refuse(DecodeFault.BadValue, "format");
        return fields.Finish(new StoredTrust
        {
            AnchorSha256 = fields.Hex("anchor", SHA256.HashSizeInBytes),
            Root = find(fields.Text("root")),
            Roots = [.. (fields.OptionalTexts("roots", MaxEntries) ?? []).Select(find)],
            OnlineKeysRotated = fields.Boolean("onlineKeysRotated"),
            State = fields.OptionalObject("state") is { } state ? ReadState(state, find) : null,
            Floor = fields.OptionalObject("floor") is { } floor ? ReadFloor(floor, find) : null,
        });
    }

    private static StoredState ReadState(JsonFields fields, Func<string, ReadOnlyMemory<byte>> find) => new()
    {
        SyncedAt = fields.Instant("syncedAt"),
        Root = find(fields.Text("root")),
        Timestamp = find(fields.Text("timestamp")),
        Snapshot = find(fields.Text("snapshot")),
        Roles = Contents(fields, "roles", find),
        Files = Contents(fields, "files", find),
        Accepted = Contents(fields, "accepted", find),
        LogProof = fields.OptionalText("logProof") is { } proof ? find(proof) : (ReadOnlyMemory<byte>?)null,
        StatusLists = fields.Objects("statusLists", MaxEntries, list => new StoredStatusList(
            list.Text("region"), list.Text("uri"), list.OptionalText("etag"), list.Instant("verifiedAt"), find(list.Text("token")))),
    };

    private static JsonObject State(StoredState state, Func<ReadOnlyMemory<byte>, string> keep)
    {
        var json = new JsonObject
        {
            ["syncedAt"] = Instants.Format(state.SyncedAt),
            ["root"] = keep(state.Root),
            ["timestamp"] = keep(state.Timestamp),
            ["snapshot"] = keep(state.Snapshot),
            ["roles"] = Names(state.Roles, keep),
            ["files"] = Names(state.Files, keep),
            ["accepted"] = Names(state.Accepted, keep),
            ["statusLists"] = new JsonArray([.. state.StatusLists.Select(list => Status(list, keep))]),
        };
        if (state.LogProof is { } proof)
            json["logProof"] = keep(proof);
        return json;
    }

    private static JsonObject Floor(StoredFloor floor, Func<ReadOnlyMemory<byte>, string> keep)
    {
        var json = new JsonObject { ["timestamp"] = keep(floor.Timestamp) };
        if (floor.Snapshot is { } snapshot)
            json["snapshot"] = keep(snapshot);
        return json;
    }

    private static StoredFloor ReadFloor(JsonFields fields, Func<string, ReadOnlyMemory<byte>> find)
    {
        var timestamp = find(fields.Text("timestamp"));
        return fields.OptionalText("snapshot") is { } snapshot ? new(timestamp, find(snapshot)) : new(timestamp, null);
    }

    private static JsonObject Names(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> contents, Func<ReadOnlyMemory<byte>, string> keep) =>
        [.. contents.Select(content => KeyValuePair.Create(content.Key, (JsonNode?)keep(content.Value)))];

    private static ImmutableDictionary<string, ReadOnlyMemory<byte>> Contents(
        JsonFields fields, string name, Func<string, ReadOnlyMemory<byte>> find)
    {
        var names = fields.Object(name);
        return names.Names.ToImmutableDictionary(key => key, key => find(names.Text(key)));
    }

    private static JsonObject Status(StoredStatusList list, Func<ReadOnlyMemory<byte>, string> keep)
    {
        var json = new JsonObject
        {
            ["region"] = list.Region,
            ["uri"] = list.Uri,
            ["verifiedAt"] = Instants.Format(list.VerifiedAt),
            ["token"] = keep(list.Token),
        };
        if (list.ETag is { } etag)
            json["etag"] = etag;
        return json;
    }
}
