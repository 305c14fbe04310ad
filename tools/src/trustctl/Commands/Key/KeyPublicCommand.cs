using System.CommandLine;

namespace Trustctl.Commands;

/// <summary>`trustctl key public KEY`: the public half as a PEM file, for those who draft ceremonies.</summary>
internal static class KeyPublicCommand
{
    public static Command Build()
    {
        var key = new Argument<string>("KEY") { Description = "A private key file, or pkcs11:…" };
        var output = new Option<string?>("--out") { Description = "The PEM file to write; else standard output" };
        var opening = new KeyOpening();
        var command = new Command("public", "Export the public half of a key (PEM)") { key, output };
        opening.AddTo(command);
        command.SetAction(parsed =>
        {
            var pem = opening.Open(parsed, parsed.GetValue(key)!).PublicKey.ToPem() + "\n";
            if (parsed.GetValue(output) is { } path) OutputFile.Write(path, System.Text.Encoding.ASCII.GetBytes(pem));
            else Console.Write(pem);
        });
        return command;
    }
}
