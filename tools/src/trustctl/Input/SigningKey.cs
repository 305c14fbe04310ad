using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Signing;

namespace Trustctl;

/// <summary>A private key named on the command line: a key file, or `pkcs11:…` for a token; with all that opens it.</summary>
internal sealed class SigningKey
{
    private readonly Option<string> key = new("--key") { Description = "Private key file, or pkcs11:token=…;object=…;type=private", Required = true };
    private readonly KeyOpening opening = new();

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(key);
        opening.AddTo(command);
    }

    /// <summary>Opens it.</summary>
    public ISigner Open(ParseResult parsed) => opening.Open(parsed, parsed.GetValue(key)!);
}

/// <summary>The options that open a key, wherever it is named.</summary>
internal sealed class KeyOpening
{
    private readonly Secret passphrase = Secret.Passphrase();
    private readonly Secret pin = Secret.Pin();
    private readonly Option<string?> module = new("--pkcs11-module") { Description = "The token's PKCS#11 library; else PKCS11_MODULE_PATH or the system's setting" };

    /// <summary>Adds its options to a command.</summary>
    public void AddTo(Command command)
    {
        passphrase.AddTo(command);
        pin.AddTo(command);
        command.Options.Add(module);
    }

    /// <summary>Opens a key. One that cannot be opened is wrong usage, said without key material.</summary>
    public ISigner Open(ParseResult parsed, string name)
    {
        if (!Pkcs11Address.Is(name))
        {
            var file = KeyFile.Read(name, () => passphrase.Read(parsed));
            return file.Ok ? file.Value : throw new UsageException($"{name}: no private key (PKCS#8 PEM): {file.Detail}");
        }

        var address = Pkcs11Address.Read(name);
        if (!address.Ok) throw new UsageException(address.Detail);
        var token = Pkcs11Signer.Open(address.Value, pin.Read(parsed), parsed.GetValue(module));
        return token.Ok ? token.Value : throw new UsageException($"{name}: {token.Detail}");
    }
}
