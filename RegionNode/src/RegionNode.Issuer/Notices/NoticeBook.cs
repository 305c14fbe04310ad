using System.Text.Json;
using RegionNode.Issuer.Audit;
using RegionNode.Issuer.Photos;
using RegionNode.Issuer.Storage;

namespace RegionNode.Issuer.Notices;

/// <summary>
/// Writes notices, each in the transaction of what it tells, and reads them for the province's app, which shows them. The node sends
/// nothing itself: no mail, no text message.
/// </summary>
internal static class NoticeBook
{
    internal static void Write(StoreSession db, ApplicationRow application, Notice notice, Access access, DateTimeOffset now)
    {
        NoticeTable.Insert(db, new NoticeRow
        {
            Id = NewId.Make(), Driver = application.Driver, Application = application.Id, Kind = notice.Kind.ToString(),
            Texts = JsonSerializer.SerializeToUtf8Bytes(notice.Texts), MadeAt = now.Stored(),
        });
        AuditTrail.Note(db, access, AuditAct.NoticeWritten, application.Driver, $"{application.Id} {notice.Kind}", now);
    }

    /// <summary>Opens a stored notice's texts.</summary>
    internal static BothTexts Read(byte[] texts) => JsonSerializer.Deserialize<BothTexts>(texts)!;
}
