namespace TrustList.Format.Credentials;

/// <summary>
/// The electronic certificate identifier (GB/T 36904): 1.2.156.3005.2.{type}.{issuer}.{serial}.{version}.{check},
/// check = ISO/IEC 7064 MOD 37,36 over type, issuer, serial and version. SPEC.md §6.3.
/// </summary>
public static class ElectronicIdentifier
{
    private const string Prefix = "1.2.156.3005.2.";
    private const int MaxLength = 100;

    // Type, issuer, serial, version; the check character after them.
    private const int Parts = 4, VersionLength = 3;

    /// <summary>Checks form and check character.</summary>
    /// <param name="text">The identifier as written.</param>
    /// <returns>True when the check character fits.</returns>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: <= MaxLength } || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        Span<char> characters = stackalloc char[MaxLength];
        var rest = text.AsSpan(Prefix.Length);
        var length = 0;
        for (var part = 0; part < Parts; part++)
        {
            var end = rest.IndexOf('.');
            if (end <= 0 || (part == Parts - 1 && end != VersionLength))
                return false;
            rest[..end].CopyTo(characters[length..]);
            rest = rest[(end + 1)..];
            length += end;
        }
        return rest.Length == 1 && Iso7064.Mod37And36(characters[..length]) == rest[0];
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
