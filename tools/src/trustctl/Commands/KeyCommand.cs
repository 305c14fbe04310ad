using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Metadata;
using TrustList.Format.Signing;

namespace Trustctl.Commands;

/// <summary>`trustctl key make|show`: a software key in a file, for pilots and rehearsals.</summary>
internal static class KeyCommand
{
    public static Command Build() => new("key", "Make and show software keys (pilots and rehearsals)") { Make(), Show() };

    private static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "Where the private key goes; never overwritten" };
        var algorithm = new Option<string>("--alg") { Description = "es256 or ed25519", DefaultValueFactory = _ => "es256" };
        algorithm.AcceptOnlyFromAmong("es256", "ed25519");
        var command = new Command("make", "Make a key") { file, algorithm };
        command.SetAction(parsed =>
        {
            var kind = parsed.GetValue(algorithm) == "es256" ? SignatureAlgorithm.ES256 : SignatureAlgorithm.Ed25519;
            try
            {
                Print(KeyFile.Create(parsed.GetValue(file)!, kind).PublicKey);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new UsageException(failure.Message);
            }
        });
        return command;
    }

    private static Command Show()
    {
        var file = new Argument<string>("FILE") { Description = "A private key file" };
        var command = new Command("show", "Show the public half of a key") { file };
        command.SetAction(parsed => Print(Keys.Private(parsed.GetValue(file)!).PublicKey));
        return command;
    }

    private static void Print(PublicKey key)
    {
        Console.WriteLine(key.ToPem());
        Console.WriteLine($"algorithm  {key.Algorithm}");
        Console.WriteLine($"thumbprint {key.Thumbprint}");
        Console.WriteLine($"keyid      {MetadataKey.Of(key).KeyId}");
    }
}
