using TrustList.Protocol;
using Form = TrustList.Protocol.VerifyRequest.ShownOneofCase;

namespace RegionNode.Gateway.Verifying.Rpc;

/// <summary>Reads a <see cref="VerifyQuestion"/> from its gRPC form (verify.proto), by the rules of <see cref="QuestionForm"/>.</summary>
internal static class QuestionMessage
{
    /// <summary>The question, or the refusal with its detail.</summary>
    public static ReadQuestion Read(VerifyRequest request) => QuestionForm.Checked(new QuestionParts
    {
        Presentation = request.ShownCase is Form.DeviceResponse ? request.DeviceResponse.ToByteArray() : null,
        QrText = request.ShownCase is Form.Qr ? request.Qr : null,
        Reference = request.ShownCase is Form.Reference ? request.Reference : null,
        Transcript = request.Transcript.IsEmpty ? null : request.Transcript.ToByteArray(),
        Challenge = request.Challenge.Length == 0 ? null : request.Challenge,
        Nonce = request.Nonce.IsEmpty ? null : request.Nonce.ToByteArray(),
        Acceptor = request.Acceptor,
        Purpose = request.Purpose,
        Live = request.Live,
        Profile = request.Profile.Length == 0 ? null : request.Profile,
    });
}
