using System.Security.Cryptography;
using TrustList.Format.Status;

namespace TrustList.Testing.Forgery;

/// <summary>Live answers of a simulated region, signed by its status key and verified as a gateway does.</summary>
public static class SampleLive
{
    /// <summary>An answer that verified at the instant it was made.</summary>
    public static LiveStatus Answer(RegionSimulator region, string uri, long index, StatusValue value, string letters, DateTimeOffset at)
    {
        var question = new LiveStatusQuestion(region.Code, uri, index, RandomNumberGenerator.GetBytes(16));
        var claims = new LiveStatusClaims
        {
            Region = region.Code,
            StatusUri = uri,
            Index = index,
            Value = value,
            Letters = letters,
            Points = 3,
            IssuedAt = at,
            Expires = at.AddMinutes(5),
            Nonce = question.Nonce,
        };
        var assertion = LiveAssertion.Sign(claims, region.StatusKey, region.StatusKey.PublicKey.Thumbprint);
        return LiveAssertion.Verify(assertion, question, _ => region.StatusKey.PublicKey, at).Value;
    }
}
