using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.Diff;

/// <summary>Emergency notices in words: what each new one takes out of trust, and until when.</summary>
internal static class NoticesDiff
{
    public static IEnumerable<Sentence> Of(NoticesDocument before, NoticesDocument after)
    {
        foreach (var notice in after.Notices.Where(notice => before.Find(notice.Id) is null))
        {
            var (zh, en) = notice.Key is { } key ? ($"地区 {notice.Region} 的密钥 {key[..Math.Min(12, key.Length)]}", $"key {key[..Math.Min(12, key.Length)]} of region {notice.Region}") : ($"地区 {notice.Region} 的全部签发", $"everything of region {notice.Region}");
            var from = Instants.Format(notice.DistrustAfter ?? notice.IssuedAt);
            yield return new(
                $"紧急通告 {notice.Id}：自 {from} 起不信任{zh}；未经确认则于 {Instants.Format(notice.LapsesAt)} 失效。理由：{notice.Reason.Zh}",
                $"Emergency notice {notice.Id}: {en} is not to be trusted after {from}; it lapses {Instants.Format(notice.LapsesAt)} unless ratified. Reason: {notice.Reason.En}");
        }
    }
}
