using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Verification;

/// <summary>The JSON form of a verdict. SPEC.md §8.6.</summary>
internal static class VerdictJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Verdict verdict) => new JsonObject
    {
        ["outcome"] = verdict.Outcome.ToString(),
        ["reason"] = verdict.Reason?.ToString(),
        ["reasons"] = Findings(verdict.Reasons),
        ["warnings"] = Findings(verdict.Warnings),
        ["issuer"] = Issuer(verdict.Issuer),
        ["profile"] = verdict.Profile == VerificationProfile.Strict ? "strict" : "lenient",
        ["simulatedClock"] = verdict.SimulatedClock,
        ["at"] = Instants.Format(verdict.At),
        ["restsOn"] = Basis(verdict.RestsOn),
        ["disclosed"] = Disclosed(verdict),
        ["withheld"] = new JsonArray([.. verdict.Withheld.Select(name => (JsonNode)name)]),
    }.ToJsonString(Readable);

    private static JsonArray Findings(ImmutableArray<Finding> findings) =>
        new([.. findings.Select(finding =>
        {
            var text = ReasonText.Of(finding.Reason);
            return new JsonObject
            {
                ["code"] = (int)finding.Reason,
                ["name"] = finding.Reason.ToString(),
                ["zh"] = text.Zh,
                ["en"] = text.En,
                ["detail"] = finding.Detail,
            };
        })]);

    private static JsonObject? Issuer(IssuerInfo? issuer) => issuer is null ? null : new JsonObject
    {
        ["region"] = issuer.Region,
        ["nameZh"] = issuer.NameZh,
        ["nameEn"] = issuer.NameEn,
        ["certificateThumbprint"] = issuer.CertificateThumbprint,
    };

    private static JsonObject Basis(RestsOn basis) => new()
    {
        ["trustList"] = basis.TrustList is not { } versions ? null : new JsonObject
        {
            ["root"] = versions.Root,
            ["timestamp"] = versions.Timestamp,
            ["snapshot"] = versions.Snapshot,
            ["targets"] = versions.Targets,
            ["snapshotSha256"] = versions.SnapshotSha256,
        },
        ["epoch"] = basis.Epoch is not { } epoch ? null : new JsonObject
        {
            ["number"] = epoch.Number,
            ["time"] = Instants.Format(epoch.Time),
            ["loggedAt"] = Instants.Format(epoch.LoggedAt),
        },
        ["status"] = basis.Status is not { } status ? null : new JsonObject
        {
            ["uri"] = status.Uri,
            ["index"] = status.Index,
            ["value"] = status.Value?.ToString(),
            ["issuedAt"] = status.IssuedAt is { } issued ? Instants.Format(issued) : null,
            ["ageSeconds"] = status.AgeSeconds,
            ["source"] = status.Origin?.ToString(),
            ["epoch"] = status.Epoch,
            ["version"] = status.Version,
        },
        ["issuance"] = basis.Issuance is not { } issuance ? null : new JsonObject
        {
            ["loggedAt"] = Instants.Format(issuance.LoggedAt),
            ["epoch"] = issuance.Epoch,
            ["batch"] = issuance.Batch,
        },
        ["agreement"] = basis.AgreementId,
        ["recognisedFrom"] = basis.RecognisedFrom is { } from ? Instants.Format(from) : null,
        ["live"] = basis.Live is not { } live ? null : new JsonObject
        {
            ["value"] = live.Value.ToString(),
            ["letters"] = live.Letters,
            ["points"] = live.Points,
            ["pointsClearDate"] = live.PointsClearDate?.ToString("yyyy-MM-dd"),
            ["issuedAt"] = Instants.Format(live.IssuedAt),
        },
    };

    private static JsonObject Disclosed(Verdict verdict)
    {
        var namespaces = new JsonObject();
        foreach (var (name, elements) in verdict.Disclosed)
        {
            var values = new JsonObject();
            foreach (var (element, value) in elements)
                values[element] = value.ToJson();
            namespaces[name] = values;
        }
        return namespaces;
    }
}
