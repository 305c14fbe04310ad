using System.Security.Cryptography;
using TrustList.Format.Status;

namespace TrustList.Testing.Forgery;

/// <summary>Live answers of a simulated region, signed by its status key and verified as a gateway does.</summary>
public static class SampleLive
{
    /// <summary>An answer that verified at the instant it was made.</summary>
    public static LiveStatus Answer(RegionSimulator region, string uri, long index, StatusValue value, string letters, DateTimeOffset at, string? movedTo = null)
    {
        var question = new LiveStatusQuestion(region.Code, uri, index, RandomNumberGenerator.GetBytes(16));
        return LiveAssertion.Verify(Sign(region, question, value, letters, at, movedTo), question, _ => region.StatusKey.PublicKey, at).Value;
    }

    /// <summary>A signed answer to a question, good for five minutes.</summary>
    public static byte[] Sign(RegionSimulator region, LiveStatusQuestion question, StatusValue value, string letters, DateTimeOffset at, string? movedTo = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        var claims = new LiveStatusClaims
        {
            Region = question.Region,
            StatusUri = question.StatusUri,
            Index = question.Index,
            Value = value,
            Letters = letters,
            Points = 3,
            MovedTo = movedTo,
            IssuedAt = at,
            Expires = at.AddMinutes(5),
            Nonce = question.Nonce,
        };
        return LiveAssertion.Sign(claims, region.StatusKey, region.StatusKey.PublicKey.Thumbprint);
    }
}
