using System.CommandLine;
using Federation.Ceremonies;
using TrustList.Format.Signing;

namespace Trustctl.Commands;

/// <summary>`trustctl key make FILE`: a key in a file under a passphrase. A key on a token is made by the token's own tool.</summary>
internal static class KeyMakeCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "Where the private key goes; never overwritten" };
        var names = Enum.GetNames<SignatureAlgorithm>().Select(name => name.ToLowerInvariant()).ToArray();
        var algorithm = new Option<string>("--alg") { Description = string.Join(" or ", names), DefaultValueFactory = _ => "es256" };
        algorithm.AcceptOnlyFromAmong(names);
        var plain = new Option<bool>("--no-passphrase") { Description = "Write it unencrypted; only a file named NAME.test.pem" };
        var secret = Secret.Passphrase();
        var json = Arguments.Json();
        var command = new Command("make", "Make a key in a file") { file, algorithm, plain, json };
        secret.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var passphrase = parsed.GetValue(plain) ? null : Chosen(secret, parsed);
            if (passphrase is null && !KeyFile.IsTestName(path)) throw new UsageException($"{path}: a key without a passphrase is a test key and is named NAME.test.pem");
            try
            {
                KeyCommand.Print(KeyFile.Create(path, Enum.Parse<SignatureAlgorithm>(parsed.GetValue(algorithm)!, ignoreCase: true), passphrase).PublicKey, parsed.GetValue(json));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new UsageException(failure.Message);
            }
        });
        return command;
    }

    private static string Chosen(Secret secret, ParseResult parsed) => secret.Choose(parsed)
        ?? throw new UsageException("No passphrase: give --passphrase-file or --passphrase-env, or run at a terminal; --no-passphrase makes a test key.");
}
