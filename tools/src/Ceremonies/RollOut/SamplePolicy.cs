using System.Collections.Immutable;
using TrustList.Format.Credentials;
using TrustList.Format.Registry;
using TrustList.Format.Status;

namespace Federation.Ceremonies.RollOut;

/// <summary>The rehearsal's policy: what each purpose may see and how it reads a status. A sample, not a recommendation.</summary>
public static class SamplePolicy
{
    private static readonly string[] Shown =
    [
        "family_name", "given_name", "portrait", "issue_date", "expiry_date", "issuing_country", "issuing_authority",
        "issuing_jurisdiction", "driving_privileges",
    ];

    private static readonly string[] National = ["file_number", "classes", "issuing_office", "issuing_office_code", "first_issue", "review_date", "electronic_id"];

    /// <summary>The policy with the roll-out's agreements.</summary>
    /// <param name="hubPins">TLS pins of the hub.</param>
    public static PolicyDocument Build(params string[] hubPins) => new()
    {
        Agreements = Agreements.All,
        Freshness = ForEach(purpose => purpose == Purpose.Roadside
            ? new FreshnessTier(TimeSpan.FromHours(1), TimeSpan.FromHours(8), TimeSpan.FromDays(7))
            : new FreshnessTier(TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(3))),
        StatusRules = ForEach(Rules),
        Algorithms = ["ES256", "SM2"],
        Disclosure = ForEach(Elements),
        WhenLiveUnavailable = ForEach(purpose => purpose is Purpose.Roadside or Purpose.Counter ? LiveFallback.Undecided : LiveFallback.Offline),
        HubPins = [.. hubPins],
        UnprovenIssuance = ForEach(purpose => purpose == Purpose.Rental ? StatusDecision.Warned : StatusDecision.Refused),
    };

    private static ImmutableDictionary<StatusValue, StatusDecision> Rules(Purpose purpose) =>
        ImmutableDictionary.CreateRange(
        [
            KeyValuePair.Create(StatusValue.Valid, StatusDecision.Accepted),
            KeyValuePair.Create(StatusValue.Invalid, StatusDecision.Refused),
            KeyValuePair.Create(StatusValue.Suspended, StatusDecision.Refused),
            KeyValuePair.Create(StatusValue.Restricted, purpose is Purpose.Insurance or Purpose.Counter ? StatusDecision.Warned : StatusDecision.Refused),
            KeyValuePair.Create(StatusValue.Superseded, StatusDecision.Refused),
            KeyValuePair.Create(StatusValue.Transferred, StatusDecision.Refused),
        ]);

    private static ImmutableArray<string> Elements(Purpose purpose)
    {
        string[] iso = purpose switch
        {
            Purpose.Roadside or Purpose.Counter => [.. Shown, "document_number", "birth_date", "nationality", "sex"],
            Purpose.Employment => [.. Shown, "document_number", "birth_date"],
            Purpose.Insurance => [.. Shown, "document_number"],
            _ => Shown,
        };
        string[] national = purpose switch
        {
            Purpose.Roadside or Purpose.Counter => National,
            Purpose.Insurance => ["classes", "file_number", "first_issue"],
            _ => ["classes", "first_issue"],
        };
        return [.. iso.Select(name => $"{MdocNames.IsoNamespace}/{name}"), .. national.Select(name => $"{MdocNames.NationalNamespace}/{name}")];
    }

    private static ImmutableDictionary<Purpose, T> ForEach<T>(Func<Purpose, T> make) => Enum.GetValues<Purpose>().ToImmutableDictionary(purpose => purpose, make);
}
