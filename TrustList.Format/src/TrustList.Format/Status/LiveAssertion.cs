using TrustList.Format.Signing;

namespace TrustList.Format.Status;

/// <summary>The signed form of a live answer: a CWT by the region's status key (SPEC.md §7.6).</summary>
public static class LiveAssertion
{
    /// <summary>The longest life.</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(10);

    /// <summary>The type in its protected header: keeps it apart from a status list of the same key.</summary>
    public const string MediaType = "application/vnd.federation.live-status+cwt";

    /// <summary>Signs an answer.</summary>
    /// <exception cref="ArgumentException">The claims break a rule of SPEC.md §7.6.</exception>
    public static byte[] Sign(LiveStatusClaims claims, ISigner signer, string keyId) => throw new NotImplementedException();

    /// <summary>Checks an answer to a question, in the order of SPEC.md §7.6.</summary>
    /// <param name="assertion">The answer as it came.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="statusKey">The key of that id if the region's signed record allows it to sign status now; else null.</param>
    /// <param name="now">The instant of the check.</param>
    public static StatusResult<LiveStatus> Verify(
        ReadOnlyMemory<byte> assertion, LiveStatusQuestion question, Func<string, PublicKey?> statusKey, DateTimeOffset now) => throw new NotImplementedException();
}
