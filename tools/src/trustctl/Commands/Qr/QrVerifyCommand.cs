using System.CommandLine;
using TrustList.Format.Verification;

namespace Trustctl.Commands;

/// <summary>`trustctl qr verify CODE`: decides one code offline. The exit code is the verdict; no memory of codes is kept, and the verdict says so.</summary>
internal static class QrVerifyCommand
{
    public static Command Build()
    {
        var code = new Argument<string>("CODE") { Description = "The text of a code, or a file that holds it; - is standard input" };
        var challenge = new Option<string?>("--challenge") { Description = "What this verifier showed: text that begins with CNDC1:, or a file that holds it" };
        var question = new VerdictQuestion();
        var command = new Command("verify", "Decide a code: exit 0 accepted, 1 refused, 2 undecided") { code, challenge };
        question.AddTo(command);
        command.SetAction(parsed => question.Decide(
            parsed,
            request => parsed.GetValue(challenge) is { } shown
                ? request with { QrText = CodeInput.Read(parsed.GetValue(code)!), Challenge = CodeInput.Challenge(shown) }
                : request with { QrText = CodeInput.Read(parsed.GetValue(code)!) },
            verdict => verdict.Presented.Kind == PresentationKind.QrDynamic ? CredentialVerifier.WithoutReplayCheck(verdict) : verdict));
        return command;
    }
}
