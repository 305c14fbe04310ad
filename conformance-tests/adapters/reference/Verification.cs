using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Verification;

namespace Federation.ReferenceAdapter;

/// <summary><c>verify</c>.</summary>
internal static class Verification
{
    /// <summary>Decides.</summary>
    public static JsonObject Run(Question question, IReadOnlyList<byte[]>? authorities, TrustedList? list)
    {
        var verifier = authorities is not null ? CredentialVerifier.ForAnchors(authorities) : new CredentialVerifier(list?.State);
        var response = question.Bytes("presentation");
        var request = new VerificationRequest
        {
            Now = question.Now,
            DeviceResponse = response ?? ReadOnlyMemory<byte>.Empty,
            QrText = question.Text("qr"),
            SessionTranscript = question.Bytes("transcript"),
            Challenge = question.Bytes("challenge"),
            ReaderKey = question.Bytes("readerKey") is { } scalar ? ReaderKey.FromScalar(scalar.Span).Value : null,
            Acceptor = question.Text("acceptor"),
            Status = list?.StatesAt(question.Now),
            Staple = question.Bytes("staple"),
            Purpose = question.Text("purpose") is { } word ? Enum.Parse<Purpose>(word, ignoreCase: true) : null,
        };
        var verdict = verifier.Verify(request);
        if (verdict.Outcome != Outcome.Accepted)
            return Reply.Reject($"{verdict.Reason}", string.Join(", ", verdict.Reasons.Select(found => $"{found.Reason}")));
        var shown = request.QrText is { } text ? Encoding.UTF8.GetBytes(text) : response!.Value.ToArray();
        var evidence = new JsonObject { ["presentationSha256"] = LowerHex.Of(SHA256.HashData(shown)) };
        if (verdict.RestsOn.TrustList is { } versions)
            evidence["trustList"] = TrustedList.Versions(versions);
        if (verdict.RestsOn.Status is { } status && (verdict.RestsOn.Live?.Value ?? status.Value) is { } value)
            evidence["status"] = new JsonObject { ["uri"] = status.Uri, ["index"] = status.Index, ["value"] = (int)value };
        return Reply.Accept(evidence);
    }
}
