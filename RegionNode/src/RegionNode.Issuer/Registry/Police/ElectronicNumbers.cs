using TrustList.Format.Credentials;

namespace RegionNode.Issuer.Registry.Police;

/// <summary>
/// Gives licences from the registry their electronic identifier (GB/T 36904), which no police field holds. The rule: type and
/// issuer by configuration, serial = the file number, version 001, check character MOD 37,36. So it is the same at every import.
/// </summary>
internal sealed class ElectronicNumbers(RegistryOptions options, string regionCode)
{
    private const string FirstVersion = "001";
    private readonly string issuer = options.CertificateIssuer.Length > 0 ? options.CertificateIssuer : $"11{regionCode}0000000000";

    internal string Of(string fileNumber) => ElectronicIdentifier.Build(options.CertificateType, issuer, fileNumber, FirstVersion);
}
