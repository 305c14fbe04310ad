using System.CommandLine;
using TrustList.Format.Encoding;
using TrustList.Format.Registry;
using TrustList.Format.Verification;
using TrustList.Sync;
using TrustList.Sync.Status;

namespace Trustctl.Commands;

/// <summary>`trustctl verify FILE`: decides one presentation offline. The exit code is the verdict.</summary>
internal static class VerifyCommand
{
    private const int LargestKeyFile = 16_384;

    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "A CBOR DeviceResponse; - is standard input" };
        var state = new Option<string?>("--state") { Description = "Folder that `trustctl sync` keeps" };
        var iaca = new Option<string[]>("--iaca") { Description = "IACA certificate (or a document signer to pin), instead of a trust list", AllowMultipleArgumentsPerToken = true };
        var transcript = new Option<string?>("--transcript") { Description = "SessionTranscript that the device signed over (CBOR)" };
        var readerKey = new Option<string?>("--reader-key") { Description = "The reader's ephemeral private key, for a deviceMac (PEM, or 32 bytes raw or in hex)" };
        var acceptor = new Option<string?>("--acceptor") { Description = "Region where the licence is shown, six digits" };
        var purpose = new Option<string?>("--purpose") { Description = "roadside, rental, insurance, counter or employment" };
        purpose.AcceptOnlyFromAmong([.. Enum.GetNames<Purpose>().Select(name => name.ToLowerInvariant())]);
        var profile = new Option<string>("--profile") { Description = "strict or lenient", DefaultValueFactory = _ => "strict" };
        profile.AcceptOnlyFromAmong("strict", "lenient");
        var (now, json) = (Arguments.Now(), Arguments.Json());
        var command = new Command("verify", "Decide a presentation: exit 0 accepted, 1 refused, 2 undecided")
        {
            file, state, iaca, transcript, readerKey, acceptor, purpose, profile, now, json,
        };
        command.SetAction(parsed =>
        {
            var (instant, simulated) = Arguments.Instant(parsed.GetValue(now));
            var verifier = Verifier(parsed.GetValue(state), parsed.GetValue(iaca) ?? [], instant);
            var verdict = verifier.Verify(new VerificationRequest
            {
                DeviceResponse = InputFile.Read(parsed.GetValue(file)!, Limits.PresentationBytes),
                SessionTranscript = parsed.GetValue(transcript) is { } path ? InputFile.Read(path, Limits.PresentationBytes) : null,
                ReaderKey = parsed.GetValue(readerKey) is { } key ? ReadKey(key) : null,
                Acceptor = CheckedCode(parsed.GetValue(acceptor)),
                Purpose = parsed.GetValue(purpose) is { } word ? Enum.Parse<Purpose>(word, ignoreCase: true) : null,
                Profile = parsed.GetValue(profile) == "lenient" ? VerificationProfile.Lenient : VerificationProfile.Strict,
                Now = instant,
                SimulatedClock = simulated,
                Status = parsed.GetValue(state) is { } folder && verifier.State is { } trust ? Status(folder, trust, instant) : null,
            });
            if (parsed.GetValue(json)) Console.WriteLine(verdict.ToJson());
            else VerdictText.Write(Console.Out, verdict);
            return verdict.Outcome switch
            {
                Outcome.Accepted => ExitCode.Accepted,
                Outcome.Refused => ExitCode.Refused,
                _ => ExitCode.Undecided,
            };
        });
        return command;
    }

    private static CredentialVerifier Verifier(string? state, string[] iaca, DateTimeOffset now)
    {
        if (state is null == (iaca.Length == 0)) throw new UsageException("Give either --state DIR or --iaca CERT.");
        if (state is null) return CredentialVerifier.ForAnchors([.. iaca.Select(path => Certificates.Read(path))]);
        if (!Directory.Exists(state)) throw new UsageException($"--state {state}: no such folder; make it by trustctl sync");
        var loaded = TrustClient.Load(TrustStore.Open(state), now);
        if (loaded.State is null) Console.Error.WriteLine($"No trust list: {loaded.Fault} {loaded.Detail}".TrimEnd());
        return new CredentialVerifier(loaded.State);
    }

    // A folder without any is an ordinary one: then status lists decide alone.
    private static DeviceStatus? Status(string folder, TrustState trust, DateTimeOffset now)
    {
        var loaded = StatusStore.Open(folder).Load(trust, now);
        if (loaded.Fault is not (null or LoadFault.Empty)) Console.Error.WriteLine($"The status stored is not used: {loaded.Fault} {loaded.Detail}");
        return loaded.Status;
    }

    private static string? CheckedCode(string? code) =>
        code is null || RegionCode.IsValid(code) ? code : throw new UsageException($"--acceptor {code}: want six digits, for example 320000");

    private static ReaderKey ReadKey(string path)
    {
        var bytes = InputFile.Read(path, LargestKeyFile);
        var text = System.Text.Encoding.ASCII.GetString(bytes).Trim();
        var key = bytes.Length == 32 ? ReaderKey.FromScalar(bytes)
            : text.Length == 64 && text.All(char.IsAsciiHexDigit) ? ReaderKey.FromScalar(Convert.FromHexString(text))
            : ReaderKey.FromPem(text);
        return key.Ok ? key.Value : throw new UsageException($"{path}: {key.Detail}");
    }
}
