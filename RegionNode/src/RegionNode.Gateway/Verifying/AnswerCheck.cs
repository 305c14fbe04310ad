using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Protocol;

namespace RegionNode.Gateway.Verifying;

/// <summary>
/// The only way from an answer's bytes to a reply: signed by a status key of the home region that verifies
/// now, about the licence asked about, with the nonce of this question, within its life.
/// </summary>
internal static class AnswerCheck
{
    /// <summary>The checked answer, or which check failed.</summary>
    public static LiveReply Check(ReadOnlyMemory<byte> assertion, LiveQuestion question, TrustState trust, DateTimeOffset now)
    {
        var asked = new LiveStatusQuestion(question.Region, question.StatusUri, question.Index, question.Nonce.Memory);
        var answer = LiveAssertion.Verify(assertion, asked, keyId => trust.FindStatusKey(question.Region, keyId, now), now);
        return answer.Ok ? LiveReply.Of(answer.Value) : LiveReply.None(answer.Fault.ToString());
    }
}
