using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;

namespace TrustList.Format.Verification;

/// <summary>The JSON form of a verdict. SPEC.md §8.6. Written without a tree: most of it is a portrait, on the way of every answer.</summary>
internal static class VerdictJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Write(IBufferWriter<byte> output, Verdict verdict, ReadOnlySpan<KeyValuePair<string, JsonNode?>> beside)
    {
        using var json = new Utf8JsonWriter(output, Readable);
        json.WriteStartObject();
        json.WriteString("outcome"u8, verdict.Outcome.ToString());
        json.WriteString("reason"u8, verdict.Reason?.ToString());
        Findings(json, "reasons"u8, verdict.Reasons);
        Findings(json, "warnings"u8, verdict.Warnings);
        Shown(json, verdict.Presented);
        Issuer(json, verdict.Issuer);
        json.WriteString("profile"u8, verdict.Profile == VerificationProfile.Strict ? "strict"u8 : "lenient"u8);
        json.WriteBoolean("simulatedClock"u8, verdict.SimulatedClock);
        Put(json, "at"u8, verdict.At);
        json.WritePropertyName("restsOn"u8);
        Basis(json, verdict.RestsOn);
        Disclosed(json, verdict);
        Withheld(json, verdict);
        foreach (var (name, value) in beside)
        {
            json.WritePropertyName(name);
            Put(json, value);
        }
        json.WriteEndObject();
    }

    public static string WriteBasis(RestsOn basis)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, Readable))
            Basis(json, basis);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Findings(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<Finding> findings)
    {
        json.WriteStartArray(name);
        foreach (var finding in findings)
        {
            var text = ReasonText.Of(finding.Reason);
            json.WriteStartObject();
            json.WriteNumber("code"u8, (int)finding.Reason);
            json.WriteString("name"u8, finding.Reason.ToString());
            json.WriteString("zh"u8, text.Zh);
            json.WriteString("en"u8, text.En);
            json.WriteString("detail"u8, finding.Detail);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Shown(Utf8JsonWriter json, Presented presented)
    {
        json.WriteStartObject("presented"u8);
        json.WriteString("kind"u8, presented.Kind.ToString());
        json.WriteString("replayId"u8, presented.ReplayId);
        Put(json, "replayUntil"u8, presented.ReplayUntil);
        json.WriteEndObject();
    }

    private static void Issuer(Utf8JsonWriter json, IssuerInfo? issuer)
    {
        if (!Begins(json, "issuer"u8, issuer))
            return;
        json.WriteString("region"u8, issuer!.Region);
        json.WriteString("nameZh"u8, issuer.NameZh);
        json.WriteString("nameEn"u8, issuer.NameEn);
        json.WriteString("certificateThumbprint"u8, issuer.CertificateThumbprint);
        json.WriteEndObject();
    }

    private static void Basis(Utf8JsonWriter json, RestsOn basis)
    {
        json.WriteStartObject();
        if (Begins(json, "trustList"u8, basis.TrustList))
        {
            json.WriteNumber("root"u8, basis.TrustList!.Root);
            json.WriteNumber("timestamp"u8, basis.TrustList.Timestamp);
            json.WriteNumber("snapshot"u8, basis.TrustList.Snapshot);
            json.WriteNumber("targets"u8, basis.TrustList.Targets);
            json.WriteString("snapshotSha256"u8, basis.TrustList.SnapshotSha256);
            json.WriteEndObject();
        }
        if (Begins(json, "epoch"u8, basis.Epoch))
        {
            json.WriteNumber("number"u8, basis.Epoch!.Number);
            Put(json, "time"u8, basis.Epoch.Time);
            Put(json, "loggedAt"u8, basis.Epoch.LoggedAt);
            json.WriteEndObject();
        }
        Status(json, basis.Status);
        if (Begins(json, "issuance"u8, basis.Issuance))
        {
            Put(json, "loggedAt"u8, basis.Issuance!.LoggedAt);
            json.WriteNumber("epoch"u8, basis.Issuance.Epoch);
            json.WriteNumber("batch"u8, basis.Issuance.Batch);
            json.WriteEndObject();
        }
        if (Begins(json, "transfer"u8, basis.Transfer))
        {
            json.WriteString("to"u8, basis.Transfer!.To);
            json.WriteString("source"u8, basis.Transfer.Source.ToString());
            Put(json, "epoch"u8, basis.Transfer.Epoch);
            Put(json, "loggedAt"u8, basis.Transfer.LoggedAt);
            json.WriteEndObject();
        }
        json.WriteString("agreement"u8, basis.AgreementId);
        Put(json, "recognisedFrom"u8, basis.RecognisedFrom);
        Live(json, basis.Live);
        json.WriteEndObject();
    }

    private static void Status(Utf8JsonWriter json, StatusBasis? status)
    {
        if (!Begins(json, "status"u8, status))
            return;
        json.WriteString("uri"u8, status!.Uri);
        json.WriteNumber("index"u8, status.Index);
        json.WriteString("value"u8, status.Value?.ToString());
        Put(json, "issuedAt"u8, status.IssuedAt);
        Put(json, "ageSeconds"u8, status.AgeSeconds);
        json.WriteString("source"u8, status.Origin?.ToString());
        Put(json, "epoch"u8, status.Epoch);
        Put(json, "version"u8, status.Version);
        json.WriteEndObject();
    }

    private static void Live(Utf8JsonWriter json, LiveBasis? live)
    {
        if (!Begins(json, "live"u8, live))
            return;
        json.WriteString("value"u8, live!.Value.ToString());
        json.WriteString("letters"u8, live.Letters);
        Put(json, "points"u8, live.Points);
        json.WriteString("pointsClearDate"u8, live.PointsClearDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Put(json, "issuedAt"u8, live.IssuedAt);
        if (live.Stapled)
            json.WriteBoolean("stapled"u8, true);
        json.WriteEndObject();
    }

    private static void Disclosed(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject("disclosed"u8);
        foreach (var (name, elements) in verdict.Disclosed)
        {
            json.WriteStartObject(name);
            foreach (var (element, value) in elements)
            {
                json.WritePropertyName(element);
                if (!value.TryWriteBytes(json))
                    Put(json, value.ToJson());
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Withheld(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartArray("withheld"u8);
        foreach (var name in verdict.Withheld)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    /// <summary>Begins the member's object; a member that is not there is null, and false is answered.</summary>
    private static bool Begins(Utf8JsonWriter json, ReadOnlySpan<byte> name, object? member)
    {
        if (member is null)
            json.WriteNull(name);
        else
            json.WriteStartObject(name);
        return member is not null;
    }

    private static void Put(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? instant) =>
        json.WriteString(name, instant is { } known ? Instants.Format(known) : null);

    private static void Put(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }

    private static void Put(Utf8JsonWriter json, JsonNode? value)
    {
        if (value is null)
            json.WriteNullValue();
        else
            value.WriteTo(json);
    }
}
