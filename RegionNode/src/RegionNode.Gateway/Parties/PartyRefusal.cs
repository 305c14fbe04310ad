using RegionNode.Gateway.Guarding;

namespace RegionNode.Gateway.Parties;

/// <summary>Why a caller gets no answer for who it is, or for how much it asks.</summary>
/// <param name="Refusal">Which of the closed list.</param>
/// <param name="Detail">For the caller.</param>
/// <param name="RetryAfter">When asking again may help; null where it does not.</param>
internal sealed record PartyRefusal(Refusal Refusal, string Detail, TimeSpan? RetryAfter = null);

/// <summary>Answers with it.</summary>
internal static class PartyRefusalAnswer
{
    /// <summary>Answers in the caller's own protocol, with what HTTP wants beside the problem: how to prove oneself, or when to come again.</summary>
    public static Task Refuse(this HttpContext context, PartyRefusal refused)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (context.Response.StatusCode == StatusCodes.Status401Unauthorized) headers.WWWAuthenticate = "Bearer";
            if (refused.RetryAfter is { } pause) headers.RetryAfter = RefusalAnswer.Seconds(pause);
            return Task.CompletedTask;
        });
        return context.Refuse(refused.Refusal, refused.Detail);
    }
}
