using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl key show KEY`: algorithm, thumbprint and key identifier of a key.</summary>
internal static class KeyShowCommand
{
    public static Command Build()
    {
        var key = new Argument<string>("KEY") { Description = "A private key file, or pkcs11:…" };
        var (opening, json) = (new KeyOpening(), Arguments.Json());
        var command = new Command("show", "Show the public half of a key") { key, json };
        opening.AddTo(command);
        command.SetAction(parsed => KeyCommand.Print(opening.Open(parsed, parsed.GetValue(key)!).PublicKey, parsed.GetValue(json)));
        return command;
    }
}
