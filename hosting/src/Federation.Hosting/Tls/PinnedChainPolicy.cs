using System.Security.Cryptography.X509Certificates;

namespace Federation.Hosting.Tls;

/// <summary>
/// The chain policy that both ends set: the pin decides, so nothing is fetched (a stranger's certificate could name
/// any address to fetch from), no revocation is asked and no chain error counts.
/// </summary>
internal static class PinnedChainPolicy
{
    public static X509ChainPolicy Create() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        VerificationFlags = X509VerificationFlags.AllFlags,
    };
}
