using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TrustList.Format.Credentials;
using PublicKey = TrustList.Format.Signing.PublicKey;

namespace TrustList.Format.Projections;

/// <summary>
/// The provider's chain, by the platform's X.509 with the roots given and no others. Providers choose curves and RSA freely,
/// so that this system's own short list of algorithms does not do here. No network: nothing is fetched, revocation is the
/// provider's next issue.
/// </summary>
internal static class VicalChain
{
    private const X509ChainStatusFlags OutOfTime = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotTimeNested;

    private const X509ChainStatusFlags WrongUse =
        X509ChainStatusFlags.NotValidForUsage | X509ChainStatusFlags.InvalidBasicConstraints | X509ChainStatusFlags.InvalidExtension;

    /// <summary>Checks the chain and gives the signer's key, which is null where its algorithm is not known here.</summary>
    public static VicalRefusal? Check(
        ImmutableArray<ReadOnlyMemory<byte>> certificates, IReadOnlyCollection<ReadOnlyMemory<byte>> roots, DateTimeOffset at, out PublicKey? signer)
    {
        signer = null;
        if (certificates.IsEmpty || CertificateFacts.Read(certificates[0]) is not { Ok: true, Value: var facts })
            return new(VicalFault.ChainMissing, "x5chain");
        signer = facts.Key;
        // X509Chain asks for the usage only where the extension stands: a certificate without it would do for everything.
        if (!facts.ExtendedKeyUsage.Contains(VicalNames.SignerUsage))
            return new(VicalFault.SignerUsage, "extended key usage");
        try
        {
            return Build(certificates, roots, at);
        }
        catch (CryptographicException unreadable)
        {
            return new(VicalFault.ChainNotTrusted, unreadable.Message);
        }
    }

    private static VicalRefusal? Build(ImmutableArray<ReadOnlyMemory<byte>> certificates, IReadOnlyCollection<ReadOnlyMemory<byte>> roots, DateTimeOffset at)
    {
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationTime = at.UtcDateTime,
            },
        };
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(VicalNames.SignerUsage));
        var loaded = new X509Certificate2Collection();
        try
        {
            foreach (var certificate in certificates.Concat(roots))
                loaded.Add(X509CertificateLoader.LoadCertificate(certificate.Span));
            chain.ChainPolicy.ExtraStore.AddRange(loaded);
            foreach (var root in loaded.Skip(certificates.Length))
                chain.ChainPolicy.CustomTrustStore.Add(root);
            if (chain.Build(loaded[0]))
                return null;
            var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
            return new(Meaning(flags), flags.ToString());
        }
        finally
        {
            foreach (var element in chain.ChainElements)
                element.Certificate.Dispose();
            foreach (var certificate in loaded)
                certificate.Dispose();
        }
    }

    private static VicalFault Meaning(X509ChainStatusFlags flags) =>
        (flags & ~(OutOfTime | WrongUse)) != 0 ? VicalFault.ChainNotTrusted
        : (flags & WrongUse) != 0 ? VicalFault.SignerUsage
        : VicalFault.ChainExpired;
}
