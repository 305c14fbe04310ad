using System.Collections.Immutable;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace TrustList.Testing;

/// <summary>A policy for tests, with the dated agreements of the real roll-out.</summary>
public static class SamplePolicies
{
    private static readonly ImmutableArray<Purpose> Every = [.. Enum.GetValues<Purpose>()];

    /// <summary>From 2020: Shanghai, Jiangsu, Zhejiang and Anhui take each other's licences.</summary>
    public static Agreement YangtzeRiverDelta { get; } = Between(
        "yrd-2020", "长三角互认", "Yangtze River Delta", "2020-01-01T00:00:00Z", ["310000", "320000", "330000", "340000"], null);

    /// <summary>From 2021-06-01: the pilots take each other's licences.</summary>
    public static Agreement Pilots { get; } = Between(
        "pilots-2021", "首批试点", "First pilots", "2021-06-01T00:00:00Z", ["120000", "510100", "320500"], null);

    /// <summary>From 2021-09-01: licences of the cities of the second step, of which the sources name three, and of the pilots, everywhere.</summary>
    public static Agreement TwentyEightCities { get; } = Between(
        "cities-2021", "28 城市", "Twenty-eight cities", "2021-09-01T00:00:00Z", ["110000", "310000", "440100", "120000", "510100", "320500"], ["*"]);

    /// <summary>From 2021-12-10: every region's licences everywhere.</summary>
    public static Agreement Nationwide { get; } = Between(
        "nation-2021", "全国推行", "Nationwide", "2021-12-10T00:00:00Z", ["*"], ["*"]);

    /// <summary>The policy.</summary>
    public static PolicyDocument Policy { get; } = new()
    {
        Agreements = [YangtzeRiverDelta, Pilots, TwentyEightCities, Nationwide],
        Freshness = ForEach(_ => new FreshnessTier(TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(7))),
        StatusRules = ForEach(_ => Enum.GetValues<StatusValue>().ToImmutableDictionary(value => value, value => value switch
        {
            StatusValue.Valid => StatusDecision.Accepted,
            StatusValue.Restricted => StatusDecision.Warned,
            _ => StatusDecision.Refused,
        })),
        Algorithms = ["ES256", "SM2"],
        Disclosure = ForEach(_ => ImmutableArray.Create($"{MdocNames.IsoNamespace}/family_name", $"{MdocNames.IsoNamespace}/document_number")),
        WhenLiveUnavailable = ForEach(_ => LiveFallback.Undecided),
        HubPins = [],
    };

    /// <summary>An agreement for all purposes and the licence alone; without acceptors, the issuers take each other's.</summary>
    public static Agreement Between(string id, string zh, string en, string from, string[] issuers, string[]? acceptors) => new()
    {
        Id = id,
        TitleZh = zh,
        TitleEn = en,
        Issuers = [.. issuers],
        Acceptors = [.. acceptors ?? issuers],
        DocTypes = [MdocNames.DocType],
        Purposes = Every,
        EffectiveFrom = DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture),
        LegalReference = "Test data after the published roll-out",
    };

    private static ImmutableDictionary<Purpose, T> ForEach<T>(Func<Purpose, T> value) => Every.ToImmutableDictionary(purpose => purpose, value);
}
