using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using static TrustList.Format.Registry.RegistryParts;

namespace TrustList.Format.Registry;

/// <summary><c>notices.json</c> as JSON (SPEC.md §5.10).</summary>
internal static class NoticesJson
{
    private const string Format = "notices/1";

    internal static Decoded<NoticesDocument> Read(ReadOnlySpan<byte> utf8) => RegistryParts.Read(
        utf8, Format,
        fields => new NoticesDocument { Notices = fields.Objects("notices", Limits.Notices, item => Closed(item, ReadNotice)) },
        NoticesChecks.Check);

    internal static byte[] Write(NoticesDocument document) => CanonicalJson.EncodeText(new JsonObject
    {
        ["format"] = Format,
        ["notices"] = new JsonArray([.. document.Notices.Select(WriteNotice)]),
    });

    private static EmergencyNotice ReadNotice(JsonFields fields) => new()
    {
        Id = fields.Text("id", 64),
        Kind = fields.Choice("kind", Words<NoticeKind>.All),
        Region = fields.Text("region", 6),
        Key = fields.OptionalText("key", 128),
        DistrustAfter = fields.OptionalInstant("distrustAfter"),
        IssuedAt = fields.Instant("issuedAt"),
        LapsesAt = fields.Instant("lapsesAt"),
        TargetsVersion = fields.Integer("targetsVersion", 1),
        Reason = Closed(fields.Object("reason"), Reason),
    };

    private static JsonObject WriteNotice(EmergencyNotice notice)
    {
        var json = new JsonObject
        {
            ["id"] = notice.Id,
            ["kind"] = Words<NoticeKind>.Of(notice.Kind),
            ["region"] = notice.Region,
            ["issuedAt"] = Instants.Format(notice.IssuedAt),
            ["lapsesAt"] = Instants.Format(notice.LapsesAt),
            ["targetsVersion"] = notice.TargetsVersion,
            ["reason"] = RegistryParts.Write(notice.Reason),
        };
        if (notice.Key is { } key)
            json["key"] = key;
        if (notice.DistrustAfter is { } distrust)
            json["distrustAfter"] = Instants.Format(distrust);
        return json;
    }
}
