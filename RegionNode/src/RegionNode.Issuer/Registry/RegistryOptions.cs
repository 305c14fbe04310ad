using Federation.Hosting.Options;

namespace RegionNode.Issuer.Registry;

/// <summary>The operator's settings for what the police's registry does not say, section <c>Registry</c>.</summary>
public sealed class RegistryOptions : IValidatedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Registry";

    /// <summary>The office book, a JSON file. Empty: <c>DIR/registry/offices.json</c> where it is there, else only six-digit codes are read as offices.</summary>
    [Setting("file")]
    public string Offices { get; init; } = "";

    /// <summary>The issuing authority's name where the office book names none.</summary>
    [Setting("1 to 150 characters")]
    public string AuthorityName { get; init; } = "公安机关交通管理部门";

    /// <summary>The certificate type's code in electronic identifiers (GB/T 36904). The default is that of a published sample.</summary>
    [Setting("1 to 30 digits and upper-case letters")]
    public string CertificateType { get; init; } = "11100000000013338W011";

    /// <summary>The issuing authority's code in electronic identifiers. Empty: 11, the region's code and ten zeros, which stands for no real body.</summary>
    [Setting("at most 30 digits and upper-case letters")]
    public string CertificateIssuer { get; init; } = "";

    /// <summary>How long an id of the feed's events counts once: so long a settled event is remembered.</summary>
    [Setting("d", 7, 3650)]
    public int FeedMemoryDays { get; init; } = 90;

    /// <inheritdoc/>
    public IEnumerable<string> Errors()
    {
        if (AuthorityName.Length is 0 or > 150)
            yield return "AuthorityName: must have 1 to 150 characters";
        if (CertificateType.Length is 0 or > 30 || !CertificateType.All(IsPart))
            yield return "CertificateType: must be 1 to 30 digits and upper-case letters";
        if (CertificateIssuer.Length > 30 || !CertificateIssuer.All(IsPart))
            yield return "CertificateIssuer: must be at most 30 digits and upper-case letters";
    }

    private static bool IsPart(char c) => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c);
}
