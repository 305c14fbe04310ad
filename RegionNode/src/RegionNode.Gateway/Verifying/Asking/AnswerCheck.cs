using TrustList.Format.Registry;
using TrustList.Format.Status;
using TrustList.Format.Verification;
using TrustList.Protocol;

namespace RegionNode.Gateway.Verifying.Asking;

/// <summary>
/// The only way from an answer's bytes to a reply: signed by a status key of the home region that verifies
/// now, about the licence asked about, with the nonce of this question, within its life, and telling no more than is for its purpose.
/// </summary>
internal static class AnswerCheck
{
    /// <summary>What is wrong with an answer that tells letters or points for a purpose that may not see them. It is signed: nothing can be left out of it.</summary>
    public const string TellsTooMuch = nameof(TellsTooMuch);

    /// <summary>The checked answer, or which check failed.</summary>
    public static LiveReply Check(ReadOnlyMemory<byte> assertion, LiveQuestion question, Purpose purpose, TrustState trust, DateTimeOffset now)
    {
        var asked = new LiveStatusQuestion(question.Region, question.StatusUri, question.Index, question.Nonce.Memory);
        var answer = LiveAssertion.Verify(assertion, asked, keyId => trust.FindStatusKey(question.Region, keyId, now), now);
        if (!answer.Ok) return LiveReply.None(answer.Fault.ToString(), Degraded.HomeAnswerRefused);
        return answer.Value.Claims.TellsLettersOrPoints && !LiveDisclosure.TellsLettersAndPoints(purpose)
            ? LiveReply.None(TellsTooMuch, Degraded.HomeAnswerRefused)
            : LiveReply.Of(answer.Value);
    }
}
