using TrustList.Format.Encoding;

namespace Federation.Ceremonies;

/// <summary>Names a key on a token (RFC 7512), for example <c>pkcs11:token=operator-1;object=root;type=private</c>. Read, it proves the form alone.</summary>
public readonly record struct Pkcs11Address
{
    private const string Scheme = "pkcs11:";
    private const int MostCharacters = 1_024;
    private readonly string text;

    private Pkcs11Address(string text) => this.text = text;

    /// <summary>Whether a key is named by a token's address and not by a file.</summary>
    public static bool Is(string key) => key.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>Reads an address. One with a PIN in it is refused: command lines are seen by others.</summary>
    public static Decoded<Pkcs11Address> Read(string key)
    {
        if (!Is(key) || key.Length > MostCharacters || key.Any(c => c is <= ' ' or > '~')) return Fail("not a PKCS#11 address (RFC 7512)");
        if (key.Contains("pin-", StringComparison.Ordinal)) return Fail("a PIN does not belong on the command line; give it by --pin-file");
        if (!key.Contains("token=", StringComparison.Ordinal) && !key.Contains("serial=", StringComparison.Ordinal)) return Fail("the address names no token (token= or serial=)");
        return Decoded<Pkcs11Address>.Of(new Pkcs11Address(key));
    }

    /// <summary>The address with the file that OpenSSL's engine reads the PIN from; its messages print the address.</summary>
    internal string WithPin(PinFile? pin) =>
        pin is null ? text : $"{text}{(text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}pin-source=file:{pin.Path}";

    /// <inheritdoc/>
    public override string ToString() => text;

    private static Decoded<Pkcs11Address> Fail(string detail) => Decoded<Pkcs11Address>.Fail(DecodeFault.BadValue, detail);
}
