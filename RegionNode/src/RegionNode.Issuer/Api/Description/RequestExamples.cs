using System.Text.Json.Nodes;

namespace RegionNode.Issuer.Api.Description;

/// <summary>One request of each endpoint that takes JSON, by the endpoint's name. Every value is synthetic.</summary>
internal static class RequestExamples
{
    private const string DisputedStatus =
        """
        {"home":"510000","statusUri":"https://hub.example.invalid/status/510000/0","index":17,"seen":"Suspended","seenAsOf":"2020-10-12T08:00:00Z","fault":"TooSevere"}
        """;

    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["PutDriverRecord"] =
            """
            {"familyName":"示例","givenName":"甲","birthDate":"1990-03-07","documentNumber":"310101199003070070","classes":[{"code":"C1","issueDate":"2012-05-04"}],
             "issueDate":"2018-05-04","expiryDate":"2028-05-04","issuingAuthority":"Synthetic office","issuingOffice":"沪A","issuingOfficeCode":"310100","firstIssue":"2012-05-04",
             "electronicId":"1.2.156.3005.2.11100000000013338W012.310100000001.202405040000.001.X","letters":"A","points":0}
            """,
        ["ApplyForLicence"] = """{"fileNumber":"310100000001"}""",
        ["ChangeStatus"] = """{"letters":"B","reason":"over the points limit"}""",
        ["OpenImport"] = """{"name":"synthetic province, first run","format":"Ndjson","letterTable":"2022"}""",
        ["FinishImport"] = """{"bytes":1048576,"refusedAtMost":10}""",
        ["DismissRefusedEvent"] = """{"reason":"the registry took it back"}""",
        ["RecordLifeEvent"] = """{"kind":"Seized","reference":"SYNTHETIC-1"}""",
        ["SendIdCard"] = """{"front":"/9j/AAAA","back":"/9j/AAAB"}""",
        ["MakeApplication"] = """{"fileNumber":"310100000001","photo":"Album","photoTakenAt":"2020-09-01"}""",
        ["ChangePhoto"] = """{"photo":"Phone"}""",
        ["BeginIdentityCheck"] = """{"deviceKey":{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}}""",
        ["CheckIdentity"] = """{"challenge":"SYNTHETIC-CHALLENGE","evidence":"SYNTHETIC-EVIDENCE"}""",
        ["DecideReview"] = """{"lease":"SYNTHETIC-LEASE","decision":"Refuse","reasons":["Posture"]}""",
        ["AnswerCounterCase"] = """{"answer":"PhotoTaken","licencePhoto":"/9j/AAAA"}""",
        ["RequestTransfer"] = """{"fileNumber":"310100000001","to":"510000"}""",
        ["AcceptTransfer"] = """{"from":"310000","issuingAuthority":"Synthetic office","issuingOffice":"川A","issuingOfficeCode":"510100"}""",
        ["GetTransferProof"] = """{"statusUri":"https://hub.example.invalid/status/310000/0","index":17,"msoSha256":"AAAA"}""",
        ["TakeRegistryEvents"] =
            """
            {"eventId":"synthetic-1","event":"Points","sequence":1,"letterTable":"2022","DABH":"310100000001","GXSJ":"2020-10-12 08:00:00","LJJF":"3","QFRQ":"2021-05-04"}
            """,
        ["ReportStatus"] = DisputedStatus,
        ["OpenDispute"] = DisputedStatus,
        ["DisputeOwnStatus"] =
            """
            {"statusUri":"https://hub.example.invalid/status/310000/0","index":17,"nonce":"SYNTHETIC-NONCE","deviceKey":{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"},"proof":"AAAA",
             "seen":"Suspended","seenAsOf":"2020-10-12T08:00:00Z","fault":"TooSevere"}
            """,
        ["AnswerDispute"] = """{"finding":"NotUpheld"}""",
        ["RefreshLicence"] =
            """
            {"statusUri":"https://hub.example.invalid/status/310000/0","index":17,"nonce":"SYNTHETIC-NONCE","deviceKey":{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"},"proof":"AAAA"}
            """,
        ["GetCompactLicence"] =
            """
            {"statusUri":"https://hub.example.invalid/status/310000/0","index":17,"nonce":"SYNTHETIC-NONCE","deviceKey":{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"},"proof":"AAAA"}
            """,
        ["GetAssertion"] =
            """
            {"statusUri":"https://hub.example.invalid/status/310000/0","index":17,"nonce":"SYNTHETIC-NONCE","deviceKey":{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"},"proof":"AAAA",
             "purpose":"roadside"}
            """,
        ["CollectLicence"] =
            """
            {"offer":"SYNTHETIC-OFFER","nonce":"SYNTHETIC-NONCE","deviceKey":{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"},"proof":"AAAA"}
            """,
        ["GetIssuanceProof"] = """{"statusUri":"https://hub.example.invalid/status/310000/0","index":17,"msoSha256":"AAAA"}""",
    };

    /// <summary>The example; null: none is written.</summary>
    internal static JsonNode? Of(string? name) => name is not null && Texts.TryGetValue(name, out var text) ? JsonNode.Parse(text) : null;
}
