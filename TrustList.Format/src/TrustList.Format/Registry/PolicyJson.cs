using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Log;
using TrustList.Format.Status;
using static TrustList.Format.Registry.RegistryParts;

namespace TrustList.Format.Registry;

/// <summary><c>policy.json</c> as JSON (SPEC.md §5.2).</summary>
internal static class PolicyJson
{
    private const string Format = "policy/1";

    internal static Decoded<PolicyDocument> Read(ReadOnlySpan<byte> utf8) => RegistryParts.Read(
        utf8, Format,
        fields => new PolicyDocument
        {
            Agreements = fields.Objects("agreements", Limits.Agreements, item => Closed(item, ReadAgreement)),
            Freshness = ForEach<Purpose, FreshnessTier>(fields.Object("freshness"), (map, word) => Closed(map.Object(word), ReadTier)),
            StatusRules = ForEach<Purpose, ImmutableDictionary<StatusValue, StatusDecision>>(
                fields.Object("statusRules"),
                (map, word) => ForEach<StatusValue, StatusDecision>(
                    map.Object(word), (rules, value) => rules.Choice(value, Words<StatusDecision>.All))),
            Algorithms = fields.Texts("algorithms", Limits.DocTypes, 32),
            Disclosure = ForEach<Purpose, ImmutableArray<string>>(
                fields.Object("disclosure"), (map, word) => map.Texts(word, Limits.DisclosedElements, 200)),
            WhenLiveUnavailable = ForEach<Purpose, LiveFallback>(
                fields.Object("whenLiveUnavailable"), (map, word) => map.Choice(word, Words<LiveFallback>.All)),
            HubPins = fields.Texts("hubPins", Limits.NodeEndpoints, 64),
            NoticeDecisions = fields.OptionalObjects("noticeDecisions", Limits.NoticeDecisions, item => Closed(item, ReadDecision)) ?? [],
            NoticeBackdateDays = (int)(fields.OptionalInteger("noticeBackdateDays", 0, 3_660) ?? PolicyDocument.DefaultNoticeBackdateDays),
            UnprovenIssuance = fields.OptionalObject("unprovenIssuance") is { } unproven
                ? ForEach<Purpose, StatusDecision>(unproven, (map, word) => map.Choice(word, Words<StatusDecision>.All))
                : PolicyDocument.RefusedForAll,
            Log = fields.OptionalObject("log") is { } log ? LogPolicyJson.Read(log) : null,
        },
        PolicyChecks.Check);

    internal static byte[] Write(PolicyDocument document)
    {
        var json = WriteMembers(document);
        if (document.Log is { } log)
            json["log"] = LogPolicyJson.Write(log);
        return CanonicalJson.EncodeText(json);
    }

    private static JsonObject WriteMembers(PolicyDocument document) => new()
    {
        ["format"] = Format,
        ["agreements"] = new JsonArray([.. document.Agreements.Select(WriteAgreement)]),
        ["freshness"] = RegistryParts.Write(document.Freshness, WriteTier),
        ["statusRules"] = RegistryParts.Write(
            document.StatusRules, rules => RegistryParts.Write(rules, decision => JsonValue.Create(Words<StatusDecision>.Of(decision)))),
        ["algorithms"] = RegistryParts.Write(document.Algorithms),
        ["disclosure"] = RegistryParts.Write(document.Disclosure, elements => RegistryParts.Write(elements)),
        ["whenLiveUnavailable"] = RegistryParts.Write(
            document.WhenLiveUnavailable, choice => JsonValue.Create(Words<LiveFallback>.Of(choice))),
        ["hubPins"] = RegistryParts.Write(document.HubPins),
        ["noticeDecisions"] = new JsonArray([.. document.NoticeDecisions.Select(WriteDecision)]),
        ["noticeBackdateDays"] = document.NoticeBackdateDays,
        ["unprovenIssuance"] = RegistryParts.Write(
            document.UnprovenIssuance, decision => JsonValue.Create(Words<StatusDecision>.Of(decision))),
    };

    private static NoticeDecision ReadDecision(JsonFields fields) => new(
        fields.Text("id", 64), fields.Choice("decision", Words<NoticeOutcome>.All), fields.Instant("at"), Closed(fields.Object("reason"), Reason));

    private static JsonObject WriteDecision(NoticeDecision decision) => new()
    {
        ["id"] = decision.Id,
        ["decision"] = Words<NoticeOutcome>.Of(decision.Decision),
        ["at"] = Instants.Format(decision.At),
        ["reason"] = RegistryParts.Write(decision.Reason),
    };

    private static Agreement ReadAgreement(JsonFields fields)
    {
        var title = fields.Object("title");
        var agreement = new Agreement
        {
            Id = fields.Text("id", 64),
            TitleZh = title.Text("zh", 200),
            TitleEn = title.Text("en", 200),
            Issuers = fields.Texts("issuers", Limits.Agreements, 6),
            Acceptors = fields.Texts("acceptors", Limits.Agreements, 6),
            DocTypes = fields.Texts("docTypes", Limits.DocTypes, 100),
            Classes = fields.OptionalTexts("classes", Limits.DisclosedElements, 8) ?? [],
            Purposes = Purposes(fields, "purposes"),
            EffectiveFrom = fields.Instant("effectiveFrom"),
            EffectiveUntil = fields.OptionalInstant("effectiveUntil"),
            LegalReference = fields.Text("legalReference", 500),
            History = History<AgreementState>(fields),
        };
        title.NoOthers();
        return agreement;
    }

    private static JsonObject WriteAgreement(Agreement agreement)
    {
        var json = new JsonObject
        {
            ["id"] = agreement.Id,
            ["title"] = Name(agreement.TitleZh, agreement.TitleEn),
            ["issuers"] = RegistryParts.Write(agreement.Issuers),
            ["acceptors"] = RegistryParts.Write(agreement.Acceptors),
            ["docTypes"] = RegistryParts.Write(agreement.DocTypes),
            ["purposes"] = RegistryParts.Write(agreement.Purposes.Select(Words<Purpose>.Of)),
            ["effectiveFrom"] = Instants.Format(agreement.EffectiveFrom),
            ["legalReference"] = agreement.LegalReference,
            ["history"] = RegistryParts.Write(agreement.History),
        };
        if (!agreement.Classes.IsEmpty)
            json["classes"] = RegistryParts.Write(agreement.Classes);
        if (agreement.EffectiveUntil is { } until)
            json["effectiveUntil"] = Instants.Format(until);
        return json;
    }

    private static FreshnessTier ReadTier(JsonFields fields) =>
        new(Seconds(fields, "fresh"), Seconds(fields, "warn"), Seconds(fields, "refuse"));

    private static JsonNode WriteTier(FreshnessTier tier) => new JsonObject
    {
        ["fresh"] = (long)tier.Fresh.TotalSeconds,
        ["warn"] = (long)tier.Warn.TotalSeconds,
        ["refuse"] = (long)tier.Refuse.TotalSeconds,
    };

    private static TimeSpan Seconds(JsonFields fields, string name) => TimeSpan.FromSeconds(fields.Integer(name, 1, 366 * 86_400L));
}
