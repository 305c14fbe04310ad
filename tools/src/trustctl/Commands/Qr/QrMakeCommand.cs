using System.CommandLine;
using TrustList.Format.Credentials.Qr;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;

namespace Trustctl.Commands;

/// <summary>`trustctl qr make COMPACT`: the text of a code, static or, with a purpose, dynamic.</summary>
internal static class QrMakeCommand
{
    public static Command Build()
    {
        var compact = new Argument<string>("COMPACT") { Description = "What `holder compact` wrote" };
        var purpose = new Option<string?>("--purpose") { Description = "Makes a dynamic code, good for 60 seconds, for roadside, rental, insurance, counter or employment" };
        purpose.AcceptOnlyFromAmong([.. Enum.GetNames<Purpose>().Select(name => name.ToLowerInvariant())]);
        var challenge = new Option<string?>("--challenge") { Description = "What the verifier shows: text that begins with CNDC1:, or a file that holds it" };
        var staple = new Option<string?>("--staple") { Description = "Live assertion that `holder assertion --out` wrote (CBOR)" };
        var output = new Option<string?>("--out") { Description = "Write the text to a file" };
        var now = Arguments.Now();
        var signing = new SigningKey();
        var command = new Command("make", "The text of a code for a compact licence") { compact, purpose, challenge, staple, output, now };
        signing.AddTo(command);
        command.SetAction(parsed =>
        {
            try
            {
                var wallet = new CodeWallet(signing.Open(parsed), InputFile.Bounded(parsed.GetValue(compact)!, Limits.QrCharacters));
                var text = parsed.GetValue(purpose) is { } word
                    ? wallet.ShowDynamic(
                        Enum.Parse<Purpose>(word, ignoreCase: true), Arguments.Instant(parsed.GetValue(now)).Instant,
                        parsed.GetValue(challenge) is { } shown ? CodeInput.Challenge(shown) : default,
                        parsed.GetValue(staple) is { } file ? InputFile.Bounded(file, Limits.LiveAssertionBytes) : default)
                    : parsed.GetValue(challenge) is null && parsed.GetValue(staple) is null ? wallet.ShowStatic()
                    : throw new UsageException("--challenge and --staple belong to a dynamic code: give --purpose.");
                if (parsed.GetValue(output) is { } path) OutputFile.Write(path, System.Text.Encoding.UTF8.GetBytes(text + "\n"));
                else Console.WriteLine(text);
                return ExitCode.Accepted;
            }
            catch (ArgumentException wrong)
            {
                throw new UsageException(wrong.Message);
            }
        });
        return command;
    }
}
