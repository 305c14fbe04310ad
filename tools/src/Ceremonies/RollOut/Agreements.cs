using System.Collections.Immutable;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;

namespace Federation.Ceremonies.RollOut;

/// <summary>
/// The real roll-out as agreements (trust.md §2). Days are those of the announcements; where only the year is known
/// (the Yangtze River Delta, 2020) the title says that the day is assumed. Times are midnight in China (UTC+8).
/// </summary>
public static class Agreements
{
    /// <summary>All of them, oldest first.</summary>
    public static readonly ImmutableArray<Agreement> All =
    [
        Make("yangtze-river-delta-2020", "长三角电子驾驶证互认（2020 年；日期为假定）", "Yangtze River Delta mutual recognition (2020; day assumed)",
            2020, 6, 1, ["310000", "320000", "330000", "340000"], ["310000", "320000", "330000", "340000"]),
        Make("pilots-2021-06", "三个试点城市", "The three pilot cities", 2021, 6, 1, ["120000", "510100", "320500"], ["120000", "510100", "320500"]),
        Make("cities-2021-09", "二十八个城市（此处仅列文章所载）", "Twenty-eight cities (those that the articles name)", 2021, 9, 1,
            ["110000", "310000", "440100", "120000", "510100", "320500"], ["*"]),
        Make("nationwide-2021-12", "全国推广", "Nationwide", 2021, 12, 10, ["*"], ["*"]),
    ];

    private static Agreement Make(string id, string zh, string en, int year, int month, int day, string[] issuers, string[] acceptors) => new()
    {
        Id = id,
        TitleZh = zh,
        TitleEn = en,
        Issuers = [.. issuers],
        Acceptors = [.. acceptors],
        DocTypes = [MdocNames.DocType],
        Purposes = [.. Enum.GetValues<Purpose>()],
        EffectiveFrom = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.FromHours(8)).ToUniversalTime(),
        LegalReference = "Rehearsal data; announcement of the roll-out",
    };
}
