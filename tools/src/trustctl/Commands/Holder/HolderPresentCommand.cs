using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using TrustList.Format.Credentials;
using TrustList.Format.Encoding;

namespace Trustctl.Commands;

/// <summary>`trustctl holder present LICENCE`: shows every element of a licence to a verifier, with the transcript that the device signed over.</summary>
internal static class HolderPresentCommand
{
    public static Command Build()
    {
        var licence = new Argument<string>("LICENCE") { Description = "What `holder collect` wrote" };
        var verifier = new Option<string>("--verifier") { Description = "The verifier's name", DefaultValueFactory = _ => "desk.example.invalid" };
        var output = new Option<string>("--out") { Description = "The presentation to write (DeviceResponse, CBOR)", Required = true };
        var transcript = new Option<string>("--transcript") { Description = "The SessionTranscript to write (CBOR)", Required = true };
        var signing = new SigningKey();
        var command = new Command("present", "Show a licence to a verifier") { licence, verifier, output, transcript };
        signing.AddTo(command);
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(verifier)!;
            var nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
            var session = SessionTranscripts.OpenId4VpHandover($"x509_san_dns:{name}", nonce, $"https://{name}/response");
            try
            {
                var wallet = new Wallet(signing.Open(parsed), InputFile.Bounded(parsed.GetValue(licence)!, Limits.PresentationBytes));
                OutputFile.Write(parsed.GetValue(output)!, wallet.Present(wallet.Elements, session));
                OutputFile.Write(parsed.GetValue(transcript)!, session);
                Console.WriteLine($"{parsed.GetValue(output)}: {wallet.Elements.Count} elements for {Printable.Of(name)}");
            }
            catch (ArgumentException wrong)
            {
                throw new UsageException(wrong.Message);
            }
        });
        return command;
    }
}
