using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl key show KEY`: algorithm, thumbprint and key identifier of a key.</summary>
internal static class KeyShowCommand
{
    public static Command Build()
    {
        var key = new Argument<string>("KEY") { Description = "A key file, private or public, or pkcs11:…" };
        var (opening, json) = (new KeyOpening(), Arguments.Json());
        var command = new Command("show", "Show the public half of a key") { key, json };
        opening.AddTo(command);
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(key)!;
            KeyCommand.Print(File.Exists(named) && IsPublic(named) ? Keys.Public(named) : opening.Open(parsed, named).PublicKey, parsed.GetValue(json));
        });
        return command;
    }

    private static bool IsPublic(string file) =>
        System.Text.Encoding.ASCII.GetString(InputFile.Read(file, 16_384)).StartsWith("-----BEGIN PUBLIC KEY-----", StringComparison.Ordinal);
}
