namespace TrustList.Format.Credentials;

/// <summary>
/// The electronic certificate identifier (GB/T 36904): 1.2.156.3005.2.{type}.{issuer}.{serial}.{version}.{check},
/// check = ISO/IEC 7064 MOD 37,36 over type, issuer, serial and version. SPEC.md §6.3.
/// </summary>
public static class ElectronicIdentifier
{
    private const string Prefix = "1.2.156.3005.2.";

    /// <summary>Checks form and check character.</summary>
    /// <param name="text">The identifier as written.</param>
    /// <returns>True when the check character fits.</returns>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: <= 100 } || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var parts = text[Prefix.Length..].Split('.');
        return parts.Length == 5
            && parts.All(part => part.Length > 0)
            && parts[3].Length == 3
            && parts[4].Length == 1
            && Iso7064.Mod37And36(string.Concat(parts.AsSpan(0, 4))) == parts[4][0];
    }

    /// <summary>Builds an identifier with its check character.</summary>
    /// <param name="type">The certificate type's code, a matter of configuration.</param>
    /// <param name="issuer">The issuing authority's code.</param>
    /// <param name="serial">The authority's serial.</param>
    /// <param name="version">Three digits, 001 for the first.</param>
    /// <returns>The identifier.</returns>
    /// <exception cref="ArgumentException">A part is empty or holds other characters than digits and upper-case letters.</exception>
    public static string Build(string type, string issuer, string serial, string version)
    {
        var check = Iso7064.Mod37And36(type + issuer + serial + version);
        var text = $"{Prefix}{type}.{issuer}.{serial}.{version}.{check}";
        return IsValid(text) ? text : throw new ArgumentException("A part is empty or has other characters than digits and letters.", nameof(type));
    }
}
