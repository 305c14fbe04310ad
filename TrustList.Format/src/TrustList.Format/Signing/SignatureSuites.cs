using System.Collections.Immutable;

namespace TrustList.Format.Signing;

/// <summary>The suites this system knows. A new algorithm is a class and a line here.</summary>
internal static class SignatureSuites
{
    public static readonly ImmutableArray<SignatureSuite> All = [new Es256Suite(), new Ed25519Suite(), new Sm2Suite()];

    public static SignatureSuite Of(SignatureAlgorithm algorithm)
        => All.First(suite => suite.Algorithm == algorithm);

    /// <summary>The suite that a licence's COSE algorithm names, or null where none that signs credentials has that number.</summary>
    public static SignatureSuite? OfCredential(int coseAlgorithm)
        => All.FirstOrDefault(suite => suite.SignsCredentials && suite.CoseAlgorithm == coseAlgorithm);

    public static SignatureSuite? OfSpki(ReadOnlySpan<byte> spki)
    {
        foreach (var suite in All)
        {
            if (spki.Length == suite.SpkiPrefix.Length + suite.PointBytes && spki.StartsWith(suite.SpkiPrefix))
                return suite;
        }
        return null;
    }
}
