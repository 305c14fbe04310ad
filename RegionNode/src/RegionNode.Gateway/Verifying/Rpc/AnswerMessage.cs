using Google.Protobuf;
using TrustList.Format.Encoding;
using TrustList.Format.Verification;
using TrustList.Protocol;

namespace RegionNode.Gateway.Verifying.Rpc;

/// <summary>The gRPC form of an answer (verify.proto).</summary>
internal static class AnswerMessage
{
    /// <summary>The message.</summary>
    public static VerifyAnswer Of(Answer answer)
    {
        var verdict = answer.Decided.Verdict;
        var (zh, en) = OutcomeText.Of(verdict);
        var message = new VerifyAnswer
        {
            Outcome = OutcomeOf(verdict.Outcome),
            Reason = verdict.Reason?.ToString() ?? "",
            Issuer = verdict.Issuer is { } issuer ? IssuerOf(issuer) : null,
            Profile = verdict.Profile.ToString().ToLowerInvariant(),
            SimulatedClock = verdict.SimulatedClock,
            At = Instants.Format(verdict.At),
            RestsOn = verdict.RestsOn.ToJson(),
            TextZh = zh,
            TextEn = en,
            Freshness = Freshness.Of(verdict) is { } freshness ? FreshnessOf(freshness) : null,
            LiveAssertion = ByteString.CopyFrom(answer.Decided.LiveAssertion.Span),
            TraceId = answer.TraceId,
            Presented = verdict.Presented.Kind.ToString(),
        };
        message.Reasons.AddRange(verdict.Reasons.Select(FindingOf));
        message.Warnings.AddRange(verdict.Warnings.Select(FindingOf));
        message.Disclosed.AddRange(verdict.Disclosed.SelectMany(space => space.Value.Select(element => ElementOf(space.Key, element.Key, element.Value))));
        message.Withheld.AddRange(verdict.Withheld);
        message.Degraded.AddRange(answer.Decided.Degraded.Select(word => word.ToString()));
        return message;
    }

    private static VerifyOutcome OutcomeOf(Outcome outcome) => outcome switch
    {
        Outcome.Accepted => VerifyOutcome.Accepted,
        Outcome.Refused => VerifyOutcome.Refused,
        _ => VerifyOutcome.Undecided,
    };

    private static VerifyFinding FindingOf(Finding finding)
    {
        var text = ReasonText.Of(finding.Reason);
        return new VerifyFinding { Code = (uint)finding.Reason, Name = finding.Reason.ToString(), Zh = text.Zh, En = text.En, Detail = finding.Detail };
    }

    private static VerifyIssuer IssuerOf(IssuerInfo issuer) => new()
    {
        Region = issuer.Region ?? "",
        NameZh = issuer.NameZh ?? "",
        NameEn = issuer.NameEn ?? "",
        CertificateThumbprint = issuer.CertificateThumbprint,
    };

    private static VerifyElement ElementOf(string space, string name, ElementValue value) =>
        new() { Namespace = space, Element = name, Value = ByteString.CopyFrom(value.Encoded.Span) };

    private static VerifyFreshness FreshnessOf(Freshness freshness) =>
        new() { Source = freshness.Source, AsOf = Instants.Format(freshness.AsOf), AgeSeconds = (ulong)freshness.AgeSeconds };
}
